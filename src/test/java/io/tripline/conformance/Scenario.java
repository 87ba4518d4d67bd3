package io.tripline.conformance;

import io.tripline.alert.Alert;
import io.tripline.engine.Engine;
import io.tripline.engine.EngineSettings;
import io.tripline.engine.LoadReport;
import io.tripline.engine.Turn;
import io.tripline.engine.compile.DrlSource;
import io.tripline.engine.correlate.oracle.Happening;
import io.tripline.engine.correlate.oracle.Law;
import io.tripline.engine.correlate.oracle.Oracle;
import io.tripline.engine.correlate.oracle.Raised;
import io.tripline.engine.state.DamagedState;
import io.tripline.engine.state.EngineState;
import io.tripline.engine.state.KeptState;
import io.tripline.engine.state.StateBuilder;
import io.tripline.engine.state.StateChange;
import io.tripline.engine.state.StateCodec;
import io.tripline.engine.state.StateText;
import io.tripline.event.Event;
import io.tripline.event.FurtherNames;
import io.tripline.event.Origin;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A rule and what comes to pass, for the engine and for the oracle. */
record Scenario(SimulatedRule rule, EngineSettings settings, List<Step> steps) {

    /** Events that are under way together, where each has a thread. */
    static final int MOST_AT_ONCE = 8;

    /** What comes to pass. */
    sealed interface Step {

        /** An event comes. */
        record Comes(Happening happening) implements Step {}

        /** Time passes without an event; no log's clock goes beyond the latest, ms since the epoch. */
        record Passes(long millis, long latest) implements Step {}

        /** The rule is written anew, with what it writes as before. */
        record Edited(SimulatedRule to) implements Step {}

        /** The rule writes other matches: what windows held goes. */
        record Rekeyed(SimulatedRule to) implements Step {}

        /** The file cannot be compiled: the rule before stays. */
        record Broken() implements Step {}

        record Renamed() implements Step {}

        /** It is taken out and comes back at once. */
        record Replaced() implements Step {}

        /**
         * The engine ends and another goes on.
         *
         * @param whileDown what becomes of the rule in between; null for nothing
         */
        record Restarts(@Nullable Step whileDown) implements Step {}
    }

    Scenario {
        steps = List.copyOf(steps);
    }

    Scenario of(List<Step> others) {
        return new Scenario(rule, settings, others);
    }

    /** The same as if nothing ever ended. */
    Scenario withoutRestarts() {
        return of(steps.stream()
                .flatMap(step ->
                        step instanceof Step.Restarts(Step whileDown) ? Stream.ofNullable(whileDown) : Stream.of(step))
                .toList());
    }

    /** What the oracle says, in order of time; to it, an end is nothing. */
    List<Raised> owed() {
        Oracle oracle = new Oracle(
                new Oracle.Settings(
                        settings.lateness().toMillis(),
                        settings.late().toMillis(),
                        settings.quietAfter().toMillis(),
                        settings.replays()),
                rule.laws());
        List<Raised> raised = new ArrayList<>();
        SimulatedRule current = rule;
        for (Step step : withoutRestarts().steps()) {
            switch (step) {
                case Step.Comes(Happening happening) -> raised.addAll(oracle.event(happening));
                case Step.Passes(long millis, long latest) -> raised.addAll(oracle.pass(millis, latest));
                case Step.Edited(SimulatedRule to) -> {
                    current = to;
                    oracle.goOnUnder(to.laws());
                }
                case Step.Rekeyed(SimulatedRule to) -> {
                    current = to;
                    oracle.forget();
                    oracle.goOnUnder(to.laws());
                }
                case Step.Broken broken -> {}
                case Step.Renamed renamed -> {}
                case Step.Replaced replaced -> oracle.forget();
                case Step.Restarts restarts -> throw new IllegalStateException("to the oracle an end is nothing");
            }
        }
        long longest = current.laws().stream().mapToLong(Law::span).max().orElse(0);
        long enough = settings.lateness().toMillis() + 4 * (settings.late().toMillis() + longest) + 1_000;
        raised.addAll(oracle.end(enough));
        raised.addAll(oracle.end(enough));
        return raised;
    }

