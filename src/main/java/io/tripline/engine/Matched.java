package io.tripline.engine;

import io.tripline.alert.Alert;
import io.tripline.engine.Firings.Effect;
import io.tripline.engine.correlate.Correlator.Written;
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
 */
public record Matched(
        String id,
        long time,
        String log,
        List<LoadedRule> held,
        List<Effect.Raised> raised,
        List<Written> written,
        @Nullable Event event) {

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
            boolean retainsEvent) {
        return new Matched(
                written.isEmpty() && !retainsEvent ? "" : event.getId(),
                event.getTimestamp(),
                event.origin().log(),
                held,
                raised,
                written,
                retainsEvent ? event.kept() : null);
    }

    /** The alerts of rules about one event. */
    List<Alert> alerts() {
        return raised.stream().map(Effect.Raised::alert).toList();
    }
}
