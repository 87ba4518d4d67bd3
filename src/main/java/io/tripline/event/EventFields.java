package io.tripline.event;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one event: dotted path to its values. Its own are there at once, the further names when one of them is asked
 * for first. One worker's, as the event is.
 */
final class EventFields {

    private static final int TYPICAL_FIELDS = 48;

    private final Map<String, Object> source;
    private final FurtherNames further;
    private final Map<String, FieldValues> own = HashMap.newHashMap(TYPICAL_FIELDS);
    private @Nullable Map<String, FieldValues> derived;
    private @Nullable FieldValues all;

    EventFields(Map<String, Object> source, FurtherNames further) {
        this.source = source;
        this.further = further;
        source.forEach((name, value) -> collect(FieldPath.normalise(name), value, own));
    }

    private static void collect(String path, @Nullable Object value, Map<String, FieldValues> into) {
        if (value instanceof Map<?, ?> object) {
            object.forEach(
                    (name, child) -> collect(path + "." + FieldPath.normalise(String.valueOf(name)), child, into));
        } else if (value instanceof Collection<?> list) {
            list.forEach(element -> collect(path, element, into));
        } else {
            FieldValues known = into.get(path);
            if (known == null) {
                known = new FieldValues(new ArrayList<>(1));
                into.put(path, known);
            }
            known.values().add(new FieldValue(value));
        }
    }

    Map<String, Object> source() {
        return source;
    }

    FurtherNames further() {
        return further;
    }

    @Nullable
    FieldValues get(String path) {
        FieldValues found = own.get(path);
        if (found != null || derived == null && !further.mayGive(path)) {
            return found;
        }
        return derived().get(path);
    }

    /** A name that the event has itself is not among them. */
    private Map<String, FieldValues> derived() {
        Map<String, FieldValues> known = derived;
        if (known == null) {
            Map<String, Object> names = further == FurtherNames.NONE ? Map.of() : further.of(source);
            Map<String, FieldValues> fresh = HashMap.newHashMap(names.size());
            names.forEach((path, value) -> {
                if (!own.containsKey(path)) {
                    collect(path, value, fresh);
                }
            });
            known = fresh;
            derived = fresh;
        }
        return known;
    }

    boolean hasOwn(String path) {
        return own.containsKey(path);
    }

    void forEachOwn(BiConsumer<String, FieldValues> consumer) {
        own.forEach(consumer);
    }

    void forEach(BiConsumer<String, FieldValues> consumer) {
        own.forEach(consumer);
        derived().forEach(consumer);
    }

    FieldValues matching(Glob names) {
        List<FieldValue> values = new ArrayList<>();
        forEach((name, found) -> {
            if (names.matches(name)) {
                values.addAll(found.values());
            }
        });
        return new FieldValues(values);
    }

    boolean hasBelow(String path) {
        String below = path + ".";
        return hasBelow(below, own) || hasBelow(below, derived());
    }

    private static boolean hasBelow(String prefix, Map<String, FieldValues> fields) {
        return fields.entrySet().stream()
                .anyMatch(entry ->
                        entry.getKey().startsWith(prefix) && entry.getValue().exists());
    }

    FieldValues ownValues() {
        FieldValues known = all;
        if (known == null) {
            List<FieldValue> values = new ArrayList<>();
            own.values().forEach(found -> values.addAll(found.values()));
            known = new FieldValues(values);
            all = known;
        }
        return known;
    }
}
