package io.tripline.event;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The objects at a path of decoded JSON, through lists and names with dots in them. */
final class ObjectsAt {

    private final String path;
    private final List<Map<String, Object>> found = new ArrayList<>();

    private ObjectsAt(String path) {
        this.path = path;
    }

    /** Each below its path again: {@code {"a.b": object}}. */
    static List<Map<String, Object>> at(String path, Map<String, Object> source) {
        ObjectsAt objects = new ObjectsAt(path);
        objects.look("", source);
        return objects.found;
    }

    private void look(String before, Map<?, ?> object) {
        Map<String, Object> spelledOut = new LinkedHashMap<>();
        object.forEach((name, value) -> {
            String at = before + FieldPath.normalise(String.valueOf(name));
            if (at.equals(path)) {
                take(value);
            } else if (path.startsWith(at + ".")) {
                lookBelow(at + ".", value);
            } else if (at.startsWith(path + ".")) {
                spelledOut.put(at, value);
            }
        });
        if (!spelledOut.isEmpty()) {
            found.add(spelledOut);
        }
    }

    private void lookBelow(String at, @Nullable Object value) {
        if (value instanceof Map<?, ?> object) {
            look(at, object);
        } else if (value instanceof Collection<?> list) {
            list.forEach(element -> lookBelow(at, element));
        }
    }

    private void take(@Nullable Object value) {
        if (value instanceof Map<?, ?> object) {
            found.add(Map.of(path, object));
        } else if (value instanceof Collection<?> list) {
            list.forEach(this::take);
        }
    }
}
