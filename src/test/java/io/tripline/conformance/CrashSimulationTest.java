package io.tripline.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tripline.alert.Alert;
import io.tripline.conformance.Scenario.Step;
import io.tripline.conformance.Scenarios.Trait;
import io.tripline.conformance.SimulatedRule.Shape;
import io.tripline.engine.Engine;
import io.tripline.engine.correlate.oracle.Happening;
import io.tripline.engine.correlate.oracle.Oracle;
import io.tripline.engine.correlate.oracle.Raised;
import io.tripline.live.LivePipeline;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;

/**
 * What is answered is never lost, and an alert happens exactly once, whatever fails or ends when: {@link CrashRun}, against an
 * engine that nothing ever happens to, and against the oracle.
 *
 * <p>{@code -Dtripline.simulate.seeds=} and {@code .from=} try more of them: {@code bench/simulate}.
 */
class CrashSimulationTest {

    private static final long SEEDS = Long.getLong("tripline.simulate.seeds", 70);
    private static final long FROM = Long.getLong("tripline.simulate.from", 0);

    /** Where commits cost no wait for a disk, if there is such a place: here processes end, not machines. */
    static final class InMemory implements TempDirFactory {

        private static final Path PLACE = Path.of("/dev/shm");

        @Override
        public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext test) throws Exception {
            return Files.isWritable(PLACE)
                    ? Files.createTempDirectory(PLACE, "tripline")
                    : Files.createTempDirectory("tripline");
        }
    }

    private static final Logger SAYS = Logger.getLogger(LivePipeline.class.getName());

    /** That commits fail, hundreds of times. */
    @BeforeAll
    static void beQuiet() {
        SAYS.setLevel(Level.OFF);
    }

    @AfterAll
    static void speakAgain() {
        SAYS.setLevel(null);
    }

    @TempDir(factory = InMemory.class)
    Path folder;

    @Test
    void theAlertsAreThoseOfTheOracleOverWhatWasKept() {
        assertHolds(true, Trait.LIVE, Trait.ANY_ORDER);
    }

    @Test
    void editsInBetweenAreRulesThatChangedBeforeOrAfterAnEnd() {
        assertHolds(false, Trait.LIVE, Trait.ANY_ORDER, Trait.EDITS);
    }

    @Test
    void whatIsHeldToBePutInOrderIsKept() {
        assertHolds(false, Trait.LIVE, Trait.ANY_ORDER, Trait.HELD, Trait.SEVERAL_LOGS);
    }

    private void assertHolds(boolean oracle, Trait... traits) {
        Shape[] shapes = Shape.values();
        for (long seed = FROM; seed < FROM + SEEDS; seed++) {
            Scenario scenario = Scenarios.of(seed, shapes[(int) (seed % shapes.length)], List.of(traits));
            String which = "seed " + seed + " of " + List.of(traits) + "\n" + scenario;
            try (CrashRun run = new CrashRun(scenario, seed, folder.resolve(traits.length + "-" + seed + ".db"))) {
                run.run();
                Scenario happened = run.happened();
                List<Alert> alerts = run.alerts();
                assertEquals(ids(undisturbed(happened)), ids(alerts), () -> which + "\nhappened\n" + happened);
                // of two late deadlines within a span of a rule without a silence line, either may be the one that is
                // said
                if (oracle && scenario.rule().shape() != Shape.ABSENT) {
                    // what was due while nothing ran is late, and to the oracle nothing ever ends
                    assertEquals(
                            Simulation.told(owed(happened), false),
                            Simulation.told(Scenario.shown(alerts), false),
                            () -> which + "\nhappened\n" + happened);
                }
            } catch (RuntimeException | AssertionError failed) {
                throw new AssertionError(which, failed);
            }
        }
    }

    private static TreeSet<String> ids(List<Alert> alerts) {
        TreeSet<String> ids = new TreeSet<>();
        alerts.forEach(alert -> ids.add(alert.getTimestamp() - Scenarios.EPOCH + " " + alert.getId()));
        return ids;
    }

    /** The alerts of an engine that goes through all of it without a store. */
    private static List<Alert> undisturbed(Scenario happened) {
        List<Alert> alerts = new ArrayList<>();
        String name = "case.drl";
        SimulatedRule current = happened.rule();
        try (Engine engine = new Engine(happened.settings())) {
            Scenario.load(engine, List.of(), current.source(name));
            for (Step step : happened.steps()) {
                switch (step) {
                    case Step.Comes(Happening happening) ->
                        alerts.addAll(engine.process(List.of(Scenario.event(happening))));
                    case Step.Passes(long millis, long latest) ->
                        alerts.addAll(engine.tick(Duration.ofMillis(millis), latest));
                    case Step.Edited(SimulatedRule to) -> {
                        current = to;
                        Scenario.load(engine, List.of(), current.source(name));
                    }
                    case Step.Rekeyed(SimulatedRule to) -> {
                        current = to;
                        Scenario.load(engine, List.of(), current.source(name));
                    }
                    default -> {
                        Scenario.load(engine, List.of(name), current.source(name + "x.drl"));
                        name += "x.drl";
                    }
                }
            }
        }
        return alerts;
    }

    private static List<Raised> owed(Scenario happened) {
        Oracle oracle = new Oracle(
                new Oracle.Settings(
                        happened.settings().lateness().toMillis(),
                        happened.settings().late().toMillis(),
                        happened.settings().quietAfter().toMillis(),
                        happened.settings().replays()),
                happened.rule().laws());
        List<Raised> owed = new ArrayList<>();
        for (Step step : happened.steps()) {
            if (step instanceof Step.Comes(Happening happening)) {
                owed.addAll(oracle.event(happening));
            } else if (step instanceof Step.Passes(long millis, long latest)) {
                owed.addAll(oracle.pass(millis, latest));
            }
        }
        return owed;
    }
}
