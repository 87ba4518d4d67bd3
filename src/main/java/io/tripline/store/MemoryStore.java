package io.tripline.store;

import io.tripline.alert.Alert;
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
    private final TreeMap<Long, Numbered> alerts = new TreeMap<>();
    private final Map<String, Numbered> byId = new HashMap<>();
    private final SeenIds seen;
    private long sequence;
    private long dropped;

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
        List<Numbered> kept = new ArrayList<>();
        for (Alert alert : commit.alerts()) {
            if (!byId.containsKey(alert.getId())) {
                Numbered numbered = new Numbered(++sequence, alert);
                alerts.put(sequence, numbered);
                byId.put(alert.getId(), numbered);
                kept.add(numbered);
            }
        }
        while (alerts.size() > mostAlerts) {
            byId.remove(alerts.pollFirstEntry().getValue().alert().getId());
            dropped++;
        }
        commit.seen().forEach(seen::add);
        return kept;
    }

    @Override
    public synchronized @Nullable Numbered alert(String id) {
        return byId.get(id);
    }

    @Override
    public synchronized List<Numbered> newestBefore(long before, int limit) {
        return first(alerts.headMap(before, false).descendingMap(), limit);
    }

    @Override
    public synchronized List<Numbered> oldestAfter(long after, int limit) {
        return first(alerts.tailMap(after, false), limit);
    }

    private static List<Numbered> first(NavigableMap<Long, Numbered> from, int limit) {
        return from.values().stream().limit(limit).toList();
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
