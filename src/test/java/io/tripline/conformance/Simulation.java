package io.tripline.conformance;

import io.tripline.alert.Alert;
import io.tripline.conformance.Scenario.Step;
import io.tripline.conformance.Scenarios.Trait;
import io.tripline.conformance.SimulatedRule.Shape;
import io.tripline.engine.correlate.oracle.Raised;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/** Engine against oracle, for many seeds; of what fails, the smallest part that still does. */
final class Simulation {

    private final List<Shape> shapes;
    private final List<Trait> traits;

    /** What a scenario must come to. */
    interface Claim {

        /** What is wrong; null if nothing is. */
        @Nullable
        String refutedBy(Scenario scenario);
    }

    Simulation(List<Shape> shapes, Trait... traits) {
        this.shapes = List.copyOf(shapes);
        this.traits = List.of(traits);
    }

    /** @return a scenario for which the claim does not hold, in words; null if there is none among the first seeds */
    @Nullable
    String refute(Claim claim, long from, long seeds) {
        for (long seed = from; seed < from + seeds; seed++) {
            Shape shape = shapes.get((int) (seed % shapes.size()));
            Scenario scenario = Scenarios.of(seed, shape, traits);
            String refuted = refute(claim, scenario);
            if (refuted != null) {
                return "seed " + seed + " of " + traits + ": " + refuted;
            }
        }
        return null;
    }

    /** @return what is wrong with the smallest part of the scenario for which the claim does not hold; null if it does */
    static @Nullable String refute(Claim claim, Scenario scenario) {
        if (refuted(claim, scenario) == null) {
            return null;
        }
        Scenario smallest = smallest(claim, scenario);
        return refuted(claim, smallest) + "\n" + smallest;
    }

    private static @Nullable String refuted(Claim claim, Scenario scenario) {
        try {
            return claim.refutedBy(scenario);
        } catch (RuntimeException | AssertionError thrown) {
            return thrown.toString();
        }
    }

    /** The shortest beginning that fails, without the steps that it can do without. */
    private static Scenario smallest(Claim claim, Scenario failing) {
        int size = 1;
        while (size < failing.steps().size()
                && refuted(claim, failing.of(failing.steps().subList(0, size))) == null) {
            size++;
        }
        List<Step> steps = new ArrayList<>(failing.steps().subList(0, size));
        int before;
        do {
            before = steps.size();
            for (int i = steps.size() - 1; i >= 0; i--) {
                List<Step> fewer = new ArrayList<>(steps);
                fewer.remove(i);
                if (!fewer.isEmpty()
                        && fewer.getFirst() instanceof Step.Comes
                        && refuted(claim, failing.of(fewer)) != null) {
                    steps = fewer;
                }
            }
        } while (steps.size() < before);
        return failing.of(steps);
    }

    /** The alerts are those of the oracle: time, key, and whether they came to light late. */
    static @Nullable String differs(Scenario scenario) {
        boolean late = !scenario.rule().shape().isByDeadline();
        TreeSet<String> owed = told(scenario.owed(), late);
        TreeSet<String> alerts = told(Scenario.shown(scenario.alerts()), late);
        return owed.equals(alerts) ? null : "owed " + owed + " but came " + alerts;
    }

    /** Gates save work and decide nothing: without them the alerts and their ids are the same. */
    static @Nullable String differsWithoutGates(Scenario scenario) {
        List<String> gated =
                scenario.alerts().stream().map(Simulation::whole).sorted().toList();
        List<String> ungated = scenario.alertsWithoutGates().stream()
                .map(Simulation::whole)
                .sorted()
                .toList();
        return gated.equals(ungated) ? null : "with gates " + gated + " but without " + ungated;
    }

    /** Ends decide nothing either: alerts and ids are those of an engine that went on. */
    static @Nullable String differsAfterRestarts(Scenario scenario) {
        List<String> restarted =
                scenario.alerts().stream().map(Simulation::whole).sorted().toList();
        List<String> goingOn = scenario.withoutRestarts().alerts().stream()
                .map(Simulation::whole)
                .sorted()
                .toList();
        return restarted.equals(goingOn) ? null : "restarted " + restarted + " but going on " + goingOn;
    }

    /** What is told of changes leads from each state to the next. */
    static @Nullable String losesChanges(Scenario scenario) {
        scenario.keepWhatChanges();
        return null;
    }

    /** Nor do threads: alerts, ids and their order are the same. */
    static Claim differsOn(ExecutorService threads) {
        return scenario -> {
            List<String> one = scenario.alerts().stream().map(Simulation::whole).toList();
            List<String> many =
                    scenario.alertsWith(threads).stream().map(Simulation::whole).toList();
            return one.equals(many) ? null : "on one thread " + one + " but on many " + many;
        };
    }

    private static String whole(Alert alert) {
        return alert.getTimestamp() - Scenarios.EPOCH + " " + alert.groupByName() + " " + alert.getId() + " "
                + alert.isLate();
    }

    static TreeSet<String> told(List<Raised> raised, boolean withLate) {
        TreeSet<String> told = new TreeSet<>();
        for (Raised alert : raised) {
            told.add(alert.time() - Scenarios.EPOCH + " " + alert.key() + (withLate && alert.late() ? " late" : ""));
        }
        return told;
    }
}
