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
 * @param events the newest {@value #MOST_EVENTS}, in order of time
 * @param more how many matches there were besides
 */
public record Finding(Key group, List<Evidence> events, int more, Map<String, Object> values) {

    /** So many events an alert shows, the newest. */
    public static final int MOST_EVENTS = 100;

    public Finding {
        events = List.copyOf(events);
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** The newest of the matches are shown. */
    static Finding of(Key group, Collection<Match> matches) {
        List<Match> shown = newest(matches.stream());
        List<Match> events = newest(shown.stream()
                .filter(Match::isEvidence)
                .flatMap(match -> match.because().isEmpty() ? Stream.of(match) : match.because().stream()));
        int more = matches.size() - shown.size();
        return new Finding(group, events.stream().map(Evidence::of).toList(), more, Map.of());
    }

    private static List<Match> newest(Stream<Match> matches) {
        List<Match> ordered = matches.distinct().sorted().toList();
        return ordered.subList(Math.max(0, ordered.size() - MOST_EVENTS), ordered.size());
    }

    /** Adds a named value. Collections are copied and null is left out. */
    public Finding showing(String name, @Nullable Object value) {
        if (value == null) {
            return this;
        }
        Map<String, Object> shown = new LinkedHashMap<>(values);
        shown.put(name, value instanceof Collection<?> many ? List.copyOf(new ArrayList<>(many)) : value);
        return new Finding(group, events, more, shown);
    }
}
