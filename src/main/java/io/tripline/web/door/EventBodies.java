package io.tripline.web.door;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.tripline.ingest.Limits;
import io.tripline.live.Admission;
import io.tripline.live.MemoryWatch;
import io.tripline.web.ServeLimits;
import io.tripline.web.ServeSettings;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads bodies of events before anything waits for them, so that a slow sender holds no thread and no place: only the memory of what
 * it has sent, for as long as more comes. What is declared is not believed; what does not come is dropped.
 */
@Singleton
final class EventBodies {

    /** Behind the door. */
    private static final int SECOND = 900;

    private static final Set<String> ADDRESSES = Set.of("/api/v1/events", "/api/v1/events/");

    private static final int LONGEST = Limits.DEFAULT.bodyBytes();

    private static final String TOO_LONG = "the body is longer than " + LONGEST / (1024 * 1024) + " MiB";

    /** ms */
    private static final long LOOK = 250;

    private final Admission admission;
    private final ServeLimits limits;
    private final MemoryWatch memory;

    EventBodies(Admission admission, MemoryWatch memory, ServeSettings settings) {
        this.admission = admission;
        this.memory = memory;
        this.limits = settings.limits();
    }

    void open(@Observes Filters filters) {
        filters.register(this::read, SECOND);
    }

    private void read(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!takesBody(context)) {
            context.next();
        } else if (declared(request.getHeader("Content-Length")) > LONGEST) {
            Refusal.send(context, 413, TOO_LONG + " as sent or after inflation");
        } else if (memory.level() == MemoryWatch.Level.FULL) {
            Refusal.send(context, new Refused(503, "memory is full", 10));
        } else {
            new Arrival(context).begin();
        }
    }

    private static boolean takesBody(RoutingContext context) {
        Receiver receiver = Receiver.of(context);
        return receiver == null
                ? context.request().method().equals(HttpMethod.POST) && ADDRESSES.contains(context.normalizedPath())
                : receiver.takesBody();
    }

    private static long declared(@Nullable String contentLength) {
        try {
            return contentLength == null ? 0 : Long.parseLong(contentLength.strip());
        } catch (NumberFormatException notOne) {
            return 0;
        }
    }

    /** One body on its way. On the event loop of its connection. */
    private final class Arrival {

        private final RoutingContext context;
        private final Admission.Ticket ticket;
        private final Chunks chunks;
        private final long began = System.nanoTime();
        private long lastCame = began;
        private long timer;
        private boolean done;

        Arrival(RoutingContext context) {
            this.context = context;
            Context own = Vertx.currentContext();
            this.ticket = admission.arrive(() -> own.runOnContext(
                    now -> refuse(503, "the body came too slowly: its room was needed for others", true)));
            this.chunks = new Chunks(ticket);
        }

        void begin() {
            timer = context.vertx().setPeriodic(LOOK, looked -> look());
            context.addEndHandler(ended -> {
                stop();
                ticket.leave();
            });
            if ("100-continue".equalsIgnoreCase(context.request().getHeader("Expect"))) {
                // curl's library waits a second for it before a large body
                context.response().writeContinue();
            }
            context.request()
                    .handler(this::came)
                    .exceptionHandler(broken -> ticket.leave())
                    .endHandler(ended -> complete());
            context.request().resume();
        }

        private void came(Buffer piece) {
            if (done) {
                return;
            }
            lastCame = System.nanoTime();
            if (chunks.length() + piece.length() > LONGEST) {
                refuse(413, TOO_LONG + " as sent or after inflation", false);
            } else if (!chunks.add(piece)) {
                refuse(503, "too many bytes at once", true);
            }
        }

        private void look() {
            long now = System.nanoTime();
            long late = now - began - limits.bodyIdle().toNanos();
            if (now - lastCame > limits.bodyIdle().toNanos()) {
                refuse(408, "nothing came of the body for " + limits.bodyIdle().toSeconds() + " s", false);
            } else if (late > 0 && chunks.length() < TimeUnit.NANOSECONDS.toSeconds(late) * limits.bodyRate()) {
                refuse(408, "the body comes slower than " + limits.bodyRate() + " bytes a second", false);
            }
        }

        private void refuse(int status, String detail, boolean again) {
            if (!done) {
                stop();
                ticket.leave();
                Refusal.send(context, new Refused(status, detail, again ? 1 : 0));
            }
        }

        private void complete() {
            if (!done) {
                stop();
                new Arrived(chunks, ticket).goesWith(context);
                context.next();
            }
        }

        private void stop() {
            done = true;
            context.vertx().cancelTimer(timer);
        }
    }
}
