package io.tripline.conformance;

import static org.junit.jupiter.api.Assertions.assertNull;

import io.tripline.conformance.Scenarios.Trait;
import io.tripline.conformance.SimulatedRule.Shape;
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

    /** What a match completes, which nothing that did not come decides. */
    private static final List<Shape> COMPLETED =
            ALL.stream().filter(shape -> !shape.isByDeadline()).toList();

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
        // of a term one chain of occurrences is known: hours are longer than the histories of these rules
        assertHolds(Simulation::differs, without(ALL, Shape.NEW_TERM), Trait.LOGS_HOURS_APART);
    }

    @Test
    void clocksThatLieChangeNoAlertOfOthers() {
        assertHolds(Simulation::differs, ALL, Trait.LYING_CLOCKS);
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
