package io.tripline.store;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Of a {@link MemoryStore}, and by its monitor. */
final class MemoryLedger implements SinkLedger {

    private final MemoryStore store;
    private final Map<String, SinkPosition> positions = new HashMap<>();
    private final Set<String> following = new HashSet<>();
    private final Map<String, TreeMap<Long, DeadLetter>> letters = new HashMap<>();

    MemoryLedger(MemoryStore store) {
        this.store = store;
    }

    @Override
    public Map<String, SinkPosition> follow(Collection<String> sinks) {
        synchronized (store) {
            following.clear();
            following.addAll(sinks);
            Map<String, SinkPosition> found = new HashMap<>();
            sinks.forEach(
                    sink -> found.put(sink, positions.computeIfAbsent(sink, s -> new SinkPosition(store.newest(), 0))));
            return found;
        }
    }

    /** All who read are done with alerts up to this number. */
    long done() {
        return following.stream()
                .mapToLong(sink ->
                        positions.getOrDefault(sink, new SinkPosition(0, 0)).cursor())
                .min()
                .orElse(Long.MAX_VALUE);
    }

    /** Alerts up to this number are kept no more. */
    void gone(long sequence) {
        letters.values().forEach(own -> own.headMap(sequence, true).clear());
    }

    @Override
    public void note(String sink, SinkPosition position) {
        synchronized (store) {
            positions.put(sink, position);
        }
    }

    @Override
    public void keep() {
        // it is in memory, as all is
    }

    private TreeMap<Long, DeadLetter> of(String sink) {
        return letters.computeIfAbsent(sink, s -> new TreeMap<>());
    }

    @Override
    public void bury(DeadLetter letter) {
        synchronized (store) {
            if (store.alert(letter.alert()) != null) {
                of(letter.sink()).put(letter.sequence(), letter);
            }
        }
    }

    @Override
    public void unbury(String sink, long sequence) {
        synchronized (store) {
            of(sink).remove(sequence);
        }
    }

    @Override
    public List<DeadLetter> dead(String sink, long after, int limit) {
        synchronized (store) {
            return of(sink).tailMap(after, false).values().stream().limit(limit).toList();
        }
    }

    @Override
    public long countDead(String sink) {
        synchronized (store) {
            return of(sink).size();
        }
    }

    @Override
    public int sendAgain(String sink, Collection<String> alerts) {
        synchronized (store) {
            int[] found = {0};
            of(sink).replaceAll((sequence, letter) -> {
                if (!alerts.isEmpty() && !alerts.contains(letter.alert())) {
                    return letter;
                }
                found[0]++;
                return new DeadLetter(
                        sink, sequence, letter.alert(), letter.tries(), letter.error(), letter.at(), true);
            });
            return found[0];
        }
    }

    @Override
    public List<DeadLetter> again(String sink, int limit) {
        synchronized (store) {
            return of(sink).values().stream()
                    .filter(DeadLetter::again)
                    .limit(limit)
                    .toList();
        }
    }
}
