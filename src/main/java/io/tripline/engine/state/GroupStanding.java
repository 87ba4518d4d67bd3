package io.tripline.engine.state;

import java.util.List;
import java.util.Set;

/**
 * Where a group stands, its facts left out. Times are ms since the epoch; {@link Long#MIN_VALUE} is before the first,
 * {@link Long#MAX_VALUE} never.
 *
 * @param logs from which its facts are
 * @param lag how far behind its log's clock the newest match came, ms
 * @param behind the same, of each match whose deadline is to come
 * @param now up to here its moments have passed
 * @param newest the newest match that arrived
 * @param arrival the number of the last one that arrived
 * @param wakesAt the moment at which its silence ends
 * @param expiresAt when nothing can come of it any more, on its logs' clock
 * @param momentOpen whether something is still to be decided at the end of the moment
 * @param stale whether it is to be looked at before anything else comes
 * @param rechecks moments to look at again
 * @param knownFrom the oldest occurrence of its term from which on none was new
 * @param silences the newest of what its rules wrote that keeps them from firing
 */
public record GroupStanding(
        Set<String> logs,
        long lag,
        List<Behind> behind,
        long now,
        long newest,
        long arrival,
        long wakesAt,
        long expiresAt,
        boolean momentOpen,
        boolean stale,
        List<Recheck> rechecks,
        long knownFrom,
        List<Silence> silences) {

    /** @param deadline that passes so many ms later on the log's clock */
    public record Behind(long deadline, long millis) {}

    /**
     * Moments to look at again when the clock stands somewhere.
     *
     * @param at on the logs' clock
     * @param late whether what comes of it came to light late
     * @param newest whether its match was newer than all of its group when it came
     */
    public record Recheck(long at, long from, long to, boolean late, boolean newest) {}

    /**
     * @param type of what was written, by its simple name
     * @param newest the time of the newest
     */
    public record Silence(String stream, String type, long newest) {}

    public GroupStanding {
        logs = Set.copyOf(logs);
        behind = List.copyOf(behind);
        rechecks = List.copyOf(rechecks);
        silences = List.copyOf(silences);
    }
}
