package io.tripline.store;

import io.tripline.alert.Alert;
import io.tripline.alert.AlertChange;
import io.tripline.alert.AlertLife;
import io.tripline.alert.AlertWish;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Keeps the newest alerts and ids in memory; a restart forgets them. */
public final class MemoryStore implements Store {

    private final int mostAlerts;
    private final TreeMap<Long, Kept> alerts = new TreeMap<>();
    private final Map<String, Kept> byId = new HashMap<>();
    private final MemoryLedger ledger = new MemoryLedger(this);
    private final MemoryCounts counts = new MemoryCounts();
    private final SeenIds seen;
    private long sequence;
    private long dropped;

    /** An alert and what became of it. */
    private static final class Kept {

        private final long sequence;
        private final Alert alert;
        private final List<AlertChange> history = new ArrayList<>();
        private AlertLife life = AlertLife.NEW;

        Kept(long sequence, Alert alert) {
            this.sequence = sequence;
            this.alert = alert;
        }

        Numbered numbered() {
            return new Numbered(sequence, alert, life);
        }
    }

    /** @param mostIds how many deduplication ids are remembered before the oldest go */
    public MemoryStore(int mostAlerts, int mostIds) {
        this.mostAlerts = mostAlerts;
        this.seen = new SeenIds(mostIds);
    }

    @Override
    public synchronized boolean hasSeen(String deduplicationId) {
        return seen.contains(deduplicationId);
    }

    @Override
    public synchronized List<Numbered> commit(Commit commit) {
        List<Kept> added = new ArrayList<>();
        for (Alert alert : commit.alerts()) {
            if (!byId.containsKey(alert.getId())) {
                Kept kept = new Kept(++sequence, alert);
                alerts.put(sequence, kept);
                byId.put(alert.getId(), kept);
                added.add(kept);
            }
        }
        commit.silenced().forEach((id, more) -> {
            Kept kept = byId.get(id);
            if (kept != null) {
                kept.life = kept.life.silencing(more);
            }
        });
        drop();
        commit.seen().forEach(seen::add);
        return added.stream().map(Kept::numbered).toList();
    }

    private void drop() {
        long done = ledger.done();
        while (alerts.size() > mostAlerts
                && (alerts.firstKey() <= done || alerts.size() > (long) SinkLedger.PATIENCE * mostAlerts)) {
            Kept gone = alerts.pollFirstEntry().getValue();
            byId.remove(gone.alert.getId());
            ledger.gone(gone.sequence);
            dropped++;
        }
    }

    @Override
    public synchronized AlertLife.@Nullable Decision change(String id, AlertWish wish, long now) {
        Kept kept = byId.get(id);
        if (kept == null) {
            return null;
        }
        AlertLife.Decision decision = kept.life.decide(wish, now);
        if (decision instanceof AlertLife.Decision.Changed(AlertChange change)) {
            kept.life = kept.life.with(change);
            kept.history.add(change);
        }
        return decision;
    }

    @Override
    public synchronized List<AlertChange> history(String id) {
        Kept kept = byId.get(id);
        return kept == null ? List.of() : List.copyOf(kept.history);
    }

    @Override
    public SinkLedger sinks() {
        return ledger;
    }

    @Override
    public CountHistory counts() {
        return counts;
    }

    @Override
    public synchronized @Nullable Numbered alert(String id) {
        Kept kept = byId.get(id);
        return kept == null ? null : kept.numbered();
    }

    @Override
    public synchronized List<Numbered> newestBefore(long before, int limit) {
        return first(alerts.headMap(before, false).descendingMap(), limit);
    }

    @Override
    public synchronized List<Numbered> oldestAfter(long after, int limit) {
        return first(alerts.tailMap(after, false), limit);
    }

    private static List<Numbered> first(NavigableMap<Long, Kept> from, int limit) {
        return from.values().stream().limit(limit).map(Kept::numbered).toList();
    }

    @Override
    public synchronized Map<Long, AlertLife> lives(long from) {
        Map<Long, AlertLife> lives = new HashMap<>();
        alerts.tailMap(from).forEach((number, kept) -> {
            if (!kept.life.equals(AlertLife.NEW)) {
                lives.put(number, kept.life);
            }
        });
        return lives;
    }

    @Override
    public synchronized long oldest() {
        return alerts.isEmpty() ? 0 : alerts.firstKey();
    }

    @Override
    public synchronized long newest() {
        return sequence;
    }

    @Override
    public synchronized long dropped() {
        return dropped;
    }

    @Override
    public void close() {
        // nothing to release
    }
}
