package io.tripline.live.history;

import static io.tripline.live.history.MinuteHistory.HOUR;
import static io.tripline.live.history.MinuteHistory.MINUTE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tripline.alert.Alert;
import io.tripline.engine.Engine;
import io.tripline.engine.EngineSettings;
import io.tripline.engine.compile.DrlSource;
import io.tripline.event.Event;
import io.tripline.event.Origin;
import io.tripline.live.rules.LiveGraph;
import io.tripline.store.Commit;
import io.tripline.store.CountHistory;
import io.tripline.store.CountedMinute;
import io.tripline.store.CountedMinute.EngineCount;
import io.tripline.store.CountedMinute.RuleCount;
import io.tripline.store.MemoryStore;
import io.tripline.store.StoreFailure;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What came of rules over time, on a clock that the test moves. */
class MinuteHistoryTest {

    /** A full hour. */
    private static final long NOON = Instant.parse("2026-01-01T12:00:00Z").toEpochMilli();

    private static final String RULES = """
            rule "Failure" @id( "failure" ) @level( "high" )
            when
                $event : Event( field( "outcome" ).is( "failure" ) )
            then
                alerts.raise( drools.getRule(), Alert.of( $event ) );
            end
            rule "Login"
            when
                $event : Event( field( "login" ).exists() )
            then
                streams.write( "logins", Match.of( $event, "login" ) );
            end
            rule "Many logins" @id( "many" )
            when
                groupby( $match : Match( $key : key ) over window:time( 1h ) from entry-point "logins";
                    $group : $key; $count : count(), $evidence : evidence( $match ); $count >= 3 )
            then
                alerts.raise( drools.getRule(), Alert.of( $group, $evidence ) );
            end
            """;

    private final Engine engine = new Engine(EngineSettings.DEFAULT);
    private final MemoryStore store = new MemoryStore(100, 100);
    private final RaisedAlerts raised = new RaisedAlerts();
    private long now = NOON;
    private long accepted;
    private int ids;
    private final InstantSource clock = () -> Instant.ofEpochMilli(now);
    private MinuteHistory history = history(store.counts());

    private MinuteHistory history(CountHistory counts) {
        return new MinuteHistory(new LiveGraph(engine), () -> accepted, raised, counts, clock);
    }

    @BeforeEach
    void load() {
        assertEquals(
                List.of("rules.drl"),
                engine.load(List.of(new DrlSource("rules.drl", RULES))).live());
    }

    @AfterEach
    void close() {
        engine.close();
    }

    /** As the pipeline does: what is raised is kept, and told. */
    private void events(String field, String... values) {
        List<Event> events = new ArrayList<>();
        for (String value : values) {
            accepted++;
            events.add(Event.of("e" + ids++, now, Origin.UNKNOWN, Map.of(field, value)));
        }
        List<Alert> alerts = engine.process(events);
        raised.count(store.commit(new Commit(alerts, List.of(), List.of())));
    }

    /** The minute ends and is counted. */
    private void aMinutePasses() {
        now += MINUTE;
        history.look();
    }

    @Test
    void eachMinuteHasWhatCameInItForEachRuleAndForAll() {
        // When
        events("outcome", "failure", "failure", "success");
        aMinutePasses();
        events("login", "ann", "ann");
        aMinutePasses();
        aMinutePasses();
        events("login", "ann", "bob");
        history.look();

        // Then
        assertEquals(Map.of(NOON, new RuleCount(2, 2)), history.ofRule("failure", NOON, NOON + HOUR, MINUTE));
        assertEquals(
                Map.of(NOON + MINUTE, new RuleCount(2, 0), NOON + 3 * MINUTE, new RuleCount(2, 1)),
                history.ofRule("many", NOON, NOON + HOUR, MINUTE));
        assertEquals(
                Map.of(
                        NOON,
                        new EngineCount(3, 2, Map.of("high", 2L)),
                        NOON + MINUTE,
                        new EngineCount(2, 2, Map.of()),
                        NOON + 3 * MINUTE,
                        new EngineCount(2, 2, Map.of("none", 1L))),
                history.ofEngine(NOON, NOON + HOUR, MINUTE));
    }

    @Test
    void ofALongerTimeWhatIsInTheStoreAndInMemoryIsOneLine() {
        // Given
        events("outcome", "failure");
        aMinutePasses();
        now += HOUR - 2 * MINUTE;
        history.look();
        events("outcome", "failure", "failure");
        now += 10 * MINUTE;

        // When
        history.look();

        // Then: noon is older than an hour
        assertEquals(NOON + 10 * MINUTE, history.start());
        assertEquals(
                Map.of(NOON, new RuleCount(1, 1), NOON + 59 * MINUTE, new RuleCount(2, 2)),
                history.ofRule("failure", NOON, NOON + 2 * HOUR, MINUTE));
        assertEquals(Map.of(NOON, new RuleCount(3, 3)), history.ofRule("failure", NOON, NOON + 2 * HOUR, HOUR));
        assertEquals(
                Map.of(NOON, new EngineCount(3, 3, Map.of("high", 3L))), history.ofEngine(NOON, NOON + 2 * HOUR, HOUR));
        assertEquals(Map.of(), history.ofRule("failure", NOON + MINUTE, NOON + 59 * MINUTE, MINUTE));
    }

