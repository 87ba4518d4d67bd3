package io.tripline.web.api;

import io.tripline.alert.sink.AlertJson;
import io.tripline.engine.Engine;
import io.tripline.live.AlertFeed;
import io.tripline.live.AlertListener;
import io.tripline.store.Store;
import io.tripline.web.alerts.AlertFilter;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Alerts as they are raised. */
@Path("/api/v1/alerts/stream")
@Tag(name = "Alerts")
public class AlertStreamResource {

    private final AlertFeed feed;
    private final AlertJson json = new AlertJson();

    private final Engine engine;

    public AlertStreamResource(AlertFeed feed, Engine engine) {
        this.feed = feed;
        this.engine = engine;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(
            operationId = "streamAlerts",
            summary = "Follow alerts",
            description =
                    "Server-sent events: id is the alert's sequence number, data the alert as JSON. A connection begins with"
                            + " the next alert; one that brings Last-Event-ID begins after that one, with those that are still kept."
                            + " Comments show that the connection lives. Who takes nothing for 30 s is cut off.")
    @APIResponse(
            responseCode = "200",
            description = "Alerts without end",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema = @Schema(implementation = AlertShape.class)))
    @APIResponse(
            responseCode = "400",
            description = "Last-Event-ID is no sequence number",
            content = @Content(mediaType = ProblemAnswer.TYPE, schema = @Schema(implementation = ProblemAnswer.class)))
    @APIResponse(
            responseCode = "503",
            description = "Too many listen, of all or from this address",
            content = @Content(mediaType = ProblemAnswer.TYPE, schema = @Schema(implementation = ProblemAnswer.class)))
    public void stream(
            @Context SseEventSink sink,
            @Context Sse sse,
            @Context RoutingContext context,
            @Parameter(description = "The id of the last alert that was received")
                    @HeaderParam("Last-Event-ID")
                    @Nullable
                    String lastEventId,
            @Parameter(description = AlertsResource.FORMAT) @QueryParam("format") @Nullable String format) {
        form(format);
        Long after = lastEventId == null || lastEventId.isBlank() ? null : number(lastEventId.strip());
        Connection connection = new Connection(sink, sse, context.request(), format);
        if (!feed.listen(connection, after)) {
            throw new WebApplicationException(
                    ProblemAnswer.busy("too many connections listen for alerts, of all or from this address"));
        }
        context.addEndHandler(ended -> feed.gone(connection));
    }

    private AlertForm form(@Nullable String format) {
        try {
            return AlertForm.of(format, engine);
        } catch (AlertFilter.Unusable unusable) {
            throw new WebApplicationException(ProblemAnswer.response(400, String.valueOf(unusable.getMessage())));
        }
    }

    private static Long number(String text) {
        try {
            return Long.parseUnsignedLong(text) < 0 ? Long.MAX_VALUE : Long.parseLong(text);
        } catch (NumberFormatException notOne) {
            throw new WebApplicationException(ProblemAnswer.response(
                    400, "Last-Event-ID is " + SafeText.of(text) + ", not the number of an alert"));
        }
    }

    /** One connection. */
    private final class Connection implements AlertListener {

        private final SseEventSink sink;
        private final Sse sse;
        private final HttpServerRequest request;
        private final @Nullable String format;

        Connection(SseEventSink sink, Sse sse, HttpServerRequest request, @Nullable String format) {
            this.sink = sink;
            this.sse = sse;
            this.request = request;
            this.format = format;
        }

        @Override
        public CompletionStage<?> send(Store.Numbered alert) {
            return sent(() -> sink.send(sse.newEventBuilder()
                    .id(Long.toString(alert.sequence()))
                    .mediaType(MediaType.APPLICATION_JSON_TYPE)
                    .data(String.class, json.line(form(format).document(alert)))
                    .build()));
        }

        @Override
        public CompletionStage<?> remark(String text) {
            return sent(() -> sink.send(sse.newEventBuilder().comment(text).build()));
        }

        private static CompletionStage<?> sent(java.util.function.Supplier<CompletionStage<?>> sending) {
            try {
                return sending.get();
            } catch (IllegalStateException closed) {
                return CompletableFuture.failedFuture(closed);
            }
        }

        @Override
        public String address() {
            return request.remoteAddress() == null
                    ? ""
                    : String.valueOf(request.remoteAddress().hostAddress());
        }

        @Override
        public boolean isGone() {
            return sink.isClosed();
        }

        @Override
        public void cutOff() {
            request.connection().close();
        }
    }
}
