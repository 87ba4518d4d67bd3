package io.tripline.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tripline.alert.Alert;
import io.tripline.engine.compile.DrlSource;
import io.tripline.engine.state.EngineState;
import io.tripline.engine.state.Restored;
import io.tripline.event.Event;
import io.tripline.event.FurtherNames;
import io.tripline.event.Origin;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** One engine ends, and another goes on from what it held; what random restarts come to, the simulation says. */
class RestartTest {

    private static final Duration GRACE = Duration.ofMinutes(1);

    private static final EngineSettings LIVE = EngineSettings.live(Duration.ZERO, Duration.ofHours(1), GRACE);

    private static final long START = 1_767_225_600_000L;
    private static final long HOUR = Duration.ofHours(1).toMillis();

    private static final String ABSENCE = "package rules.absence\n" + Rules.IMPORTS + """
            rule "Asked"
            when
                $event : Event( field( "kind" ).is( "asked" ) )
            then
                streams.write( "asked", Match.of( $event, "user" ) );
            end

            rule "Answered"
            when
                $event : Event( field( "kind" ).is( "answered" ) )
            then
                streams.write( "answered", Match.of( $event, "user" ) );
            end

            rule "No answer"
                @id( "no-answer" )
            when
                $asked : Match( $key : key ) from entry-point "asked"
                not( Match( key == $key, this after[ 1ms, 5m ] $asked ) over window:time( 5m ) from entry-point "answered" )
            then
                alerts.raise( drools.getRule(), Alert.of( $key, $asked ) );
            end
            """;

    @Test
    void downtimeIsNoElapsedTimeUntilTheGraceHasPassed() {
        // Given: asked, and the program ends; it starts again an hour later
        long restart = START + HOUR;
        try (Engine engine = restarted(asked(), ABSENCE, restart)) {

            // When: time passes, for as long as senders may take to catch up
            List<Alert> within = engine.tick(GRACE, restart + GRACE.toMillis());
            List<Alert> soAfter = engine.tick(Duration.ofMinutes(4), restart + 5 * 60_000);
            List<Alert> then = engine.tick(Duration.ofMinutes(2), restart + 7 * 60_000);

            // Then
            assertEquals(List.of(), within);
            assertEquals(List.of(), soAfter);
            assertEquals(1, then.size());
            assertEquals(START + 5 * 60_000, then.getFirst().getTimestamp());
        }
    }

    @Test
    void anAnswerThatComesWithinTheGraceComesInTime() {
        // Given
        long restart = START + HOUR;
        try (Engine engine = restarted(asked(), ABSENCE, restart)) {

            // When: what had waited at its sender comes in order
            List<Alert> alerts = engine.process(List.of(event("answered", START + 60_000)));
            alerts.addAll(engine.tick(Duration.ofHours(2), restart + 2 * HOUR));

            // Then
            assertEquals(List.of(), alerts);
        }
    }

    @Test
    void whatWasDueWhileNothingRanIsLate() {
        // Given
        long restart = START + HOUR;
        try (Engine engine = restarted(asked(), ABSENCE, restart)) {

            // When: the log goes on, with another question
            List<Alert> due = engine.process(List.of(event("asked", restart + 1_000)));
            List<Alert> dueAfterwards = engine.process(List.of(event("other", restart + HOUR)));

            // Then
            assertTrue(due.getFirst().isLate());
            assertFalse(dueAfterwards.getFirst().isLate());
        }
    }

    @Test
    void whatNobodyReadsAnyMoreIsDroppedAndSaid() {
        // Given
        EngineState state = asked();

        // When: its file is gone
        try (Engine engine = new Engine(LIVE)) {
            engine.load(List.of(Rules.registrations()));
            Restored restored = engine.restore(state, START + HOUR);

            // Then
            assertEquals(0, restored.facts());
            assertEquals(
                    List.of("1 fact of stream \"asked\" in absence.drl: its file is gone"),
                    restored.dropped().stream().map(Object::toString).toList());
        }
    }

    @Test
    void aFileThatWasEditedWhileNothingRanKeepsWhatIsWrittenAlike() {
        // Given
        EngineState state = asked();

        // When: more time for an answer
        try (Engine engine = new Engine(LIVE)) {
            engine.load(List.of(new DrlSource("absence.drl", ABSENCE.replace("5m", "10m"))));
            Restored restored = engine.restore(state, START + HOUR);

            // Then
            assertEquals(List.of("absence.drl"), restored.changed());
            assertEquals(1, restored.facts());
            assertEquals(List.of(), restored.dropped());
        }
    }

    @Test
    void aFileThatGroupsByAnotherFieldBeginsAnewAndSaysSo() {
        // Given
        EngineState state = asked();

        // When
        try (Engine engine = new Engine(LIVE)) {
            engine.load(List.of(new DrlSource("absence.drl", ABSENCE.replace("\"user\"", "\"host\""))));
            Restored restored = engine.restore(state, START + HOUR);

            // Then
            assertEquals(
                    List.of("1 fact of stream \"asked\" in absence.drl: what is written to it is not what it was"),
                    restored.dropped().stream().map(Object::toString).toList());
            LoadedRule rule = engine.rules().getLast();
            assertEquals(START, rule.counters().incompleteSince(HOUR, engine.watermark()));
        }
    }

    @Test
    void aStateIsPutBackBeforeTheFirstEventAlone() {
        // Given
        EngineState state = asked();
        try (Engine engine = new Engine(LIVE)) {
            engine.load(List.of(new DrlSource("absence.drl", ABSENCE)));
            engine.process(List.of(event("asked", START)));

            // When, Then
            assertThrows(IllegalStateException.class, () -> engine.restore(state, START));
        }
    }

    @Test
    void evaluatedEventsAndTheTimeGoOn() {
        try (Engine engine = restarted(asked(), ABSENCE, START + HOUR)) {
            assertEquals(1, engine.evaluated());
            assertEquals(START, engine.watermark());
        }
    }

    private static EngineState asked() {
        try (Engine engine = new Engine(LIVE)) {
            engine.load(List.of(new DrlSource("absence.drl", ABSENCE)));
            engine.process(List.of(event("asked", START)));
            return engine.snapshot();
        }
    }

    private static Engine restarted(EngineState state, String text, long restart) {
        Engine engine = new Engine(LIVE);
        engine.load(List.of(new DrlSource("absence.drl", text)));
        engine.restore(state, restart);
        return engine;
    }

    private static Event event(String kind, long time) {
        return Event.of(
                kind + time,
                time,
                new Origin("auth0", Set.of(), Set.of()),
                Map.of("kind", kind, "user", "alice"),
                FurtherNames.NONE);
    }
}
