package io.tripline.ingest;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The further names of one event, as they are found: dotted path to a scalar or a list of scalars. Null, empty texts and
 * empty containers are as good as not there.
 */
final class DerivedFields {

    /** While lines are added, a {@link Slot} for each path. */
    private final Map<String, Object> fields = HashMap.newHashMap(128);

    private int line;

    /** A path's value, and the line that gave it: that line alone may add to it. */
    private static final class Slot {
        private final int line;
        private Object value;
        private boolean several;

        Slot(int line, Object value) {
            this.line = line;
            this.value = value;
        }
    }

    /** A new line of the table begins: names that the lines before have given are left alone. */
    void nextLine() {
        line++;
    }

    int size() {
        return fields.size();
    }

    @Nullable
    Object get(String path) {
        return fields.get(path) instanceof Slot slot ? slot.value : null;
    }

    /** The paths so far. */
    Set<String> paths() {
        return fields.keySet();
    }

    /** Ends the adding. */
    Map<String, Object> asMap() {
        fields.replaceAll((path, slot) -> slot instanceof Slot known ? known.value : slot);
        return fields;
    }

    /** Adds all scalars of a value, those of objects under longer names. */
    void add(Names name, @Nullable Object value) {
        if (value instanceof Map<?, ?> object) {
            object.forEach((key, child) -> add(name.below(String.valueOf(key)), child));
        } else if (value instanceof Collection<?> list) {
            list.forEach(element -> add(name, element));
        } else if (value != null && !"".equals(value)) {
            addScalar(name.path(), value);
        }
    }

    @SuppressWarnings("unchecked")
    private void addScalar(String path, Object value) {
        if (!(fields.get(path) instanceof Slot slot)) {
            fields.put(path, new Slot(line, value));
        } else if (slot.line == line && slot.several) {
            ((List<Object>) slot.value).add(value);
        } else if (slot.line == line) {
            List<Object> several = new ArrayList<>(4);
            several.add(slot.value);
            several.add(value);
            slot.value = several;
            slot.several = true;
        }
    }
}
