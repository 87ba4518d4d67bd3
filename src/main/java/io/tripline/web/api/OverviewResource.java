package io.tripline.web.api;

import io.smallrye.common.annotation.Blocking;
import io.tripline.web.overview.Overview;
import io.tripline.web.overview.Overviews;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How the program fares as a whole. */
@Path("/api/v1/overview")
@Produces({MediaType.APPLICATION_JSON, ProblemAnswer.TYPE})
@Tag(name = "Program")
public class OverviewResource {

    private final Overviews overviews;

    public OverviewResource(Overviews overviews) {
        this.overviews = overviews;
    }

    @GET
    @Blocking
    @Operation(
            operationId = "overview",
            summary = "See how the program fares",
            description = "Rates, alerts, memory, what rules are doing, and what wants attention.")
    @APIResponse(responseCode = "200", description = "How it fares")
    public Overview overview() {
        return overviews.now();
    }
}
