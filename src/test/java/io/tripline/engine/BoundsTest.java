package io.tripline.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tripline.alert.Alert;
import io.tripline.engine.correlate.Limits;
import io.tripline.event.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What groups hold stays within limits, and nobody is left in the dark about what had to go. */
class BoundsTest {

    private static final String OWN = "tripline-degraded";

    private @Nullable Engine engine;

    @AfterEach
    void close() {
        if (engine != null) {
            engine.close();
        }
    }

    @Test
    void ofManyGroupsThoseWithTheFewestMatchesGoAndOneThatIsYoungNever() {
        // Given: ten minutes of quiet make a group old
        Engine engine = engine(new Limits(100, 1_000_000, 100, 100, 0.45, Duration.ofMinutes(10)));
        engine.load(List.of(Rules.registrations()));
        for (int i = 0; i < 10; i++) {
            process(engine, Events.registration(i, Duration.ofMinutes(5 + i), "full"));
        }

        // When
        List<Alert> alerts = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            alerts.addAll(process(
                    engine, Events.registration(1000 + i, Duration.ofMinutes(15).plusSeconds(i), "tenant-" + i)));
        }
        for (int i = 0; i < 60; i++) {
            alerts.addAll(process(
                    engine, Events.registration(2000 + i, Duration.ofMinutes(40).plusSeconds(i), "other-" + i)));
        }
        alerts.addAll(process(engine, Events.registration(10, Duration.ofMinutes(45), "full")));

        // Then: the flood went, the group with ten matches did not, and alerts
        LoadedRule rule = engine.rules().getLast();
        assertTrue(rule.counters().evicted() > 0);
        assertNotNull(rule.counters().degraded());
        assertEquals(
                1,
                alerts.stream()
                        .filter(alert -> alert.getRule().id().equals(OWN))
                        .count());
        assertEquals(
                List.of("full"),
                alerts.stream()
                        .filter(alert -> !alert.getRule().id().equals(OWN))
                        .map(alert -> alert.getGroup().toString())
                        .toList());
    }

    @Test
    void aRuleThatMustRememberLetsNoNewTermsInWhenItIsFull() {
        // Given
        Engine engine = engine(new Limits(100, 1_000_000, 5, 100, 0.45, Duration.ZERO));
        engine.load(List.of(Rules.firstSeen()));

        // When
        List<Alert> alerts = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            alerts.addAll(process(engine, denied("e" + i, i, "actor-" + i)));
        }
        List<Alert> again = process(engine, denied("again", 30, "actor-3"));

        // Then
        assertEquals(
                5,
                alerts.stream()
                        .filter(alert -> !alert.getRule().id().equals(OWN))
                        .count());
        assertTrue(alerts.stream().anyMatch(alert -> alert.getRule().id().equals(OWN)));
        assertEquals(List.of(), again, "what it knows it knows");
    }

    @Test
    void whatIsWithinLimitsIsNotDegraded() {
        // Given
        Engine engine = engine(Limits.DEFAULT);
        engine.load(List.of(Rules.registrations()));

        // When
        process(engine, Events.registration(1, Duration.ZERO, "acme"));

        // Then
        assertNull(engine.rules().getLast().counters().degraded());
    }

    private Engine engine(Limits limits) {
        Engine made = new Engine(EngineSettings.DEFAULT.within(limits));
        engine = made;
        return made;
    }

    private static Event denied(String id, int seconds, String actor) {
        return Events.at(id, Duration.ofSeconds(seconds), Map.of("action", "denied", "actor", actor));
    }

    private static List<Alert> process(Engine engine, Event event) {
        return engine.process(List.of(event));
    }
}
