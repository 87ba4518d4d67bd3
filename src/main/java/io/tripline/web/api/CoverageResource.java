package io.tripline.web.api;

import io.smallrye.common.annotation.Blocking;
import io.tripline.web.rules.Coverage;
import io.tripline.web.rules.CoveragePages;
import io.tripline.web.rules.NavigatorLayer;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** What the rules that run cover. */
@Path("/api/v1/coverage")
@Produces({MediaType.APPLICATION_JSON, ProblemAnswer.TYPE})
@Tag(name = "Rules")
public class CoverageResource {

    private final CoveragePages pages;

    public CoverageResource(CoveragePages pages) {
        this.pages = pages;
    }

    @GET
    @Blocking
    @Operation(
            operationId = "getCoverage",
            summary = "Get coverage of ATT&CK",
            description =
                    "What of MITRE ATT&CK the rules that run cover: by tactic and technique which rules, and of each whether it has a"
                            + " test and whether it has been seen to fire; and the rules that can see nothing.")
    @APIResponse(responseCode = "200", description = "What is covered")
    public Coverage coverage() {
        return pages.coverage();
    }

    @GET
    @Path("/navigator")
    @Blocking
    @Operation(
            operationId = "getNavigatorLayer",
            summary = "Get coverage as a layer of ATT&CK Navigator",
            description = "The same as a file that ATT&CK Navigator opens, layer format 4.5.")
    @APIResponse(responseCode = "200", description = "The layer")
    public RestResponse<NavigatorLayer> navigator() {
        return RestResponse.ResponseBuilder.ok(NavigatorLayer.of(pages.coverage()), MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"tripline-navigator-layer.json\"")
                .build();
    }
}
