package io.tripline.event;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one event writes to a stream: one match for each combination of its key's values, none where a required field is
 * missing. Immutable; {@link #carrying} and {@link #requiring} return a larger description. (Not {@code with}: for stock Drools
 * that is a word of its own and no method.)
 */
public final class Matches {

    /** More combinations than this of one event are cut: an event with hundreds of values in several keys is an attack. */
    private static final int MOST_COMBINATIONS = 1000;

    /** More matches than this behind one that a correlation found are cut, the oldest first. */
    private static final int MOST_BEHIND = 1000;

    private final Source source;
    private final MatchForm form;

    /** Where a match takes its fields from. */
    sealed interface Source {

        /** Scalar or list of scalars; null where there is none. */
        @Nullable
        Object get(String path);

        String eventId();

        long timestamp();

        long arrival();

        List<Match> because();

        String log();
    }

    record OfEvent(Event event) implements Source {

        @Override
        public @Nullable Object get(String path) {
            return event.get(path);
        }

        @Override
        public String eventId() {
            return event.getId();
        }

        @Override
        public long timestamp() {
            return event.getTimestamp();
        }

        @Override
        public long arrival() {
            return 0;
        }

        @Override
        public List<Match> because() {
            return List.of();
        }

        @Override
        public String log() {
            return event.origin().log();
        }
    }

    /** The group first: its names are what the rule that reads them knows. */
    record OfFound(Match found) implements Source {

        @Override
        public @Nullable Object get(String path) {
            int inGroup = found.getKey().names().indexOf(path);
            return inGroup >= 0 ? found.getKey().values().get(inGroup) : found.get(path);
        }

        @Override
        public String eventId() {
            return found.getEventId();
        }

        @Override
        public long timestamp() {
            return found.getTimestamp();
        }

        @Override
        public long arrival() {
            return found.getArrival();
        }

        @Override
        public List<Match> because() {
            return found.because();
        }

        @Override
        public String log() {
            return found.log();
        }
    }

    Matches(Source source, String rule, Stage stage, String... keys) {
        this(
                source,
                new MatchForm(
                        rule, stage, Arrays.stream(keys).map(MatchKey::parse).toList()));
    }

    Matches(Source source, MatchForm form) {
        this.source = source;
        this.form = form;
    }

    /** Carries a field's values along, if there are any. */
    public Matches carrying(String path) {
        return new Matches(source, form.carrying(path, false));
    }

    /** Carries a field's values along; without one the event does not count. */
    public Matches requiring(String path) {
        return new Matches(source, form.carrying(path, true));
    }

    /** The matches, with the grouped and carried fields to show. */
    public List<Match> toList() {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (MatchForm.Carried field : form.carried()) {
            Object value = source.get(field.path());
            if (isValue(value)) {
                fields.put(field.path(), value);
            } else if (field.required()) {
                return List.of();
            }
        }
        List<List<@Nullable String>> combinations = List.of(List.of());
        for (MatchKey part : form.keys()) {
            Object value = source.get(part.path());
            if (isValue(value)) {
                fields.putIfAbsent(part.path(), value);
            }
            combinations = multiplied(combinations, texts(value, !part.required()));
        }
        Map<String, Object> shown = Fields.of(fields);
        return combinations.stream()
                .map(values -> new Match(
                        new Key(form.names(), values),
                        form.rule(),
                        form.stage(),
                        source.eventId(),
                        source.timestamp(),
                        source.arrival(),
                        shown,
                        source.because(),
                        source.log()))
                .toList();
    }

    private static boolean isValue(@Nullable Object value) {
        return value != null && !(value instanceof List<?> list && list.stream().allMatch(v -> v == null));
    }

    private static List<List<@Nullable String>> multiplied(
            List<List<@Nullable String>> combinations, Set<@Nullable String> values) {
        List<List<@Nullable String>> product = new ArrayList<>();
        for (List<@Nullable String> combination : combinations) {
            for (@Nullable String value : values) {
                if (product.size() == MOST_COMBINATIONS) {
                    return product;
                }
                List<@Nullable String> longer = new ArrayList<>(combination);
                longer.add(value);
                product.add(longer);
            }
        }
        return product;
    }

    /** Every combination of the values of fields; a missing one is null in it. */
    static List<Key> combinations(Map<String, Object> fields, String... paths) {
        List<String> names = List.of(paths);
        List<List<@Nullable String>> combinations = List.of(List.of());
        for (String path : names) {
            combinations = multiplied(combinations, texts(fields.get(path), true));
        }
        return combinations.stream().map(values -> new Key(names, values)).toList();
    }

    static Match found(Key group, Collection<Match> because) {
        Map<String, Set<Object>> values = new LinkedHashMap<>();
        for (Match match : because) {
            match.getFields().forEach((path, value) -> {
                Set<Object> all = values.computeIfAbsent(path, p -> new LinkedHashSet<>());
                if (all.size() < MOST_BEHIND) {
                    all.addAll(value instanceof List<?> many ? many : List.of(value));
                }
            });
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        values.forEach(
                (path, all) -> fields.put(path, all.size() == 1 ? all.iterator().next() : new ArrayList<>(all)));
        return found(group, because, fields);
    }

    static Match alike(Key group, Collection<Match> because) {
        Map<String, Object> fields = null;
        for (Match match : because) {
            if (fields == null) {
                fields = new LinkedHashMap<>(match.getFields());
            } else {
                fields.entrySet().retainAll(match.getFields().entrySet());
            }
        }
        return found(group, because, fields == null ? Map.of() : fields);
    }

    private static Match found(Key group, Collection<Match> because, Map<String, Object> fields) {
        List<Match> behind = because.stream()
                .flatMap(match -> match.because().isEmpty() ? Stream.of(match) : match.because().stream())
                .distinct()
                .sorted()
                .toList();
        List<Match> kept = behind.subList(Math.max(0, behind.size() - MOST_BEHIND), behind.size());
        Match newest = behind.getLast();
        return new Match(
                group,
                "",
                Stage.NONE,
                newest.getEventId(),
                newest.getTimestamp(),
                newest.getArrival(),
                Fields.of(fields),
                List.copyOf(kept),
                newest.log());
    }

    private static Set<@Nullable String> texts(@Nullable Object value, boolean nullIfNone) {
        Set<@Nullable String> texts = new LinkedHashSet<>();
        List<?> scalars = value instanceof List<?> many ? many : value == null ? List.of() : List.of(value);
        for (Object scalar : scalars) {
            if (scalar != null) {
                texts.add(new FieldValue(scalar).text());
            }
        }
        if (texts.isEmpty() && nullIfNone) {
            texts.add(null);
        }
        return texts;
    }
}
