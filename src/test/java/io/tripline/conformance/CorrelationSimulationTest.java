package io.tripline.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.tripline.conformance.Scenario.Step;
import io.tripline.conformance.Scenarios.Trait;
import io.tripline.conformance.SimulatedRule.Shape;
import io.tripline.engine.correlate.oracle.Happening;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Correlations, from the intermediate representation through DRL text and the engine, against the oracle, which looks at every
 * moment of every group. What fails names its seed, and the smallest part of its scenario that still fails.
 *
 * <p>{@code -Dtripline.simulate.seeds=} and {@code .from=} try more of them: {@code bench/simulate}.
 */
class CorrelationSimulationTest {

    private static final long SEEDS = Long.getLong("tripline.simulate.seeds", 250);
    private static final long FROM = Long.getLong("tripline.simulate.from", 0);

    private static final List<Shape> ALL =
            Stream.of(Shape.values()).filter(shape -> !shape.isSequence()).toList();

    private static final List<Shape> SEQUENCES =
            Stream.of(Shape.values()).filter(Shape::isSequence).toList();

    @Test
    void inOrderTheAlertsAreThoseOfTheOracle() {
        assertHolds(Simulation::differs, ALL);
    }

    @Test
    void inAnyOrderOfArrivalEachAlertIsThatOfTheMomentsThatAreLookedAtAgain() {
        assertHolds(Simulation::differs, ALL, Trait.ANY_ORDER);
    }

    @Test
    void editsInBetweenKeepWhatIsWrittenAlike() {
        assertHolds(Simulation::differs, ALL, Trait.EDITS);
    }

    @Test
    void theOrderOfArrivalDoesNotMatterWithinTheLateness() {
        assertHolds(Simulation::differs, ALL, Trait.HELD, Trait.ANY_ORDER);
    }

    @Test
    void quietLogsGoOnWithTheClockOnTheWall() {
        assertHolds(Simulation::differs, ALL, Trait.LIVE, Trait.ANY_ORDER);
    }

    @Test
    void restartsDecideNothing() {
        assertHolds(Simulation::differsAfterRestarts, ALL, Trait.RESTARTS, Trait.ANY_ORDER, Trait.SEVERAL_LOGS);
    }

    @Test
    void whatWasEditedWhileNothingRanGoesOnAsAfterAnEdit() {
        assertHolds(Simulation::differsAfterRestarts, ALL, Trait.RESTARTS, Trait.EDITS, Trait.ANY_ORDER);
    }

    @Test
    void whatIsHeldAndClocksSurviveARestart() {
        assertHolds(Simulation::differsAfterRestarts, ALL, Trait.RESTARTS, Trait.HELD, Trait.ANY_ORDER);
        assertHolds(Simulation::differsAfterRestarts, ALL, Trait.RESTARTS, Trait.LIVE, Trait.ANY_ORDER);
        assertHolds(Simulation::differsAfterRestarts, ALL, Trait.RESTARTS, Trait.LYING_CLOCKS);
    }

    @Test
    void aMomentThatIsNotOverAtARestartIsDecidedOnce() {
        // a window of 3 ms ends, then the program, then comes what is older than that moment, or not
        for (Shape shape : ALL.stream().filter(Shape::isByDeadline).toList()) {
            for (long next = 27; next <= 32; next++) {
                Scenario scenario = Scenarios.live(
                        new SimulatedRule(shape, 3, 3, false, 1),
                        comes("first", 29),
                        new Step.Passes(3, Scenarios.EPOCH + 32),
                        new Step.Restarts(null),
                        comes("next", next));
                String differs = Simulation.differsAfterRestarts(scenario);
                assertNull(differs, () -> differs + "\n" + scenario);
            }
        }
    }

    private static Step comes(String id, long time) {
        return comes(id, time, "a");
    }

    private static Step comes(String id, long time, String kind) {
        return comesOf("log", id, time, kind);
    }

    private static Step comesOf(String log, String id, long time, String kind) {
        return new Step.Comes(new Happening(id, Scenarios.EPOCH + time, log, kind, "u", "2"));
    }

    @Test
    void afterRestartsTheAlertsAreThoseOfTheOracle() {
        assertHolds(Simulation::differs, ALL, Trait.RESTARTS);
    }

    @Test
    void whatIsToldOfChangesLeadsFromEachStateToTheNext() {
        assertHolds(Simulation::losesChanges, ALL, Trait.ANY_ORDER, Trait.SEVERAL_LOGS);
        assertHolds(Simulation::losesChanges, ALL, Trait.EDITS, Trait.HELD);
    }

    @Test
    void logsThatAreSomeMillisecondsApartPassTheirMomentsAtTheSlowestOfThem() {
        // of two late deadlines within a span of a rule without a silence line, either may be the one that is said
        assertHolds(Simulation::differs, without(ALL, Shape.ABSENT), Trait.SEVERAL_LOGS, Trait.ANY_ORDER);
    }

    @Test
    void logsThatAreHoursApartAlertAsIfEachWereAlone() {
        assertHolds(Simulation::differs, ALL, Trait.LOGS_HOURS_APART);
    }

    @Test
    void clocksThatLieChangeNoAlertOfOthers() {
        assertHolds(Simulation::differs, ALL, Trait.LYING_CLOCKS);
    }

    @Test
    void anEventFromTheFutureLeavesATermKnown() {
        Scenario scenario = Scenarios.of(0, Shape.NEW_TERM, List.of())
                .of(List.of(
                        comes("first", 0),
                        comes("second", 1),
                        comes("future", 3_000 * Scenarios.DAY),
                        comes("third", 2),
                        comes("fourth", 3)));
        assertNull(Simulation.differs(scenario));
        assertEquals(2, scenario.alerts().size());
    }

