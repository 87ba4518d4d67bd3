package io.tripline.live.history;

import io.tripline.alert.Levels;
import io.tripline.store.CountHistory;
import io.tripline.store.Store;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts alerts that are kept until somebody takes the counts. Any thread. */
public final class RaisedAlerts {

    private Map<Of, Long> counts = new HashMap<>();

    /**
     * What is counted together.
     *
     * @param rule id
     * @param level one of {@link CountHistory#LEVELS}
     */
    record Of(String rule, String level) {}

    public synchronized void count(List<Store.Numbered> kept) {
        for (Store.Numbered alert : kept) {
            String level = alert.alert().getRule().level();
            counts.merge(
                    new Of(
                            alert.alert().getRule().id(),
                            level != null && Levels.ALL.contains(level) ? level : CountHistory.NO_LEVEL),
                    1L,
                    Long::sum);
        }
    }

    /** What has been counted since the last call. */
    synchronized Map<Of, Long> take() {
        Map<Of, Long> taken = counts;
        counts = new HashMap<>();
        return taken;
    }
}
