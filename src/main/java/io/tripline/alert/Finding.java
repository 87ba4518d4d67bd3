package io.tripline.alert;

import io.tripline.event.Key;
import io.tripline.event.Match;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a rule says in its consequence: for whom, because of which events, with which values. Immutable and copied: Drools'
 * aggregates are live objects.
 *
 * @param values name to scalar or list of scalars, in the order of the rule
 * @param events in order of time
 */
public record Finding(Key group, List<Evidence> events, Map<String, Object> values) {

    public Finding {
        events = List.copyOf(events);
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    static Finding of(Key group, Collection<Match> matches) {
        List<Evidence> events = matches.stream()
                .flatMap(match -> match.because().isEmpty() ? Stream.of(match) : match.because().stream())
                .distinct()
                .sorted()
                .map(Evidence::of)
                .toList();
        return new Finding(group, events, Map.of());
    }

    /** Adds a named value. Collections are copied and null is left out. */
    public Finding showing(String name, @Nullable Object value) {
        if (value == null) {
            return this;
        }
        Map<String, Object> more = new LinkedHashMap<>(values);
        more.put(name, value instanceof Collection<?> many ? List.copyOf(new ArrayList<>(many)) : value);
        return new Finding(group, events, more);
    }
}
