package io.tripline.engine.correlate;

import io.tripline.event.Key;
import io.tripline.event.Match;
import java.util.Set;

/**
 * How a group stands, for who tells people of it: read at once, and not kept, because the facts are the group's own. Times are
 * ms since the epoch.
 *
 * @param now the group's own time; {@link LogClocks#NEVER} before the first
 * @param lag how far behind its log's clock the newest match came, ms
 * @param open whether there is a session of it
 */
record GroupState(Key key, Facts facts, Silences silences, long now, long lag, Set<String> logs, boolean open) {

    /** The index of the oldest fact in a window that ends at the group's time. */
    int from(long window) {
        return facts.from(now - window);
    }

    /** Whether a fact is a match of the stream. */
    boolean isMatchOf(String stream, int index) {
        return facts.stream(index).equals(stream) && facts.fact(index) instanceof Match;
    }

    Match match(int index) {
        return (Match) facts.fact(index);
    }
}
