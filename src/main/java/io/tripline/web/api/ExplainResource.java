package io.tripline.web.api;

import io.smallrye.common.annotation.Blocking;
import io.tripline.ingest.EventDecoder;
import io.tripline.web.rules.AskedEvent;
import io.tripline.web.rules.ExplanationPages;
import io.tripline.web.rules.ExplanationView;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Why not? */
@Path("/api/v1/explain")
@Produces({MediaType.APPLICATION_JSON, ProblemAnswer.TYPE})
@Tag(name = "Rules")
public class ExplainResource {

    private static final Set<String> MEMBERS = Set.of("event", "rule", "log");

    private final ExplanationPages pages;
    private final EventDecoder decoder;
    private final InstantSource clock;

    public ExplainResource(ExplanationPages pages, EventDecoder decoder, InstantSource clock) {
        this.pages = pages;
        this.decoder = decoder;
        this.clock = clock;
    }

    /** What is asked. */
    @Schema(name = "ExplainRequest", description = "An event, and the rule that did or did not match it")
    public record Question(
            @Schema(description = "The event, as its sender would send it")
            Map<String, Object> event,

            @Schema(description = "The rule's id; null or absent: the rules that are nearest to the event") @Nullable
            String rule,

            @Schema(
                    description =
                            "From which log it comes, where it does not show in it: product, category, service, in Sigma's words; null or absent: nothing is said")
            @Nullable
            Map<String, String> log) {}

    @POST
    @Blocking
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "explainEvent",
            summary = "Explain why rules match an event, or why not",
            description =
                    "The condition of the rule with the event's values, each part held, failed or unknown; and what windows hold for the"
                            + " group that the event belongs to. Without a rule, of the ten rules that are nearest: those that match, then"
                            + " those of which the fewest tests would have to come out otherwise. Nothing comes of the event: it is not"
                            + " counted, and raises no alert. The body is at most 256 KiB.")
    @RequestBody(content = @Content(schema = @Schema(implementation = Question.class)))
    @APIResponse(
            responseCode = "200",
            description = "The explanations",
            content = @Content(schema = @Schema(implementation = ExplanationView.Explanations.class)))
    @APIResponse(
            responseCode = "400",
            description = "There is no event in the body, or it says something that is not known",
            content = @Content(mediaType = ProblemAnswer.TYPE, schema = @Schema(implementation = ProblemAnswer.class)))
    @APIResponse(
            responseCode = "404",
            description = "No such rule runs",
            content = @Content(mediaType = ProblemAnswer.TYPE, schema = @Schema(implementation = ProblemAnswer.class)))
    @APIResponse(
            responseCode = "413",
            description = "The body is longer than 256 KiB",
            content = @Content(mediaType = ProblemAnswer.TYPE, schema = @Schema(implementation = ProblemAnswer.class)))
    public Response explain(InputStream body) throws IOException {
        SmallBody question = SmallBody.of(body, MEMBERS, AskedEvent.LONGEST);
        String rule = question.text("rule");
        byte[] json = question.json("event");
        if (json == null) {
            throw SmallBody.refusal(400, "event is missing: the event that is to be explained");
        }
        AskedEvent event = asked(json, question.words("log"));
        ExplanationView.Explanations explanations = rule == null ? pages.nearest(event) : pages.ofRule(event, rule);
        return explanations == null
                ? ProblemAnswer.response(404, "no rule " + SafeText.of(String.valueOf(rule)) + " runs")
                : Response.ok(explanations)
                        .type(MediaType.APPLICATION_JSON_TYPE)
                        .build();
    }

    private AskedEvent asked(byte[] json, Map<String, String> log) {
        try {
            return AskedEvent.of(json, log, decoder, clock.millis());
        } catch (AskedEvent.Unusable unusable) {
            throw SmallBody.refusal(400, SafeText.sentence(String.valueOf(unusable.getMessage())));
        }
    }
}
