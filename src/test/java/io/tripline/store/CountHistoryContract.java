package io.tripline.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tripline.store.CountedMinute.EngineCount;
import io.tripline.store.CountedMinute.RuleCount;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every store keeps of rules over time. */
abstract class CountHistoryContract extends AlertLifeContract {

    static final long MINUTE = Duration.ofMinutes(1).toMillis();
    static final long HOUR = Duration.ofHours(1).toMillis();

    /** A full hour. */
    static final long NOON = Instant.parse("2026-01-01T12:00:00Z").toEpochMilli();

    /** Of the minute so many minutes after noon, with an event and a match of each rule. */
    static CountedMinute minute(int number, String... rules) {
        Map<String, RuleCount> counts = new HashMap<>();
        for (String rule : rules) {
            counts.put(rule, new RuleCount(1, 0));
        }
        return new CountedMinute(
                NOON + number * MINUTE, new EngineCount(1, rules.length, Map.of("high", 2L, "none", 1L)), counts);
    }

    @Test
    void minutesComeBackAsTheyWereKept() {
        // Given
        CountedMinute full = new CountedMinute(
                NOON,
                new EngineCount(9, 8, Map.of("none", 1L, "low", 2L, "critical", 3L)),
                Map.of("a", new RuleCount(5, 4), "b/c.drl '; --", new RuleCount(3, 2)));

        // When
        store.counts().keep(List.of(minute(-1, "a"), full, minute(1)), NOON + 2 * MINUTE);

        // Then
        assertEquals(List.of(full, minute(1)), store.counts().since(NOON));
    }

    @Test
    void aMinuteThatIsKeptAgainIsInPlaceOfTheOneBefore() {
        // Given
        store.counts().keep(List.of(minute(0, "a")), NOON);
        CountedMinute grown =
                new CountedMinute(NOON, new EngineCount(7, 6, Map.of("high", 3L)), Map.of("a", new RuleCount(5, 4)));

        // When
        store.counts().keep(List.of(grown), NOON);

        // Then
        assertEquals(List.of(grown), store.counts().since(0));
    }

    @Test
    void spansAreSumsOfTheirMinutes() {
        // Given
        store.counts()
                .keep(List.of(minute(-1, "a"), minute(0, "a", "b"), minute(5, "a"), minute(59), minute(60, "a")), NOON);

        // Then
        assertEquals(
                Map.of(NOON, new RuleCount(1, 0), NOON + 5 * MINUTE, new RuleCount(1, 0)),
                store.counts().ofRule("a", NOON, NOON + HOUR, MINUTE));
        assertEquals(
                Map.of(NOON, new RuleCount(2, 0), NOON + HOUR, new RuleCount(1, 0)),
                store.counts().ofRule("a", NOON, NOON + 2 * HOUR, HOUR));
        assertEquals(
                Map.of(NOON, new EngineCount(3, 3, Map.of("high", 6L, "none", 3L))),
                store.counts().ofEngine(NOON, NOON + HOUR, HOUR));
        assertEquals(Map.of(), store.counts().ofRule("unknown", 0, Long.MAX_VALUE, MINUTE));
    }

    @Test
    void whenARuleLastMatchedIsKnown() {
        // When
        CountedMinute alertsAlone =
                new CountedMinute(NOON + 2 * MINUTE, EngineCount.NOTHING, Map.of("a", new RuleCount(0, 1)));
        store.counts().keep(List.of(minute(0, "a", "b"), minute(1, "a"), alertsAlone), NOON);

        // Then
        assertEquals(Map.of("a", NOON + MINUTE, "b", NOON), store.counts().lastMatches());
    }
}
