package io.tripline.event;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values by which matches belong together. Equal by its values alone: the same user under another field name (a Sigma
 * alias) is the same group. Values compare by their text, so that 7 and "7" are one.
 */
public final class Key {

    /** All matches are one group. */
    public static final Key NONE = new Key(List.of(), List.of());

    private final List<String> names;
    private final @Nullable String[] values;

    /** @param values one for each name; null where the event has no such field */
    public Key(List<String> names, List<@Nullable String> values) {
        if (names.size() != values.size()) {
            throw new IllegalArgumentException(names.size() + " names for " + values.size() + " values");
        }
        this.names = List.copyOf(names);
        this.values = values.toArray(String[]::new);
    }

    public List<String> names() {
        return names;
    }

    public List<@Nullable String> values() {
        return Collections.unmodifiableList(Arrays.asList(values));
    }

    /** Name to value, in the order of the rule. */
    public Map<String, @Nullable String> asMap() {
        Map<String, @Nullable String> map = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            map.put(names.get(i), values[i]);
        }
        return Collections.unmodifiableMap(map);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Key key && Arrays.equals(key.values, values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    /** The values, for a sentence. */
    @Override
    public String toString() {
        List<String> shown = new ArrayList<>();
        for (String value : values) {
            shown.add(value == null ? "(none)" : value);
        }
        return String.join(", ", shown);
    }
}