    @Test
    void whatIsLaterThanIsKeptDoesNotCount() {
        assertHolds(Simulation::differs, ALL, Trait.SHORT_MEMORY, Trait.ANY_ORDER);
    }

    @Test
    void gatesDecideNothing() {
        assertHolds(Simulation::differsWithoutGates, ALL, Trait.ANY_ORDER, Trait.EDITS);
    }

    @Test
    void threadsDecideNothing() {
        try (ExecutorService threads = Executors.newFixedThreadPool(Scenario.MOST_AT_ONCE)) {
            assertHolds(Simulation.differsOn(threads), ALL, Trait.ANY_ORDER, Trait.EDITS, Trait.LYING_CLOCKS);
        }
    }

    @Test
    void sequencesInOrderAreFoundStageByStage() {
        assertHolds(Simulation::differs, SEQUENCES);
        assertHolds(Simulation::differs, SEQUENCES, Trait.EDITS);
        assertHolds(Simulation::differs, SEQUENCES, Trait.RESTARTS);
        assertHolds(Simulation::differs, SEQUENCES, Trait.LYING_CLOCKS);
    }

    @Test
    void sequencesInAnyOrderOfArrivalAreLookedForAgain() {
        assertHolds(Simulation::differs, SEQUENCES, Trait.ANY_ORDER);
        assertHolds(Simulation::differs, SEQUENCES, Trait.HELD, Trait.ANY_ORDER);
        assertHolds(Simulation::differs, SEQUENCES, Trait.LIVE, Trait.ANY_ORDER);
        assertHolds(Simulation::differs, SEQUENCES, Trait.SHORT_MEMORY, Trait.ANY_ORDER);
    }

    @Test
    void sequencesOfSeveralLogsAreFound() {
        assertHolds(Simulation::differs, SEQUENCES, Trait.SEVERAL_LOGS, Trait.ANY_ORDER);
        assertHolds(Simulation::differs, SEQUENCES, Trait.LOGS_HOURS_APART);
    }

    @Test
    void aMatchOfAMomentThatHasPassedDecidesForItselfAlone() {
        // what came in that millisecond before it has been decided when it came
        Scenario scenario = Scenarios.live(
                new SimulatedRule(Shape.SEQUENCE_OF_LIKE_EVENTS, 3, 1, true, 1),
                comes("second", 2),
                comes("fourth", 4),
                new Step.Passes(5, Scenarios.EPOCH + 11),
                comes("first", 1),
                comes("third", 3),
                comes("last", 4, "c"));
        assertNull(Simulation.differs(scenario));
    }

    @Test
    void aLogThatFallsBackTakesTheTimeOfAGroupWithItIfNothingWasFound() {
        // a quiet log goes on with the newest of all, and falls back to its own next event
        Scenario ofSeveralLogs = Scenarios.replayed(
                new SimulatedRule(Shape.ALL_BUT, 5, 1, false, 1),
                comesOf("quiet", "first", 12, "b"),
                new Step.Comes(new Happening("other", Scenarios.EPOCH + 28, "busy", "c", "v", "2")),
                comesOf("quiet", "second", 21, "b"),
                comesOf("busy", "third", 23, "a"),
                comesOf("quiet", "last", 23, "b"));
        // the same with the clock on the wall
        Scenario ofTheWall = Scenarios.live(
                new SimulatedRule(Shape.WITHOUT_SILENCE, 8, 2, false, 1),
                comes("first", 0),
                comes("second", 1),
                new Step.Passes(11, Scenarios.EPOCH + 16),
                comes("fourth", 4),
                comes("third", 3));

        // Then
        assertNull(Simulation.differs(ofSeveralLogs));
        assertNull(Simulation.differs(ofTheWall));
    }

    @Test
    void whoseMomentIsEarliestGoesFirstWhateverItsLogs() {
        // what is found once time has passed comes to a group of fewer logs before that has waited to its end
        Scenario scenario = Scenarios.replayed(
                new SimulatedRule(Shape.FOUND_COUNTED, 9, 2, false, 1),
                comesOf("one", "first", -2, "a"),
                comesOf("one", "second", 1, "a"),
                comesOf("two", "fourth", 8, "a"),
                comesOf("three", "third", 4, "a"));
        assertNull(Simulation.differs(scenario));
        assertEquals(1, scenario.alerts().size());
    }

    @Test
    void neitherRestartsNorGatesDecideOfSequences() {
        assertHolds(Simulation::differsAfterRestarts, SEQUENCES, Trait.RESTARTS, Trait.ANY_ORDER, Trait.SEVERAL_LOGS);
        assertHolds(Simulation::differsAfterRestarts, SEQUENCES, Trait.RESTARTS, Trait.EDITS, Trait.ANY_ORDER);
        assertHolds(Simulation::losesChanges, SEQUENCES, Trait.ANY_ORDER, Trait.SEVERAL_LOGS);
        assertHolds(Simulation::differsWithoutGates, SEQUENCES, Trait.ANY_ORDER, Trait.EDITS);
    }

    private static List<Shape> without(List<Shape> shapes, Shape... others) {
        EnumSet<Shape> rest = EnumSet.copyOf(shapes);
        Arrays.asList(others).forEach(rest::remove);
        return List.copyOf(rest);
    }

    private static void assertHolds(Simulation.Claim claim, List<Shape> shapes, Trait... traits) {
        String refuted = new Simulation(shapes, traits).refute(claim, FROM, SEEDS);
        assertNull(refuted, refuted);
    }
}