    /** What the engine says, in the order in which it says it. */
    List<Alert> alerts() {
        return alerts(settings, Scenario::oneByOne);
    }

    /** The same without gates. */
    List<Alert> alertsWithoutGates() {
        return alerts(settings.ungated(), Scenario::oneByOne);
    }

    /** The same, with each event matched on a thread of its own. */
    List<Alert> alertsWith(ExecutorService threads) {
        return alerts(settings, (engine, events) -> atOnce(engine, events, threads));
    }

    /** Nothing; but after each event, what has changed leads from the state before to the state after. */
    void keepWhatChanges() {
        KeptState kept = KeptState.of(EngineState.NOTHING);
        List<byte[]> told = new ArrayList<>();
        alerts(settings.tellingChanges(), (engine, events) -> {
            for (Event event : events) {
                engine.process(List.of(event));
                try (Turn turn = engine.turn()) {
                    if (event.getTimestamp() % 3 != 0) {
                        turn.rewrite(event.getTimestamp() % 3);
                    }
                    byte[] bytes = StateCodec.bytes(turn.takeChanges());
                    kept.apply(StateCodec.changes(bytes));
                    assertSame(KeptState.of(turn.snapshot()).toString(), kept.toString());
                    told.add(bytes);
                    assertSame(StateText.of(turn.snapshot()), StateText.of(builtOf(told)));
                } catch (DamagedState damaged) {
                    throw new AssertionError(damaged);
                }
            }
            return List.of();
        });
    }

    /** As a store does it: what was told before all was told again is forgotten. */
    private static EngineState builtOf(List<byte[]> told) throws DamagedState {
        int begins = 0;
        int first = 0;
        for (int i = 0; i < told.size(); i++) {
            for (StateChange change : StateCodec.changes(told.get(i))) {
                begins = change instanceof StateChange.RewriteBegins ? i : begins;
                first = change instanceof StateChange.RewriteEnds ? begins : first;
            }
        }
        StateBuilder builder = new StateBuilder(first == 0);
        for (byte[] bytes : told.subList(first, told.size())) {
            builder.apply(StateCodec.changes(bytes));
        }
        return builder.build();
    }

    private static void assertSame(String wanted, String found) {
        if (!wanted.equals(found)) {
            throw new AssertionError("the state is\n" + wanted + "\nand what was kept is\n" + found);
        }
    }

    /** Ends the engine; another, with nothing but its state in bytes, goes on. */
    private static Engine restarted(Engine engine, EngineSettings settings, DrlSource source) {
        EngineState state = engine.snapshot();
        engine.close();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Engine next = new Engine(settings);
        try {
            StateCodec.write(state, bytes);
            EngineState read = StateCodec.read(new ByteArrayInputStream(bytes.toByteArray()));
            assertSame(StateText.of(state), StateText.of(read));
            load(next, List.of(), source);
            next.restore(read, Long.MIN_VALUE);
        } catch (IOException unread) {
            throw new AssertionError(unread);
        }
        return next;
    }

    /** How events without anything in between get into the engine. */
    private interface Way {
        List<Alert> take(Engine engine, List<Event> events);
    }

    private static List<Alert> oneByOne(Engine engine, List<Event> events) {
        return events.stream()
                .flatMap(event -> engine.process(List.of(event)).stream())
                .toList();
    }

    private static List<Alert> atOnce(Engine engine, List<Event> events, ExecutorService threads) {
        List<Future<List<Alert>>> under = new ArrayList<>();
        for (Event event : events) {
            Turn turn = engine.turn();
            under.add(threads.submit(() -> {
                try (turn) {
                    return turn.correlate(turn.match(List.of(event)));
                }
            }));
        }
        List<Alert> alerts = new ArrayList<>();
        for (Future<List<Alert>> future : under) {
            try {
                alerts.addAll(future.get());
            } catch (InterruptedException | ExecutionException failed) {
                throw new AssertionError(failed);
            }
        }
        return alerts;
    }

