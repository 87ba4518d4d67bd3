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

    /** Adds all scalars of a value, those of objects under longer paths. */
    void add(String path, @Nullable Object value, boolean snake) {
        switch (value) {
            case Map<?, ?> object ->
                object.forEach((name, child) -> {
                    String key = String.valueOf(name);
                    add(path + "." + (snake ? snakeCase(key) : key), child, snake);
                });
            case Collection<?> list -> list.forEach(element -> add(path, element, snake));
            case String text when text.isEmpty() -> {}
            case null -> {}
            default -> addScalar(path, value);
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

    /** {@code alternateId} is {@code alternate_id}, {@code userID} is {@code user_id}. */
    static String snakeCase(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (Character.isUpperCase(name.charAt(i))) {
                return snakeFrom(name, i);
            }
        }
        return name;
    }

    private static String snakeFrom(String name, int start) {
        StringBuilder snake = new StringBuilder(name.length() + 4).append(name, 0, start);
        for (int i = start; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!Character.isUpperCase(c)) {
                snake.append(c);
                continue;
            }
            boolean afterLower =
                    i > 0 && (Character.isLowerCase(name.charAt(i - 1)) || Character.isDigit(name.charAt(i - 1)));
            boolean beforeLower = i > 0
                    && Character.isUpperCase(name.charAt(i - 1))
                    && i + 1 < name.length()
                    && Character.isLowerCase(name.charAt(i + 1));
            snake.append(afterLower || beforeLower ? "_" : "").append(Character.toLowerCase(c));
        }
        return snake.toString();
    }
}
