package io.tripline.store;

import io.tripline.alert.Alert;
import io.tripline.engine.state.StateChange;
import java.util.Collection;
import java.util.List;

/**
 * What one batch of events led to.
 *
 * @param alerts in the order in which they were raised
 * @param seen deduplication ids of the events of which something came
 * @param changes of what windows hold, in order; empty for a store that does not {@linkplain Store#keepsState keep it}
 */
public record Commit(List<Alert> alerts, Collection<String> seen, List<StateChange> changes) {

    public Commit {
        alerts = List.copyOf(alerts);
        seen = List.copyOf(seen);
        changes = List.copyOf(changes);
    }
}
