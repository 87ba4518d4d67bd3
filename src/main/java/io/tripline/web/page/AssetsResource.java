package io.tripline.web.page;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Files for browsers. What has this version's address never changes; any other gets the file as it is, to be asked for again. */
@Path("/assets/{version}/{name}")
public class AssetsResource {

    private final Assets assets;

    AssetsResource(Assets assets) {
        this.assets = assets;
    }

    @GET
    @Operation(hidden = true)
    public Response file(@PathParam("version") String version, @PathParam("name") String name) {
        byte[] bytes = assets.bytes(name);
        if (bytes == null) {
            throw new NotFoundException();
        }
        Response.ResponseBuilder found = Response.ok(bytes).type(Assets.type(name));
        return (version.equals(assets.version())
                        ? found.header("Cache-Control", "public, max-age=31536000, immutable")
                        : found)
                .build();
    }
}
