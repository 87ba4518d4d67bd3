package io.tripline.store;

import io.tripline.store.CountedMinute.EngineCount;
import io.tripline.store.CountedMinute.RuleCount;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Of a {@link MemoryStore}: minutes alone. */
final class MemoryCounts implements CountHistory {

    private final TreeMap<Long, CountedMinute> minutes = new TreeMap<>();

    @Override
    public synchronized void keep(Collection<CountedMinute> kept, long now) {
        kept.forEach(minute -> minutes.put(minute.began(), minute));
        minutes.headMap(now - MINUTES.toMillis()).clear();
    }

    @Override
    public synchronized List<CountedMinute> since(long from) {
        return List.copyOf(minutes.tailMap(from).values());
    }

    @Override
    public synchronized Map<String, Long> lastMatches() {
        Map<String, Long> found = new HashMap<>();
        minutes.forEach((began, minute) -> minute.rules().forEach((rule, count) -> {
            if (count.matches() > 0) {
                found.put(rule, began);
            }
        }));
        return found;
    }

    @Override
    public synchronized NavigableMap<Long, RuleCount> ofRule(String rule, long from, long until, long step) {
        NavigableMap<Long, RuleCount> found = new TreeMap<>();
        minutes.subMap(from, until).forEach((began, minute) -> {
            RuleCount count = minute.rules().get(rule);
            if (count != null) {
                found.merge(began - began % step, count, RuleCount::plus);
            }
        });
        return found;
    }

    @Override
    public synchronized NavigableMap<Long, EngineCount> ofEngine(long from, long until, long step) {
        NavigableMap<Long, EngineCount> found = new TreeMap<>();
        minutes.subMap(from, until)
                .forEach((began, minute) -> found.merge(began - began % step, minute.engine(), EngineCount::plus));
        return found;
    }
}
