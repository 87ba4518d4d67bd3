package io.tripline.web.api;

import io.smallrye.common.annotation.Blocking;
import io.tripline.web.rules.StreamPages;
import io.tripline.web.rules.StreamView;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What windows hold. */
@Path("/api/v1/streams")
@Produces({MediaType.APPLICATION_JSON, ProblemAnswer.TYPE})
@Tag(name = "Rules")
public class StreamsResource {

    private static final int MOST_NEAREST = 100;
    private static final int NEAREST = 5;

    private final StreamPages pages;

    public StreamsResource(StreamPages pages) {
        this.pages = pages;
    }

    @GET
    @Blocking
    @Operation(
            operationId = "listStreams",
            summary = "List streams",
            description =
                    "The streams between rules: what they hold, who writes to them and who looks at them, and the groups"
                            + " that are nearest to an alert. Never waits for the engine: under load, it is what windows held about a"
                            + " second ago.")
    @APIResponse(
            responseCode = "200",
            description = "The streams",
            content = @Content(schema = @Schema(implementation = StreamView.StreamList.class)))
    @APIResponse(
            responseCode = "400",
            description = "A parameter cannot be used",
            content = @Content(mediaType = ProblemAnswer.TYPE, schema = @Schema(implementation = ProblemAnswer.class)))
    public Response list(
            @Parameter(description = "So many groups of each rule at most, from 0 to 100; 5 if absent")
                    @QueryParam("nearest")
                    @Nullable
                    String nearest) {
        int most = nearest == null ? NEAREST : number(nearest);
        return most < 0 || most > MOST_NEAREST
                ? ProblemAnswer.response(
                        400, "nearest=" + SafeText.of(String.valueOf(nearest)) + ": a whole number from 0 to 100")
                : Response.ok(pages.list(most))
                        .type(MediaType.APPLICATION_JSON_TYPE)
                        .build();
    }

    /** -1 if it is none. */
    private static int number(String text) {
        return text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : -1;
    }
}
