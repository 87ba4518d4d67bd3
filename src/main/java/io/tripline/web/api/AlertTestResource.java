package io.tripline.web.api;

import io.smallrye.common.annotation.Blocking;
import io.tripline.alert.Alert;
import io.tripline.engine.Engine;
import io.tripline.engine.LoadedRule;
import io.tripline.live.rules.LiveGraph;
import io.tripline.ruletest.AlertAsTest;
import io.tripline.store.Store;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** An alert as a test of its rule. */
@Path("/api/v1/alerts/{id}/test")
@Produces({AlertTestResource.YAML, ProblemAnswer.TYPE})
@Tag(name = "Alerts")
public class AlertTestResource {

    static final String YAML = "text/yaml";

    private final Store store;
    private final Engine engine;
    private final LiveGraph graph;

    public AlertTestResource(Store store, Engine engine, LiveGraph graph) {
        this.store = store;
        this.engine = engine;
        this.graph = graph;
    }

    @GET
    @Blocking
    @Operation(
            operationId = "getAlertAsTest",
            summary = "Get an alert as a test",
            description =
                    "A test file, to be saved beside the rule: the events behind the alert come in, the alert is what is expected."
                            + " Of events behind a correlation it has the fields that the rules looked at. What is not kept with the alert"
                            + " a comment says.")
    @APIResponse(
            responseCode = "200",
            description = "The test file",
            content = @Content(mediaType = YAML, schema = @Schema(type = SchemaType.STRING)))
    @APIResponse(
            responseCode = "404",
            description = "There is no such alert, or it is kept no more",
            content = @Content(mediaType = ProblemAnswer.TYPE, schema = @Schema(implementation = ProblemAnswer.class)))
    public Response get(@Parameter(description = "The alert's id") @PathParam("id") String id) {
        Store.Numbered kept = store.alert(id);
        return kept == null
                ? ProblemAnswer.response(404, "no alert " + SafeText.of(id) + " is kept")
                : Response.ok(AlertAsTest.of(kept.alert(), rules(kept.alert())))
                        .type(YAML + ";charset=UTF-8")
                        .build();
    }

    /** Relative to the folder of the rule; of one that runs no more its own file alone. */
    private List<String> rules(Alert alert) {
        LoadedRule rule = engine.raising(alert.getRule().id());
        String own = rule == null ? alert.getRule().source() : rule.outline().file();
        java.nio.file.Path file = java.nio.file.Path.of(own);
        java.nio.file.Path folder = file.resolveSibling("");
        Stream<String> stages = rule == null
                ? Stream.empty()
                : graph.now().stages(rule).stream().map(stage -> stage.outline().file());
        return Stream.concat(Stream.of(own), stages)
                .distinct()
                .map(one ->
                        folder.relativize(java.nio.file.Path.of(one)).toString().replace('\\', '/'))
                .toList();
    }
}
