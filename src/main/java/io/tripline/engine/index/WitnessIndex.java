package io.tripline.engine.index;

import io.tripline.engine.compile.LogEvidence;
import io.tripline.engine.read.EventCondition;
import io.tripline.event.Document;
import io.tripline.event.Event;
import io.tripline.event.FieldValue;
import io.tripline.event.FurtherNames;
import io.tripline.event.Origin;
import io.tripline.event.Place;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which of many conditions can hold for an event. Immutable once built, any thread. */
final class WitnessIndex {

    private static final int[] NONE = {};

    private final long[] always;
    private final Map<String, FieldIndex> fields;

    /** By {@link Place#id}, filled as places are met; {@link #UNUSED} where nothing is looked up. */
    private volatile @Nullable FieldIndex[] byPlace = {};

    private final @Nullable TextAutomaton anyField;
    private final Map<FurtherNames, Asked> asked = new ConcurrentHashMap<>();

    /** The further names that are looked up, and what they take. */
    private record Asked(Set<String> names, List<String> inOrder, FurtherNames part) {}

    /** What is looked up in one field. */
    private record FieldIndex(
            int[] present,
            Map<String, int[]> values,
            Map<String, int[]> numbers,
            Map<String, int[]> addresses,
            @Nullable TextAutomaton parts) {}

    private static final FieldIndex UNUSED = new FieldIndex(NONE, Map.of(), Map.of(), Map.of(), null);

    private WitnessIndex(long[] always, Map<String, FieldIndex> fields, @Nullable TextAutomaton anyField) {
        this.always = always;
        this.fields = fields;
        this.anyField = anyField;
    }

    /**
     * @param conditions null where nothing is known of it: always a candidate
     * @param origin events come from there alone
     */
    static WitnessIndex of(List<@Nullable EventCondition> conditions, Origin origin) {
        Witnesses witnesses = new Witnesses();
        BitSet possible = new BitSet(conditions.size());
        for (int i = 0; i < conditions.size(); i++) {
            EventCondition condition = conditions.get(i);
            possible.set(i, condition == null || condition.mayHold(origin) && LogEvidence.mayCount(condition, origin));
            if (condition != null && possible.get(i)) {
                witnesses.count(condition);
            }
        }
        Builder builder = new Builder(conditions.size());
        possible.stream().forEach(i -> {
            EventCondition condition = conditions.get(i);
            builder.add(i, condition == null ? null : witnesses.of(condition));
        });
        return builder.build();
    }

    /** The candidates as a bit set over the indices of the conditions; the caller's to change. */
    long[] candidates(Event event) {
        long[] candidates = always.clone();
        Document document = event.document();
        for (int node = 1; node < document.size(); node++) {
            if (document.isScalar(node)) {
                FieldIndex field = field(document.place(node));
                if (field != UNUSED) {
                    look(field, document.value(node), candidates);
                }
                if (anyField != null) {
                    anyField.search(document.value(node).text(), candidates);
                }
            }
        }
        lookAtFurtherNames(event, candidates);
        return candidates;
    }

    /** They are worked out for rules alone that look at one that the event does not have itself. */
    private void lookAtFurtherNames(Event event, long[] candidates) {
        FurtherNames names = event.furtherNames();
        if (names == FurtherNames.NONE) {
            return;
        }
        Asked wanted = asked.get(names);
        if (wanted == null) {
            wanted = asked.computeIfAbsent(names, this::asked);
        }
        for (String name : wanted.inOrder()) {
            if (!event.hasOwnField(name)) {
                event.forEachFurtherField(wanted.names(), wanted.part(), (path, values) -> {
                    FieldIndex field = fields.getOrDefault(path, UNUSED);
                    values.values().forEach(value -> look(field, value, candidates));
                });
                return;
            }
        }
    }

    private Asked asked(FurtherNames names) {
        Set<String> wanted = fields.keySet().stream().filter(names::mayGive).collect(Collectors.toUnmodifiableSet());
        return new Asked(wanted, List.copyOf(wanted), names.only(wanted));
    }

    private FieldIndex field(Place place) {
        if (!place.isShared()) {
            return fields.getOrDefault(place.path(), UNUSED);
        }
        @Nullable FieldIndex[] known = byPlace;
        int id = place.id();
        FieldIndex field = id < known.length ? known[id] : null;
        return field == null ? learned(place) : field;
    }

