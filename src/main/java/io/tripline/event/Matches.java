package io.tripline.event;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one event writes to a stream: one match for each combination of its key's values, none where a required field is
 * missing. Immutable; {@link #with} and {@link #requiring} return a larger description.
 */
public final class Matches {

    /** More combinations than this of one event are cut: an event with hundreds of values in several keys is an attack. */
    private static final int MOST_COMBINATIONS = 1000;

    private final Event event;
    private final String rule;
    private final int step;
    private final boolean last;
    private final List<String> keys;
    private final List<Carried> carried;

    private record Carried(String path, boolean required) {}

    Matches(Event event, String rule, int step, boolean last, String... keys) {
        this(event, rule, step, last, Arrays.asList(keys), List.of());
    }

    private Matches(Event event, String rule, int step, boolean last, List<String> keys, List<Carried> carried) {
        this.event = event;
        this.rule = rule;
        this.step = step;
        this.last = last;
        this.keys = List.copyOf(keys);
        this.carried = List.copyOf(carried);
    }

    /** Carries a field's values along, if there are any. */
    public Matches with(String path) {
        return carrying(new Carried(path, false));
    }

    /** Carries a field's values along; without one the event does not count. */
    public Matches requiring(String path) {
        return carrying(new Carried(path, true));
    }

    private Matches carrying(Carried field) {
        List<Carried> more = new ArrayList<>(carried);
        more.add(field);
        return new Matches(event, rule, step, last, keys, more);
    }

    public Event event() {
        return event;
    }

    /** The matches, with the grouped and carried fields to show. */
    public List<Match> toList() {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (Carried field : carried) {
            Object value = event.get(field.path());
            if (isValue(value)) {
                fields.put(field.path(), value);
            } else if (field.required()) {
                return List.of();
            }
        }
        List<KeyPart> parts = keys.stream().map(KeyPart::parse).toList();
        List<String> names = parts.stream().map(KeyPart::name).toList();
        List<List<@Nullable String>> combinations = List.of(List.of());
        for (KeyPart part : parts) {
            Object value = event.get(part.path());
            if (isValue(value)) {
                fields.putIfAbsent(part.path(), value);
            }
            combinations = multiplied(combinations, part.values(event));
        }
        Map<String, Object> shown = Collections.unmodifiableMap(fields);
        return combinations.stream()
                .map(values -> new Match(
                        new Key(names, values), rule, step, last, event.getId(), event.getTimestamp(), 0, shown))
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

    static Map<String, Object> merged(Map<String, Object> first, Map<String, Object> second) {
        Map<String, Object> all = new LinkedHashMap<>(first);
        all.putAll(second);
        return Collections.unmodifiableMap(all);
    }

    private record KeyPart(String name, String path, boolean required) {

        static KeyPart parse(String text) {
            boolean required = !text.startsWith("?");
            String rest = required ? text : text.substring(1);
            int alias = rest.indexOf('=');
            return alias < 0
                    ? new KeyPart(rest, rest, required)
                    : new KeyPart(rest.substring(0, alias), rest.substring(alias + 1), required);
        }

        Set<@Nullable String> values(Event event) {
            Set<@Nullable String> values = new LinkedHashSet<>();
            for (FieldValue value : event.field(path).values()) {
                if (!value.isNull()) {
                    values.add(value.text());
                }
            }
            if (values.isEmpty() && !required) {
                values.add(null);
            }
            return values;
        }
    }
}
