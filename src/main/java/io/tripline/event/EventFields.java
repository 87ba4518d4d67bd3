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
    /** What was asked for already; {@link FieldValues#NONE} where there is nothing. */
    private final Map<String, FieldValues> known = new HashMap<>();

    private @Nullable Map<String, FieldValues> derived;
    private int @Nullable [] pathHashes;
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
        FieldValues found = known.get(path);
        if (found == null) {
            found = find(path);
            known.put(path, found);
        }
        return found == FieldValues.NONE ? null : found;
    }

    private FieldValues find(String path) {
        FieldValues own = own(path);
        if (own != FieldValues.NONE || !further.mayGive(path)) {
            return own;
        } else if (derived != null) {
            return derived().getOrDefault(path, FieldValues.NONE);
        }
        // it costs what it takes to find it alone
        Object value = further.only(Set.of(path)).of(document).get(path);
        return value == null ? FieldValues.NONE : values(value);
    }

    /** @param value a scalar or a list of scalars */
    private static FieldValues values(Object value) {
        Map<String, FieldValues> one = new HashMap<>();
        collect("", value, one);
        return one.getOrDefault("", FieldValues.NONE);
    }

    private FieldValues own(String path) {
        if (own != null || document.size() > FEW) {
            return own().getOrDefault(path, FieldValues.NONE);
        }
        FieldValue one = null;
        List<FieldValue> several = null;
        for (int node = first(path, 1); node > 0; node = first(path, node + 1)) {
            FieldValue value = document.value(node);
            if (one == null) {
                one = value;
            } else {
                several = several == null ? new ArrayList<>(List.of(one)) : several;
                several.add(value);
            }
        }
        return one == null ? FieldValues.NONE : new FieldValues(several == null ? List.of(one) : several);
    }

    /** The next scalar of the path; -1 if there is none. */
    private int first(String path, int from) {
        int[] hashes = pathHashes();
        int hash = path.hashCode();
        for (int node = from; node < hashes.length; node++) {
            if (hashes[node] == hash
                    && document.isScalar(node)
                    && document.place(node).path().equals(path)) {
                return node;
            }
        }
        return -1;
    }

    /** Of each node: rules ask for many paths of an event that is a candidate of theirs. */
    private int[] pathHashes() {
        int[] hashes = pathHashes;
        if (hashes == null) {
            hashes = new int[document.size()];
            for (int node = 1; node < hashes.length; node++) {
                hashes[node] = document.place(node).path().hashCode();
            }
            pathHashes = hashes;
        }
        return hashes;
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
        return own != null || document.size() > FEW ? own().containsKey(path) : first(path, 1) > 0;
    }

    void forEachOwn(BiConsumer<String, FieldValues> consumer) {
        own().forEach(consumer);
    }

    /** @param part of the further names, which has these alone */
    void forEachFurther(Set<String> names, FurtherNames part, BiConsumer<String, FieldValues> consumer) {
        part.of(document).forEach((path, value) -> {
            if (names.contains(path) && !hasOwn(path)) {
                FieldValues values = known.computeIfAbsent(path, p -> values(value));
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
