package io.tripline.engine;

import io.tripline.engine.Firings.Effect;
import io.tripline.engine.correlate.Correlator.Written;
import io.tripline.engine.state.HeldEvent;
import io.tripline.event.Event;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What match rules found in one event, before it has any effect: all that is kept of it while it waits for its turn. The same
 * on any thread; immutable.
 *
 * @param id the event's: it orders those of one millisecond; empty where windows see nothing of the event
 * @param time the event's, ms since the epoch
 * @param log the event's
 * @param held the rules that held, in the order in which they fired
 * @param raised the alerts of rules about one event
 * @param written the matches for windows
 * @param event where some rule holds windows over events themselves; else null
 * @param timed whether it is one of those by which is told what rules cost; nothing else depends on it
 */
public record Matched(
        String id,
        long time,
        String log,
        List<LoadedRule> held,
        List<Effect.Raised> raised,
        List<Written> written,
        @Nullable Event event,
        boolean timed) {

    public Matched {
        held = List.copyOf(held);
        raised = List.copyOf(raised);
        written = List.copyOf(written);
    }

    static Matched of(
            Event event,
            List<LoadedRule> held,
            List<Effect.Raised> raised,
            List<Written> written,
            boolean retainsEvent,
            boolean timed) {
        return new Matched(
                written.isEmpty() && !retainsEvent ? "" : event.getId(),
                event.getTimestamp(),
                event.origin().log(),
                held,
                raised,
                written,
                retainsEvent ? event.kept() : null,
                timed);
    }

    /** Of an event that waited when the engine ended: what rules about one event said has had its effect. */
    static Matched of(HeldEvent held) {
        return new Matched(
                held.id(),
                held.time(),
                held.log(),
                List.of(),
                List.of(),
                held.matches().stream()
                        .map(writing -> new Written(writing.stream(), writing.match()))
                        .toList(),
                held.event(),
                false);
    }

    /** What is kept while it waits. */
    HeldEvent waiting() {
        return new HeldEvent(
                id,
                time,
                log,
                written.stream()
                        .map(match -> new HeldEvent.Writing(match.stream(), match.match()))
                        .toList(),
                event);
    }

    /** Whether something comes of it beside that time passes: were it not known, a redelivery of it would count twice. */
    public boolean hasEffect() {
        return !held.isEmpty() || !raised.isEmpty() || !written.isEmpty() || event != null;
    }
}
