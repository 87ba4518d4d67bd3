package io.tripline.engine.function;

import io.tripline.event.Decimal;
import java.util.AbstractSet;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Values with how often they are in the window; the elements of a list count each, nulls do not. As in a group, 7, 7.0 and "7"
 * are one value: the one that came first.
 */
final class Bag implements Collected {

    private static final long serialVersionUID = 1L;

    private final transient LinkedHashMap<Object, Counted> counts = new LinkedHashMap<>();

    private record Counted(Object value, int count) {}

    @Override
    public void add(@Nullable Object value) {
        switch (value) {
            case null -> {}
            case Collection<?> many -> many.forEach(this::add);
            default ->
                counts.merge(
                        Decimal.identity(value),
                        new Counted(value, 1),
                        (known, one) -> new Counted(known.value(), known.count() + 1));
        }
    }

    @Override
    public void remove(@Nullable Object value) {
        switch (value) {
            case null -> {}
            case Collection<?> many -> many.forEach(this::remove);
            default ->
                counts.computeIfPresent(
                        Decimal.identity(value),
                        (v, known) -> known.count() == 1 ? null : new Counted(known.value(), known.count() - 1));
        }
    }

    /** Live; in order of arrival. */
    Set<Object> distinct() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Object> iterator() {
                return counts.values().stream().map(Counted::value).iterator();
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
    }
}
