package io.tripline.event;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one event: dotted path to its values. Its own are looked up in its document, the further names are worked out when
 * one of them is asked for first. One worker's, as the event is.
 */
final class EventFields {

    /** In so few nodes a path is found as quickly without a table. */
    private static final int FEW = 100;

    private final Document document;
    private final FurtherNames further;
    private @Nullable Map<String, FieldValues> own;
    private final Map<String, FieldValues> asked = new HashMap<>(0);
    private @Nullable Map<String, FieldValues> derived;
    private @Nullable FieldValues all;
    private @Nullable String contentHash;

    EventFields(Document document, FurtherNames further) {
        this.document = document;
        this.further = further;
    }

    private static void collect(String path, @Nullable Object value, Map<String, FieldValues> into) {
        if (value instanceof Map<?, ?> object) {
            object.forEach(
                    (name, child) -> collect(path + "." + FieldPath.normalise(String.valueOf(name)), child, into));
        } else if (value instanceof Collection<?> list) {
            list.forEach(element -> collect(path, element, into));
        } else {
            add(path, new FieldValue(value), into);
        }
    }

    private static void add(String path, FieldValue value, Map<String, FieldValues> into) {
        into.computeIfAbsent(path, p -> new FieldValues(new ArrayList<>(1)))
                .values()
                .add(value);
    }

    Document document() {
        return document;
    }

    String contentHash() {
        String hash = contentHash;
        if (hash == null) {
            hash = ContentHash.of(document.source());
            contentHash = hash;
        }
        return hash;
    }

    FurtherNames further() {
        return further;
    }

    @Nullable
    FieldValues get(String path) {
        FieldValues found = own(path);
        if (found != null || derived == null && !further.mayGive(path)) {
            return found;
        }
        return derived == null ? askedFor(path) : derived().get(path);
    }

    /** A further name costs what it takes to find it alone. */
    private @Nullable FieldValues askedFor(String path) {
        FieldValues known = asked.get(path);
        if (known == null) {
            Object value = further.only(Set.of(path)).of(document).get(path);
            known = value == null ? FieldValues.NONE : values(value);
            asked.put(path, known);
        }
        return known == FieldValues.NONE ? null : known;
    }

    /** @param value a scalar or a list of scalars */
    private static FieldValues values(Object value) {
        Map<String, FieldValues> one = new HashMap<>();
        collect("", value, one);
        return one.getOrDefault("", FieldValues.NONE);
    }

    private @Nullable FieldValues own(String path) {
        if (own != null || document.size() > FEW) {
            return own().get(path);
        }
        FieldValue one = null;
        List<FieldValue> several = null;
        for (int node = 1; node < document.size(); node++) {
            if (document.isScalar(node) && document.place(node).path().equals(path)) {
                FieldValue value = document.value(node);
                if (one == null) {
                    one = value;
                } else {
                    several = several == null ? new ArrayList<>(List.of(one)) : several;
                    several.add(value);
                }
            }
        }
        return one == null ? null : new FieldValues(several == null ? List.of(one) : several);
    }

    /** All of them, in the order of the event. */
    private Map<String, FieldValues> own() {
        Map<String, FieldValues> every = own;
        if (every == null) {
            every = LinkedHashMap.newLinkedHashMap(document.size());
            for (int node = 1; node < document.size(); node++) {
                if (document.isScalar(node)) {
                    add(document.place(node).path(), document.value(node), every);
                }
            }
            own = every;
        }
        return every;
    }

    /** A name that the event has itself is not among them. */
    private Map<String, FieldValues> derived() {
        Map<String, FieldValues> every = derived;
        if (every == null) {
            Map<String, Object> names = further == FurtherNames.NONE ? Map.of() : further.of(document);
            Map<String, FieldValues> fresh = HashMap.newHashMap(names.size());
            names.forEach((path, value) -> {
                if (!hasOwn(path)) {
                    collect(path, value, fresh);
                }
            });
            every = fresh;
            derived = fresh;
        }
        return every;
    }

    boolean hasOwn(String path) {
        if (own != null || document.size() > FEW) {
            return own().containsKey(path);
        }
        for (int node = 1; node < document.size(); node++) {
            if (document.isScalar(node) && document.place(node).path().equals(path)) {
                return true;
            }
        }
        return false;
    }

    void forEachOwn(BiConsumer<String, FieldValues> consumer) {
        own().forEach(consumer);
    }

    /** @param part of the further names, which has these alone */
    void forEachFurther(Set<String> names, FurtherNames part, BiConsumer<String, FieldValues> consumer) {
        part.of(document).forEach((path, value) -> {
            if (names.contains(path) && !hasOwn(path)) {
                FieldValues values = asked.computeIfAbsent(path, p -> values(value));
                consumer.accept(path, values);
            }
        });
    }

    void forEach(BiConsumer<String, FieldValues> consumer) {
        own().forEach(consumer);
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
        return hasBelow(below, own()) || hasBelow(below, derived());
    }

    private static boolean hasBelow(String prefix, Map<String, FieldValues> fields) {
        return fields.entrySet().stream()
                .anyMatch(entry ->
                        entry.getKey().startsWith(prefix) && entry.getValue().exists());
    }

    FieldValues ownValues() {
        FieldValues every = all;
        if (every == null) {
            List<FieldValue> values = new ArrayList<>(document.size());
            for (int node = 1; node < document.size(); node++) {
                if (document.isScalar(node)) {
                    values.add(document.value(node));
                }
            }
            every = new FieldValues(values);
            all = every;
        }
        return every;
    }
}
