package io.tripline.store;

import io.tripline.alert.Alert;
import io.tripline.engine.state.StateChange;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What one batch of events led to.
 *
 * @param alerts in the order in which they were raised
 * @param seen deduplication ids of the events of which something came
 * @param changes of what windows hold, in order; empty for a store that does not {@linkplain Store#keepsState keep it}
 * @param silenced by the id of an alert, how many matches more came to its group while that was silent because of it
 */
public record Commit(
        List<Alert> alerts, Collection<String> seen, List<StateChange> changes, Map<String, Long> silenced) {

    public Commit {
        alerts = List.copyOf(alerts);
        seen = List.copyOf(seen);
        changes = List.copyOf(changes);
        silenced = Map.copyOf(silenced);
    }

    /** One that no silence kept from more alerts. */
    public Commit(List<Alert> alerts, Collection<String> seen, List<StateChange> changes) {
        this(alerts, seen, changes, Map.of());
    }
}
