package io.tripline.event;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The few fields of a match, in their order: path to scalar or list of scalars. Flat, because windows hold millions of them. A
 * path is looked for one by one. Immutable; any thread.
 */
final class Fields extends AbstractMap<String, Object> {

    /** Path, value, path, value … */
    private final Object[] pairs;

    private Fields(Object[] pairs) {
        this.pairs = pairs;
    }

    /** @param fields without null */
    static Map<String, Object> of(Map<String, Object> fields) {
        if (fields.isEmpty()) {
            return Map.of();
        }
        Object[] pairs = new Object[2 * fields.size()];
        int next = 0;
        for (Entry<String, Object> field : fields.entrySet()) {
            pairs[next++] = field.getKey();
            pairs[next++] = field.getValue();
        }
        return new Fields(pairs);
    }

    /** Those of the first and then of the second, whose values count. */
    static Map<String, Object> merged(Map<String, Object> first, Map<String, Object> second) {
        Map<String, Object> all = new LinkedHashMap<>(first);
        all.putAll(second);
        return of(all);
    }

    @Override
    public @Nullable Object get(@Nullable Object path) {
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i].equals(path)) {
                return pairs[i + 1];
            }
        }
        return null;
    }

    @Override
    public boolean containsKey(@Nullable Object path) {
        return get(path) != null;
    }

    @Override
    public int size() {
        return pairs.length / 2;
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
        return new AbstractSet<>() {

            @Override
            public int size() {
                return Fields.this.size();
            }

            @Override
            public Iterator<Entry<String, Object>> iterator() {
                return new Iterator<>() {

                    private int next;

                    @Override
                    public boolean hasNext() {
                        return next < pairs.length;
                    }

                    @Override
                    public Entry<String, Object> next() {
                        if (!hasNext()) {
                            throw new NoSuchElementException();
                        }
                        next += 2;
                        return Map.entry((String) pairs[next - 2], pairs[next - 1]);
                    }
                };
            }
        };
    }
}