    private List<Alert> alerts(EngineSettings settings, Way way) {
        Engine engine = new Engine(settings);
        try {
            SimulatedRule current = rule;
            String file = "case.drl";
            load(engine, List.of(), current.source(file));
            List<Alert> alerts = new ArrayList<>();
            List<Event> waiting = new ArrayList<>();
            for (Step step : steps) {
                if (!(step instanceof Step.Comes) || waiting.size() == MOST_AT_ONCE) {
                    alerts.addAll(way.take(engine, waiting));
                    waiting.clear();
                }
                switch (step) {
                    case Step.Comes(Happening happening) -> waiting.add(event(happening));
                    case Step.Passes(long millis, long latest) ->
                        alerts.addAll(engine.tick(Duration.ofMillis(millis), latest));
                    case Step.Edited(SimulatedRule to) -> {
                        current = to;
                        load(engine, List.of(), current.source(file));
                    }
                    case Step.Rekeyed(SimulatedRule to) -> {
                        current = to;
                        load(engine, List.of(), current.source(file));
                    }
                    case Step.Broken broken -> engine.load(List.of(new DrlSource(file, "rule \"broken\" when")));
                    case Step.Renamed renamed -> {
                        String next = file + "x.drl";
                        load(engine, List.of(file), current.source(next));
                        file = next;
                    }
                    case Step.Replaced replaced -> {
                        engine.remove(List.of(file));
                        load(engine, List.of(), current.source(file));
                    }
                    case Step.Restarts(Step whileDown) -> {
                        current = whileDown instanceof Step.Edited(SimulatedRule to)
                                ? to
                                : whileDown instanceof Step.Rekeyed(SimulatedRule other) ? other : current;
                        file = whileDown instanceof Step.Renamed ? file + "x.drl" : file;
                        engine = restarted(engine, settings, current.source(file));
                    }
                }
            }
            alerts.addAll(way.take(engine, waiting));
            alerts.addAll(engine.drain());
            alerts.addAll(engine.drain());
            assertDrained(engine);
            return alerts;
        } finally {
            engine.close();
        }
    }

    /** What lies days ahead of its log does not leave. */
    private void assertDrained(Engine engine) {
        boolean lies = steps.stream()
                .anyMatch(step -> step instanceof Step.Comes(Happening happening)
                        && happening.time() > Scenarios.EPOCH + Scenarios.DAY);
        engine.streams().forEach((stream, size) -> {
            if (size != 0 && !lies) {
                throw new AssertionError(stream + " still holds " + size);
            }
        });
    }

    static void load(Engine engine, List<String> gone, DrlSource source) {
        LoadReport report = engine.change(gone, List.of(source), () -> {});
        if (!report.broken().isEmpty()) {
            throw new AssertionError(report.problems() + source.text());
        }
    }

    static Event event(Happening happening) {
        Map<String, Object> fields = new HashMap<>();
        fields.put("kind", happening.kind());
        if (happening.value() != null) {
            fields.put("value", happening.value());
        }
        if (happening.user() != null) {
            fields.put("user", happening.user());
        }
        return Event.of(
                happening.id(),
                happening.time(),
                new Origin(happening.log(), Set.of(), Set.of()),
                fields,
                FurtherNames.NONE);
    }

    /** As the oracle says it. */
    static List<Raised> shown(List<Alert> alerts) {
        return alerts.stream()
                .map(alert -> new Raised(
                        alert.getTimestamp(),
                        alert.groupByName().values().stream()
                                .map(String::valueOf)
                                .findFirst()
                                .orElse("null"),
                        alert.isLate()))
                .toList();
    }

    @Override
    public String toString() {
        return rule + "\n  late " + settings.late() + ", lateness " + settings.lateness()
                + (settings.replays() ? ", replay" : ", serve") + "\n"
                + steps.stream().map(step -> "  " + step + "\n").collect(Collectors.joining());
    }
}
