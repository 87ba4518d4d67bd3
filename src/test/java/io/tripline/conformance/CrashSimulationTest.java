package io.tripline.conformance;

import static org.junit.jupiter.api.Assertions.assertNull;

import io.tripline.alert.Alert;
import io.tripline.conformance.Scenario.Step;
import io.tripline.conformance.Scenarios.Trait;
import io.tripline.conformance.SimulatedRule.Shape;
import io.tripline.engine.Engine;
import io.tripline.engine.correlate.oracle.Happening;
import io.tripline.engine.correlate.oracle.Oracle;
import io.tripline.engine.correlate.oracle.Raised;
import io.tripline.live.LivePipeline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
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

    private int runs;

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

    @Test
    void clocksThatLieAreBelievedNoMoreThanByOneThatNothingHappensTo() {
        assertHolds(false, Trait.LIVE, Trait.LYING_CLOCKS, Trait.ANY_ORDER);
    }

    @Test
    void whatOnceDifferedDiffersNoMore() {
        assertHolds(1126, true, Trait.LIVE, Trait.ANY_ORDER);
        assertHolds(1443, false, Trait.LIVE, Trait.ANY_ORDER, Trait.EDITS);
    }

    private Path empty(String name) {
        try {
            return Files.createDirectory(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void assertHolds(boolean oracle, Trait... traits) {
        for (long seed = FROM; seed < FROM + SEEDS; seed++) {
            assertHolds(seed, oracle, traits);
        }
    }

    private void assertHolds(long seed, boolean oracle, Trait... traits) {
        Shape[] shapes = Shape.values();
        Scenario scenario = Scenarios.of(seed, shapes[(int) (seed % shapes.length)], List.of(traits));
        String refuted = Simulation.refute(attempt -> differs(attempt, seed, oracle), scenario);
        assertNull(refuted, () -> "seed " + seed + " of " + List.of(traits) + ": " + refuted);
    }

    private @Nullable String differs(Scenario scenario, long seed, boolean oracle) {
        try (CrashRun run = new CrashRun(scenario, seed, empty("run" + runs++))) {
            run.run();
            Scenario happened = run.happened();
            List<Alert> undisturbed = undisturbed(happened);
            TreeSet<String> wanted = once(undisturbed);
            TreeSet<String> found = once(run.alerts());
            // of two late deadlines within a span of a rule without a silence line, either may be the one that is said;
            // what was due while nothing ran is late, and to the oracle nothing ever ends
            if (wanted.equals(found) && oracle && scenario.rule().shape() != Shape.ABSENT) {
                wanted = Simulation.told(owed(happened), false);
                found = Simulation.told(Scenario.shown(undisturbed), false);
            }
            return wanted.equals(found) ? null : "owed " + wanted + " but came " + found + ", happened\n" + happened;
        }
    }

    /** The first of each id: what a rule without a silence says again of the same events is kept once. */
    private static TreeSet<String> once(List<Alert> alerts) {
        Set<String> known = new HashSet<>();
        TreeSet<String> once = new TreeSet<>();
        for (Alert alert : alerts) {
            if (known.add(alert.getId())) {
                once.add(alert.getTimestamp() - Scenarios.EPOCH + " " + alert.getId());
            }
        }
        return once;
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
