package io.tripline.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tripline.event.Event;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Fields that a sender's token has for its events. */
class StampTest {

    private static final EventDecoder STAMPING =
            new EventDecoder(EventFormats.builtIn()).stamping(Map.of("tenant", "acme"));

    private static Event event(String body) {
        return STAMPING.decode(body.getBytes(UTF_8), 7).events().getFirst().event();
    }

    @Test
    void everyEventHasThemWhateverItSaysAndIsStillRecognised() {
        assertEquals("acme", event("{\"a\": 1}").get("tenant"));
        assertEquals("acme", event("{\"tenant\": \"other\"}").get("tenant"));
        Event okta = event(
                "{\"uuid\": \"u\", \"published\": \"2026-01-01T00:00:00Z\", \"eventType\": \"user.session.start\","
                        + " \"actor\": {\"id\": \"a\"}, \"outcome\": {\"result\": \"SUCCESS\"}, \"severity\": \"INFO\", \"version\": \"0\"}");
        assertEquals("acme", okta.get("tenant"));
        assertEquals("u", okta.getId());
    }

    @Test
    void whatStoodAroundAnEventDoesNotHideThem() {
        BodyEvents events = STAMPING.events(7, bytes -> {});
        events.add("a line", BodyEvents.Around.with(Map.of("tenant", "other", "host", "h"), null));

        Event event = events.batch(0).events().getFirst().event();

        assertEquals("acme", event.get("tenant"));
        assertEquals("h", event.get("host"));
        assertEquals("a line", event.get("message"));
    }
}
