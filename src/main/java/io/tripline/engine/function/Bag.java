package io.tripline.engine.function;

import io.tripline.event.Decimal;
import java.util.AbstractSet;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Values with how often they are in the window; the elements of a list count each, nulls do not. As in a group, 7, 7.0 and "7"
 * are one value: the one that stands first. What it says depends on what is in the window alone, not on what was before.
 */
final class Bag implements Collected {

    private static final long serialVersionUID = 1L;

    private final transient Map<Object, Integer> counts = new HashMap<>();

    /** Each value as often as it is there, in order of arrival. */
    private final transient ArrayDeque<Object> occurrences = new ArrayDeque<>();

    @Override
    public void add(@Nullable Object value) {
        switch (value) {
            case null -> {}
            case Collection<?> many -> many.forEach(this::add);
            default -> {
                counts.merge(Decimal.identity(value), 1, Integer::sum);
                occurrences.add(value);
            }
        }
    }

    @Override
    public void remove(@Nullable Object value) {
        switch (value) {
            case null -> {}
            case Collection<?> many -> many.forEach(this::remove);
            default -> {
                Object identity = Decimal.identity(value);
                if (counts.containsKey(identity)) {
                    counts.computeIfPresent(identity, (known, count) -> count == 1 ? null : count - 1);
                    removeFirst(identity);
                }
            }
        }
    }

    /** Mostly the oldest of all: windows lose what came first. */
    private void removeFirst(Object identity) {
        Iterator<Object> oldest = occurrences.iterator();
        while (oldest.hasNext()) {
            if (Decimal.identity(oldest.next()).equals(identity)) {
                oldest.remove();
                return;
            }
        }
    }

    /** Live; in order of the first that is in the window. */
    Set<Object> distinct() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Object> iterator() {
                Set<Object> seen = new HashSet<>();
                return occurrences.stream()
                        .filter(value -> seen.add(Decimal.identity(value)))
                        .iterator();
            }

            @Override
            public int size() {
                return counts.size();
            }
        };
    }

    @Override
    public void clear() {
        counts.clear();
        occurrences.clear();
    }
}
