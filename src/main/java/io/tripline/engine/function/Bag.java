package io.tripline.engine.function;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Values with how often they are in the window; the elements of a list count each, nulls do not. */
final class Bag implements Collected {

    private static final long serialVersionUID = 1L;

    private final transient LinkedHashMap<Object, Integer> counts = new LinkedHashMap<>();

    @Override
    public void add(@Nullable Object value) {
        switch (value) {
            case null -> {}
            case Collection<?> many -> many.forEach(this::add);
            default -> counts.merge(value, 1, Integer::sum);
        }
    }

    @Override
    public void remove(@Nullable Object value) {
        switch (value) {
            case null -> {}
            case Collection<?> many -> many.forEach(this::remove);
            default -> counts.computeIfPresent(value, (v, count) -> count == 1 ? null : count - 1);
        }
    }

    /** Live; in order of arrival. */
    Set<Object> distinct() {
        return counts.keySet();
    }

    @Override
    public void clear() {
        counts.clear();
    }
}
