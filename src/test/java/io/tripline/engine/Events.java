package io.tripline.engine;

import io.tripline.event.Event;
import io.tripline.event.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Events for tests of the engine. */
public final class Events {

    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private Events() {}

    /** An event with flat fields, that long after {@link #START}. */
    public static Event at(String id, Duration after, Map<String, Object> fields) {
        return Event.of(id, START.plus(after).toEpochMilli(), Origin.UNKNOWN, fields);
    }

    /** A dynamic client registration. */
    static Event registration(int number, Duration after, String tenant) {
        return at(
                "log-" + number,
                after,
                Map.of(
                        "data",
                        Map.of(
                                "type",
                                "sapi",
                                "description",
                                "Dynamic client registration",
                                "tenant_name",
                                tenant,
                                "details",
                                Map.of("response", Map.of("body", Map.of("client_id", "client-" + number))))));
    }
}
