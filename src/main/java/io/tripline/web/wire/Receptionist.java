package io.tripline.web.wire;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.tripline.ingest.BodyEvents;
import io.tripline.ingest.EventDecoder;
import io.tripline.ingest.SaidLog;
import io.tripline.problem.ProblemPrinter;
import io.tripline.web.door.Answer;
import io.tripline.web.door.Arrived;
import io.tripline.web.door.Receiver;
import io.tripline.web.door.Refusal;
import io.tripline.web.door.Refused;
import io.tripline.web.token.Caller;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Answers requests at the addresses of wire formats: greetings at once, bodies on a thread that may wait. */
@Singleton
final class Receptionist {

    /** Behind the door, and behind what reads bodies. */
    private static final int THIRD = 800;

    /** Seconds. Many senders drop what gets a 500. */
    private static final int AFTER_FAILURE = 10;

    private static final Logger LOG = Logger.getLogger(Receptionist.class);

    private static final List<String> PARTS = List.of("product", "category", "service");

    private final Reception reception;
    private final EventDecoder decoder;
    private final InstantSource clock;

    Receptionist(Reception reception, EventDecoder decoder, InstantSource clock) {
        this.reception = reception;
        this.decoder = decoder;
        this.clock = clock;
    }

    void open(@Observes Filters filters) {
        filters.register(this::receive, THIRD);
    }

    private void receive(RoutingContext context) {
        if (!(Receiver.of(context) instanceof WireCall call)) {
            context.next();
            return;
        }
        Answer greeting = call.greeting();
        if (greeting != null) {
            // a body that nobody asked for is dropped as it comes
            context.request().resume();
            greeting.send(context.request().method(), context.response());
            return;
        }
        context.vertx()
                .executeBlocking(() -> answer(context, call), false)
                .onComplete(done -> (done.succeeded() ? done.result() : failed(call, done.cause()))
                        .send(context.request().method(), context.response()));
    }

    private Answer answer(RoutingContext context, WireCall call) {
        try {
            return received(Arrived.of(context), call, Caller.of(context));
        } catch (WireRefusal refusal) {
            Refused refused = refusal.refused();
            return Refusal.answer(
                    call,
                    new Refused(refused.status(), ProblemPrinter.visible(refused.detail()), refused.retryAfter()));
        }
    }

    private static Answer failed(WireCall call, Throwable failure) {
        String reference = UUID.randomUUID().toString();
        LOG.errorf(failure, "a body of %s failed, reference %s", call.format(), reference);
        return Refusal.answer(
                call,
                new Refused(
                        503, "this is our fault; the log has more under the reference " + reference, AFTER_FAILURE));
    }

    private Answer received(@Nullable Arrived arrived, WireCall call, Caller admitted) throws WireRefusal {
        WireFormat format = call.wire();
        WireRequest request = call.request();
        EventDecoder saying = saying(request);
        WireFormat.Receipt[] receipt = new WireFormat.Receipt[1];
        Caller[] sender = {admitted};
        Taken taken = reception.take(
                arrived,
                request.header("content-encoding"),
                format.name(),
                () -> sender[0],
                format.isSentOnce(),
                (body, memory) -> {
                    sender[0] = format.signer(request, body, admitted);
                    BodyEvents events = saying.stamping(sender[0].stamp()).events(clock.millis(), memory);
                    receipt[0] = format.decode(request, body, events);
                    return events.batch(0);
                });
        return receipt[0].answer(taken);
    }

    /** From which log the events come, as the address says it. */
    private EventDecoder saying(WireRequest request) throws WireRefusal {
        SaidLog said = SaidLog.NOTHING;
        try {
            for (String part : PARTS) {
                String word = request.query().get(part);
                said = word == null ? said : said.and(part, word, decoder.formats());
            }
        } catch (IllegalArgumentException slip) {
            throw WireRefusal.malformed(String.valueOf(slip.getMessage()));
        }
        return said.isNothing() ? decoder : decoder.saying(said);
    }
}
