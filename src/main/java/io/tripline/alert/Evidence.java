package io.tripline.alert;

import io.tripline.event.Match;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One event behind an alert.
 *
 * @param time ms since the epoch
 * @param fields path to scalar or list of scalars; for an alert on a single event its decoded JSON
 */
public record Evidence(String id, long time, Map<String, Object> fields) {

    public Evidence {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    public static Evidence of(Match match) {
        return new Evidence(match.getEventId(), match.getTimestamp(), match.getFields());
    }
}
