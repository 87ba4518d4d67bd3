package io.tripline.web.alerts;

import io.tripline.alert.AlertLife;
import io.tripline.store.Store;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * The heads of the newest alerts, so that a list needs not read what each of them carries. Each look reads from the store what has come
 * and what has become of them since the last one. Any thread.
 */
public final class AlertIndex {

    /** So many are looked at; there may be more in the store. */
    public static final int MOST = 10_000;

    /** Alerts that are read in one go. */
    private static final int STEP = 500;

    private final Store store;

    /** Newest first, as they were when they were read. Guarded by this. */
    private final Deque<AlertHead> heads = new ArrayDeque<>();

    public AlertIndex(Store store) {
        this.store = store;
    }

    /** Newest first, as they are now. */
    public synchronized List<AlertHead> newest() {
        if (heads.isEmpty()) {
            begin();
        } else {
            addNewer();
        }
        long oldest = store.oldest();
        while (!heads.isEmpty()
                && (heads.size() > MOST || oldest == 0 || heads.getLast().sequence() < oldest)) {
            heads.removeLast();
        }
        return heads.isEmpty() ? List.of() : asTheyAre();
    }

    private void begin() {
        long before = Long.MAX_VALUE;
        List<Store.Numbered> some;
        while (heads.size() < MOST && !(some = store.newestBefore(before, STEP)).isEmpty()) {
            some.forEach(kept -> heads.addLast(AlertHead.of(kept)));
            before = some.getLast().sequence();
        }
    }

    private void addNewer() {
        List<Store.Numbered> some;
        while (!(some = store.oldestAfter(heads.getFirst().sequence(), STEP)).isEmpty()) {
            some.forEach(kept -> heads.addFirst(AlertHead.of(kept)));
        }
    }

    private List<AlertHead> asTheyAre() {
        Map<Long, AlertLife> lives = store.lives(heads.getLast().sequence());
        List<AlertHead> now = new ArrayList<>(heads.size());
        for (AlertHead head : heads) {
            now.add(head.with(lives.getOrDefault(head.sequence(), AlertLife.NEW)));
        }
        return now;
    }
}
