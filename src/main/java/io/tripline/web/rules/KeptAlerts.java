package io.tripline.web.rules;

import io.tripline.store.Store;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which rules have raised alerts that are kept. All are read once, and from then on those that are new; an alert that went since
 * still counts. Any thread.
 */
final class KeptAlerts {

    private static final int STEP = 1_000;

    private final Store store;

    /** Rule to when the newest of its alerts was raised, ms since the epoch; as many as there are rules, and were among the kept alerts. */
    private final Map<String, Long> last = new HashMap<>();

    private long read;

    KeptAlerts(Store store) {
        this.store = store;
    }

    /**
     * Id of a rule to when the newest of its alerts was raised, ms since the epoch.
     *
     * @throws io.tripline.store.StoreFailure they cannot be read now
     */
    synchronized Map<String, Long> lastByRule() {
        List<Store.Numbered> some;
        while (!(some = store.oldestAfter(read, STEP)).isEmpty()) {
            for (Store.Numbered alert : some) {
                last.merge(alert.alert().getRule().id(), alert.alert().getTimestamp(), Math::max);
            }
            read = some.getLast().sequence();
        }
        return Map.copyOf(last);
    }
}
