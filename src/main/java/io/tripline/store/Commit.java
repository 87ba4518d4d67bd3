package io.tripline.store;

import io.tripline.alert.Alert;
import java.util.Collection;
import java.util.List;

/**
 * What one batch of events led to.
 *
 * @param alerts in the order in which they were raised
 * @param seen deduplication ids of the events that were taken
 */
public record Commit(List<Alert> alerts, Collection<String> seen) {

    public Commit {
        alerts = List.copyOf(alerts);
        seen = List.copyOf(seen);
    }

    /** There is nothing to keep. */
    public boolean isEmpty() {
        return alerts.isEmpty() && seen.isEmpty();
    }
}