    /** Several threads may learn at once: what is lost between them is learned again. */
    private FieldIndex learned(Place place) {
        FieldIndex field = fields.getOrDefault(place.path(), UNUSED);
        @Nullable FieldIndex[] known = byPlace;
        if (place.id() >= known.length) {
            known = Arrays.copyOf(known, 2 * place.id() + 1);
            byPlace = known;
        }
        known[place.id()] = field;
        return field;
    }

    private static void look(FieldIndex field, FieldValue value, long[] candidates) {
        for (int index : field.present()) {
            set(candidates, index);
        }
        if (!field.values().isEmpty()) {
            setAll(candidates, field.values(), value.folded());
        }
        if (!field.numbers().isEmpty()) {
            setAll(candidates, field.numbers(), value.numberText());
        }
        if (!field.addresses().isEmpty()) {
            setAll(candidates, field.addresses(), value.addressText());
        }
        TextAutomaton parts = field.parts();
        if (parts != null) {
            parts.search(value.text(), candidates);
        }
    }

    private static void setAll(long[] candidates, Map<String, int[]> known, @Nullable String text) {
        if (text != null) {
            for (int index : known.getOrDefault(text, NONE)) {
                set(candidates, index);
            }
        }
    }

    static void set(long[] bits, int index) {
        bits[index >> 6] |= 1L << index;
    }

    private static final class Builder {

        private final long[] always;
        private final Map<String, List<Integer>> present = new HashMap<>();
        private final Map<String, Map<String, List<Integer>>> values = new HashMap<>();
        private final Map<String, Map<String, List<Integer>>> numbers = new HashMap<>();
        private final Map<String, Map<String, List<Integer>>> addresses = new HashMap<>();
        private final Map<String, TextAutomaton.Builder> parts = new HashMap<>();

        Builder(int size) {
            this.always = new long[(size + 63) / 64];
        }

        void add(int index, @Nullable Set<Needle> witness) {
            if (witness == null) {
                set(always, index);
                return;
            }
            for (Needle needle : witness) {
                switch (needle) {
                    case Needle.Value(String path, String text) -> add(values, path, text, index);
                    case Needle.Number(String path, String text) -> add(numbers, path, text, index);
                    case Needle.Address(String path, String text) -> add(addresses, path, text, index);
                    case Needle.Part part ->
                        parts.computeIfAbsent(part.path(), p -> new TextAutomaton.Builder())
                                .add(part.folded(), index);
                    case Needle.Present there ->
                        present.computeIfAbsent(there.path(), p -> new ArrayList<>())
                                .add(index);
                }
            }
        }

        private static void add(Map<String, Map<String, List<Integer>>> needles, String path, String text, int index) {
            needles.computeIfAbsent(path, p -> new HashMap<>())
                    .computeIfAbsent(text, t -> new ArrayList<>())
                    .add(index);
        }

        WitnessIndex build() {
            TextAutomaton.Builder anywhere = parts.remove("");
            Map<String, FieldIndex> fields = new HashMap<>();
            Set<String> paths = new java.util.HashSet<>(present.keySet());
            paths.addAll(values.keySet());
            paths.addAll(numbers.keySet());
            paths.addAll(addresses.keySet());
            paths.addAll(parts.keySet());
            for (String path : paths) {
                TextAutomaton.Builder texts = parts.get(path);
                fields.put(
                        path,
                        new FieldIndex(
                                ints(present.getOrDefault(path, List.of())),
                                ints(values.getOrDefault(path, Map.of())),
                                ints(numbers.getOrDefault(path, Map.of())),
                                ints(addresses.getOrDefault(path, Map.of())),
                                texts == null ? null : texts.build()));
            }
            return new WitnessIndex(always, fields, anywhere == null ? null : anywhere.build());
        }

        private static Map<String, int[]> ints(Map<String, List<Integer>> byText) {
            Map<String, int[]> arrays = HashMap.newHashMap(byText.size());
            byText.forEach((text, indices) -> arrays.put(text, ints(indices)));
            return arrays;
        }

        private static int[] ints(List<Integer> indices) {
            return indices.stream().mapToInt(Integer::intValue).toArray();
        }
    }
}
