package io.tripline.web.api;

import io.smallrye.common.annotation.Blocking;
import io.tripline.ingest.DecodedBatch;
import io.tripline.ingest.EventDecoder;
import io.tripline.ingest.Framing;
import io.tripline.live.LivePipeline;
import io.tripline.web.door.Arrived;
import io.tripline.web.door.Refused;
import io.tripline.web.token.Caller;
import io.tripline.web.wire.Reception;
import io.tripline.web.wire.Taken;
import io.tripline.web.wire.WireRefusal;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.InstantSource;
import java.util.List;
import java.util.function.LongConsumer;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Takes events. */
@Path("/api/v1/events")
@Tag(name = "Events", description = "Events come in here")
public class EventsResource {

    /** As tokens name it. */
    private static final String FORMAT = "json";

    private static final String EXAMPLE = """
            {"log_id": "90020260101", "data": {"type": "sapi", "description": "Dynamic client registration",\
             "tenant_name": "acme", "date": "2026-01-01T00:00:00Z"}}""";

    private final Reception reception;
    private final EventDecoder decoder;
    private final InstantSource clock;

    public EventsResource(Reception reception, EventDecoder decoder, InstantSource clock) {
        this.reception = reception;
        this.decoder = decoder;
        this.clock = clock;
    }

    /** The whole body is read, inflated and decoded before the first event is evaluated. */
    @POST
    @Consumes(MediaType.WILDCARD)
    @Produces({MediaType.APPLICATION_JSON, ProblemAnswer.TYPE})
    @Blocking
    @Operation(
            operationId = "postEvents",
            summary = "Post events",
            description =
                    "Takes events as a JSON object, a JSON array, one JSON object a line, or objects one after the other;"
                            + " also gzip-, deflate- or zstd-encoded. Items that are no JSON object or go beyond a limit (64 levels of nesting, texts of"
                            + " 1 MiB) are rejected singly. A redelivered event of a format that has an id for that (Auth0 log_id, Okta"
                            + " uuid) is accepted and goes no further. What senders put around events is opened: event hooks"
                            + " of Okta, EventBridge, Firehose, SNS, SQS, CloudWatch Logs, files of CloudTrail, Pub/Sub, CloudEvents,"
                            + " Splunk's HTTP events, documents of Elasticsearch, lines of Docker and the journal, events in a message."
                            + " What was answered with 202 is kept: a crash does not lose it.")
    @Parameter(
            name = "product",
            in = ParameterIn.QUERY,
            description =
                    "From which log the events come, where it does not show in them: the word of Sigma's logsource",
            example = "windows",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "category",
            in = ParameterIn.QUERY,
            description = "The same, its category",
            example = "process_creation",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "service",
            in = ParameterIn.QUERY,
            description = "The same, its service",
            example = "sysmon",
            schema = @Schema(type = SchemaType.STRING))
    @org.eclipse.microprofile.openapi.annotations.parameters.RequestBody(
            description = "Events, at most 20 MiB after inflation",
            required = true,
            content = {
                @Content(
                        mediaType = "application/json",
                        schema = @Schema(type = SchemaType.OBJECT, description = "An event, or an array of events"),
                        example = EXAMPLE),
                @Content(
                        mediaType = "application/x-ndjson",
                        schema = @Schema(type = SchemaType.STRING, description = "One event a line"),
                        example = EXAMPLE)
            })
    @APIResponse(
            responseCode = "202",
            description = "At least one item was accepted",
            content = @Content(schema = @Schema(implementation = EventsAnswer.class)))
    @APIResponse(
            responseCode = "400",
            description = "No item was accepted",
            content = @Content(mediaType = ProblemAnswer.TYPE, schema = @Schema(implementation = ProblemAnswer.class)))
    @APIResponse(
            responseCode = "408",
            description = "The body did not come, or too slowly",
            content = @Content(mediaType = ProblemAnswer.TYPE, schema = @Schema(implementation = ProblemAnswer.class)))
    @APIResponse(
            responseCode = "413",
            description =
                    "The body is longer than 20 MiB, as sent or after inflation, or takes more memory decoded than the program has for"
                            + " all bodies together",
            content = @Content(mediaType = ProblemAnswer.TYPE, schema = @Schema(implementation = ProblemAnswer.class)))
    @APIResponse(
            responseCode = "415",
            description = "The content type or the content encoding is not taken",
            content = @Content(mediaType = ProblemAnswer.TYPE, schema = @Schema(implementation = ProblemAnswer.class)))
    @APIResponse(
            responseCode = "503",
            description = "There is no room now; send the same again after the seconds of Retry-After",
            content = @Content(mediaType = ProblemAnswer.TYPE, schema = @Schema(implementation = ProblemAnswer.class)))
    public Response post(
            @Parameter(hidden = true) @Context RoutingContext context,
            @Context UriInfo address,
            @Parameter(hidden = true) @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String contentType,
            @Parameter(hidden = true) @HeaderParam(HttpHeaders.CONTENT_ENCODING) @Nullable String contentEncoding) {
        Framing framing = EventMediaType.framing(contentType);
        if (framing == null) {
            return ProblemAnswer.response(
                    415,
                    "events are sent as " + EventMediaType.NAMES + ", not as "
                            + SafeText.of(String.valueOf(contentType))
                            + "; OTLP is taken at /v1/logs, and forms of other senders at addresses of theirs");
        }
        EventDecoder saying;
        try {
            saying = decoder.saying(SaidLogQuery.read(address.getQueryParameters(), decoder.formats()));
        } catch (IllegalArgumentException slip) {
            return ProblemAnswer.response(400, SafeText.sentence(String.valueOf(slip.getMessage())));
        }
        Caller caller = Caller.of(context);
        try {
            Taken taken = reception.take(
                    Arrived.of(context),
                    contentEncoding,
                    FORMAT,
                    () -> caller,
                    false,
                    (body, memory) -> decoded(saying, body, framing, caller, memory));
            return answer(taken.batch(), taken.result());
        } catch (WireRefusal refusal) {
            Refused refused = refusal.refused();
            Response.ResponseBuilder problem = ProblemAnswer.of(refused.status(), SafeText.sentence(refused.detail()))
                    .response();
            return refused.retryAfter() > 0
                    ? problem.header("Retry-After", refused.retryAfter()).build()
                    : problem.build();
        }
    }

    private DecodedBatch decoded(
            EventDecoder saying, byte[] body, Framing framing, Caller caller, LongConsumer memory) {
        return saying.stamping(caller.stamp()).decode(body, framing, clock.millis(), memory);
    }

    private static Response answer(DecodedBatch batch, LivePipeline.BatchResult outcome) {
        List<RejectedItem> errors = batch.rejections().stream()
                .map(rejection -> new RejectedItem(rejection.index(), SafeText.sentence(rejection.reason())))
                .toList();
        return outcome.accepted() > 0
                ? Response.accepted(new EventsAnswer(
                                outcome.accepted(), outcome.rejected(), batch.unread(), outcome.alerts(), errors))
                        .type(MediaType.APPLICATION_JSON_TYPE)
                        .build()
                : nothingAccepted(outcome, batch.unread(), errors);
    }

    private static Response nothingAccepted(LivePipeline.BatchResult outcome, long unread, List<RejectedItem> errors) {
        String detail = errors.isEmpty() ? "there is no event in the body" : "no item of the body is an event";
        return new ProblemAnswer(
                        ProblemAnswer.title(400),
                        400,
                        detail,
                        outcome.accepted(),
                        outcome.rejected(),
                        unread,
                        outcome.alerts(),
                        errors)
                .response()
                .build();
    }
}
