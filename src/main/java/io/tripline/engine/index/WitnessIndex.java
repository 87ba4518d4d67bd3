package io.tripline.engine.index;

import io.tripline.engine.compile.LogEvidence;
import io.tripline.engine.read.EventCondition;
import io.tripline.event.Document;
import io.tripline.event.Event;
import io.tripline.event.FurtherNames;
import io.tripline.event.Origin;
import io.tripline.event.Place;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which of many conditions can hold for an event: those of which all witnesses are there. Each value is looked at once, whatever
 * the number of conditions. Immutable once built, any thread.
 */
final class WitnessIndex {

    /** The conditions that can hold for events from there at all, ascending. */
    private final int[] possible;

    /** How many longs hold one bit for each of them. */
    private final int words;

    /** For each witness in turn, those that have none of that rank. */
    private final long[] start;

    private final Map<String, FieldIndex> fields;
    private final @Nullable FieldIndex anyField;

    /** By {@link Place#id}, filled as places are met; {@link FieldIndex#UNUSED} where nothing is looked up. */
    private volatile @Nullable FieldIndex[] byPlace = {};

    private final Map<FurtherNames, WantedNames> wantedNames = new ConcurrentHashMap<>();

    private WitnessIndex(int[] possible, long[] start, Map<String, FieldIndex> fields) {
        this.possible = possible;
        this.words = Bits.words(possible.length);
        this.start = start;
        this.fields = fields;
        this.anyField = fields.remove("");
    }

    /**
     * @param conditions null where nothing is known of it: always a candidate
     * @param origin events come from there alone
     */
    static WitnessIndex of(List<@Nullable EventCondition> conditions, Origin origin) {
        int[] possible = IntStream.range(0, conditions.size())
                .filter(i -> mayHold(conditions.get(i), origin))
                .toArray();
        Collection<EventCondition> known = new ArrayList<>();
        IntStream.of(possible)
                .mapToObj(conditions::get)
                .filter(Objects::nonNull)
                .forEach(known::add);
        Witnesses witnesses = new Witnesses(known);
        Builder builder = new Builder(possible.length);
        for (int i = 0; i < possible.length; i++) {
            EventCondition condition = conditions.get(possible[i]);
            builder.add(i, condition == null ? List.of() : witnesses.of(condition));
        }
        return builder.build(possible);
    }

    private static boolean mayHold(@Nullable EventCondition condition, Origin origin) {
        return condition == null || condition.mayHold(origin) && LogEvidence.mayCount(condition, origin);
    }

    /** How many conditions may hold for events from there. */
    int size() {
        return possible.length;
    }

    /** Leaves the candidates in {@link Search#candidates}, by the indices of the conditions. */
    void search(Event event, Search search) {
        search.begin(start);
        Document document = event.document();
        for (int node = 1; node < document.size(); node++) {
            if (document.isScalar(node)) {
                FieldIndex field = field(document.place(node));
                if (field != FieldIndex.UNUSED || anyField != null) {
                    field.look(document, node, anyField, search);
                }
            }
        }
        lookAtFurtherNames(event, search);
        collect(search);
    }

    private void collect(Search search) {
        long[] bits = search.bits;
        for (int word = 0; word < words; word++) {
            long all = bits[word];
            for (int rank = 1; rank < Witnesses.MOST && all != 0; rank++) {
                all &= bits[rank * words + word];
            }
            for (; all != 0; all &= all - 1) {
                search.add(possible[(word << 6) + Long.numberOfTrailingZeros(all)]);
            }
        }
    }

    /** Those alone are worked out that some rule looks at and the event does not have itself. */
    private void lookAtFurtherNames(Event event, Search search) {
        FurtherNames names = event.furtherNames();
        if (names == FurtherNames.NONE) {
            return;
        }
        WantedNames wanted = wantedNames.get(names);
        if (wanted == null) {
            wanted = wantedNames.computeIfAbsent(names, given -> WantedNames.of(given, fields.keySet()));
        }
        WantedNames.Missing missing = wanted.missingIn(event);
        if (missing != null) {
            event.forEachFurtherField(missing.names(), missing.part(), (path, values) -> {
                FieldIndex field = fields.getOrDefault(path, FieldIndex.UNUSED);
                values.values().forEach(value -> field.look(value, search));
            });
        }
    }

    private FieldIndex field(Place place) {
        if (!place.isShared()) {
            return fields.getOrDefault(place.path(), FieldIndex.UNUSED);
        }
        @Nullable FieldIndex[] known = byPlace;
        int id = place.id();
        FieldIndex field = id < known.length ? known[id] : null;
        return field == null ? learned(place) : field;
    }

    /** Several threads may learn at once: what is lost between them is learned again. */
    private FieldIndex learned(Place place) {
        FieldIndex field = fields.getOrDefault(place.path(), FieldIndex.UNUSED);
        @Nullable FieldIndex[] known = byPlace;
        if (place.id() >= known.length) {
            known = Arrays.copyOf(known, 2 * place.id() + 1);
            byPlace = known;
        }
        known[place.id()] = field;
        return field;
    }

    private static final class Builder {

        private final int stride;
        private final long[] start;
        private final Map<String, FieldIndex.Builder> fields = new HashMap<>();

        Builder(int size) {
            this.stride = Bits.words(size) << 6;
            this.start = new long[Witnesses.MOST * Bits.words(size)];
        }

        void add(int condition, List<Set<Needle>> witnesses) {
            for (int rank = 0; rank < Witnesses.MOST; rank++) {
                int index = rank * stride + condition;
                if (rank >= witnesses.size()) {
                    Bits.set(start, index);
                    continue;
                }
                for (Needle needle : witnesses.get(rank)) {
                    fields.computeIfAbsent(needle.path(), p -> new FieldIndex.Builder())
                            .add(needle, index);
                }
            }
        }

        WitnessIndex build(int[] possible) {
            Map<String, FieldIndex> built = HashMap.newHashMap(fields.size());
            fields.forEach((path, field) -> built.put(path, field.build()));
            return new WitnessIndex(possible, start, built);
        }
    }
}
