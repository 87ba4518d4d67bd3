package io.tripline.web.api;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Says what this is and where to go. */
@Path("/")
@Tag(name = "Program", description = "The program itself")
public class HomeResource {

    private final String version;

    public HomeResource(@ConfigProperty(name = "quarkus.application.version") String version) {
        this.version = version;
    }

    /** Where things are. */
    @Schema(name = "Home", description = "What this is, and the addresses of what it offers")
    public record Home(
            @Schema(description = "tripline") String name,
            @Schema(description = "The program's version") String version,
            @Schema(description = "Post events here") String events,
            @Schema(description = "Alerts, newest first") String alerts,

            @Schema(description = "Alerts as they are raised, as server-sent events")
            String stream,

            @Schema(description = "The rules and what became of them")
            String rules,

            @Schema(description = "The streams between rules, and what windows hold")
            String streams,

            @Schema(description = "Whether the program is well")
            String health,

            @Schema(description = "Numbers for Prometheus") String metrics,

            @Schema(description = "The description of this interface")
            String openapi) {}

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "home",
            summary = "Find your way",
            description = "The addresses of what the program offers.")
    @APIResponse(responseCode = "200", description = "The addresses")
    public Home home() {
        return new Home(
                "tripline",
                version,
                "/api/v1/events",
                "/api/v1/alerts",
                "/api/v1/alerts/stream",
                "/api/v1/rules",
                "/api/v1/streams",
                "/q/health",
                "/q/metrics",
                "/q/openapi");
    }
}