    @Test
    void linesOfAllRulesEndWithTheRunningMinute() {
        // Given
        events("outcome", "failure");
        aMinutePasses();
        events("outcome", "failure", "failure");
        events("login", "ann");

        // When
        history.look();

        // Then
        long[] failures = new long[60];
        failures[58] = 1;
        failures[59] = 2;
        long[] logins = new long[60];
        logins[59] = 1;
        assertEquals(
                List.of("failure", "many"),
                history.recentMatches().keySet().stream().sorted().toList());
        assertArrayEquals(failures, history.recentMatches().get("failure"));
        assertArrayEquals(logins, history.recentMatches().get("many"));
        assertArrayEquals(failures, history.recentAlerts().get("failure"));
        assertEquals(NOON + MINUTE - 59 * MINUTE, history.start());

        // When
        now += HOUR;
        history.look();

        // Then
        assertEquals(Map.of(), history.recentMatches());
    }

    @Test
    void afterARestartInTheSameMinuteThatGoesOn() {
        // Given
        events("outcome", "failure");
        aMinutePasses();
        events("outcome", "failure");
        history.keep();

        // When: counters begin at 0, as those of a rule that is loaded anew
        engine.remove(List.of("rules.drl"));
        load();
        accepted = 0;
        history = history(store.counts());
        history.restore();
        events("outcome", "failure", "failure");
        aMinutePasses();

        // Then
        assertEquals(
                List.of(minute(NOON, 1), minute(NOON + MINUTE, 3)),
                store.counts().since(0));
        assertEquals(2, history.ofEngine(NOON, NOON + HOUR, MINUTE).size());
        assertArrayEquals(
                new long[] {1, 3, 0}, Arrays.copyOfRange(history.recentMatches().get("failure"), 57, 60));
    }

    private static CountedMinute minute(long began, long failures) {
        return new CountedMinute(
                began,
                new EngineCount(failures, failures, Map.of("high", failures)),
                Map.of("failure", new RuleCount(failures, failures)));
    }

    @Test
    void minutesThatCannotBeKeptAreKeptLater() {
        // Given
        boolean[] fails = {true};
        CountHistory failing = new Failing(store.counts(), fails);
        history = history(failing);
        events("outcome", "failure");
        assertThrows(StoreFailure.class, this::aMinutePasses);
        events("outcome", "failure", "failure");
        assertThrows(StoreFailure.class, this::aMinutePasses);

        // When
        fails[0] = false;
        history.look();

        // Then
        assertEquals(
                List.of(minute(NOON, 1), minute(NOON + MINUTE, 2)),
                store.counts().since(0));
    }

    /** Keeps nothing while it fails. */
    private record Failing(CountHistory counts, boolean[] fails) implements CountHistory {

        @Override
        public void keep(Collection<CountedMinute> minutes, long now) {
            if (fails[0]) {
                throw new StoreFailure("full");
            }
            counts.keep(minutes, now);
        }

        @Override
        public List<CountedMinute> since(long from) {
            return counts.since(from);
        }

        @Override
        public Map<String, Long> lastMatches() {
            return counts.lastMatches();
        }

        @Override
        public NavigableMap<Long, RuleCount> ofRule(String rule, long from, long until, long step) {
            return counts.ofRule(rule, from, until, step);
        }

        @Override
        public NavigableMap<Long, EngineCount> ofEngine(long from, long until, long step) {
            return counts.ofEngine(from, until, step);
        }
    }

    @Test
    void aClockThatIsSetBackLosesNothing() {
        // Given
        events("outcome", "failure");
        aMinutePasses();
        events("outcome", "failure");

        // When
        now -= MINUTE;
        history.look();
        events("outcome", "failure");
        aMinutePasses();

        // Then
        assertEquals(
                List.of(minute(NOON, 2), minute(NOON + MINUTE, 1)),
                store.counts().since(0));

        // When
        now -= 3 * HOUR;
        history.look();
        events("outcome", "failure");
        aMinutePasses();

        // Then
        assertEquals(
                minute(NOON + MINUTE - 3 * HOUR, 1), store.counts().since(0).getFirst());
        assertEquals(3, store.counts().since(0).size());
    }

    @Test
    void whenARuleLastMatchedIsKnownToTheLookAndAfterARestartToTheMinute() {
        // Given
        assertNull(history.lastMatch("failure"));
        events("outcome", "failure");
        now += 7_000;

        // When
        history.look();

        // Then
        assertEquals(NOON + 7_000, history.lastMatch("failure"));
        assertNull(history.lastMatch("many"));

        // When
        history.keep();
        now += HOUR;
        history = history(store.counts());
        history.restore();

        // Then
        assertEquals(NOON, history.lastMatch("failure"));
    }

    @Test
    void quietMinutesAreNotKept() {
        // When
        for (int i = 0; i < 5; i++) {
            aMinutePasses();
        }
        history.keep();

        // Then
        assertEquals(List.of(), store.counts().since(0));
        assertEquals(Map.of(), history.ofEngine(0, now + HOUR, MINUTE));
    }
}
