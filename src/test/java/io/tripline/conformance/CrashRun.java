package io.tripline.conformance;

import io.tripline.alert.Alert;
import io.tripline.conformance.FaultyStore.Fault;
import io.tripline.conformance.Scenario.Step;
import io.tripline.engine.Engine;
import io.tripline.engine.EngineSettings;
import io.tripline.engine.Turn;
import io.tripline.engine.correlate.oracle.Happening;
import io.tripline.engine.state.StateText;
import io.tripline.ingest.Decoded;
import io.tripline.ingest.DecodedBatch;
import io.tripline.ingest.SaidTime;
import io.tripline.live.AlertFeed;
import io.tripline.live.Busy;
import io.tripline.live.DiskWatch;
import io.tripline.live.EngineWatch;
import io.tripline.live.Heap;
import io.tripline.live.LivePipeline;
import io.tripline.live.MemoryWatch;
import io.tripline.live.OneThread;
import io.tripline.live.outbox.SteppedSink;
import io.tripline.store.Database;
import io.tripline.store.SqlStore;
import io.tripline.store.Store;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A scenario that comes to the program by senders who send again what was not answered, and some of what was; while commits
 * fail, answers get lost, and the process ends at any step. Time, order and faults are the seed's; all but the seam to the store
 * is the production code.
 */
final class CrashRun implements AutoCloseable {

    /** Bodies between effect and answer. */
    private static final int MOST_UNDER_WAY = 3;

    private static final int MOST_ATTEMPTS = 50;

    private final Scenario scenario;
    private final Random random;
    private final Path folder;
    private final EngineSettings settings;

    // the world

    private long nanos = 1;
    private long wall = Scenarios.EPOCH;
    private SimulatedRule current;
    private String name = "case.drl";
    private final Set<String> told = new HashSet<>();
    private final Set<String> toldTwice = new HashSet<>();
    private final SimulatedReceiver receiver;

    // the process

    private FaultyStore store;
    private Engine engine;
    private LivePipeline pipeline;
    private OneThread way;
    private SteppedSink sink;
    private final Deque<Sent> underWay = new ArrayDeque<>();

    // what has happened, as far as it is kept, and beyond

    private final List<Step> kept = new ArrayList<>();
    private final List<Step> beyond = new ArrayList<>();
    private final Set<String> keptIds = new HashSet<>();
    private final Set<String> idsBeyond = new HashSet<>();

    /** Of events of which something came. */
    private final Set<String> idsWithEffect = new HashSet<>();

    private int queued;
    private SimulatedRule keptRule;
    private String keptName = name;

    private record Sent(List<Happening> body, OneThread.Unanswered unanswered) {}

    CrashRun(Scenario scenario, long seed, Path folder) {
        this.scenario = scenario;
        this.random = new Random(seed * 31 + 7);
        this.folder = folder;
        this.settings = scenario.settings().tellingChanges();
        this.receiver = new SimulatedReceiver(new Random(seed * 17 + 3));
        this.current = scenario.rule();
        this.keptRule = current;
        start();
    }

    /** The alerts that are kept in the end, as a person would find them. */
    List<Alert> alerts() {
        return store.oldestAfter(0, Integer.MAX_VALUE).stream()
                .map(Store.Numbered::alert)
                .toList();
    }

    /** What has come to pass, each event once, in the order in which it had its effect. */
    Scenario happened() {
        return scenario.of(kept);
    }

    void run() {
        List<Happening> body = new ArrayList<>();
        for (Step step : scenario.steps()) {
            if (step instanceof Step.Comes(Happening happening)) {
                body.add(happening);
                if (random.nextInt(3) > 0) {
                    send(List.copyOf(body));
                    body.clear();
                }
                continue;
            }
            send(List.copyOf(body));
            body.clear();
            switch (step) {
                case Step.Passes(long millis, long latest) -> pass(millis, latest);
                case Step.Edited(SimulatedRule to) -> edit(step, to, name);
                case Step.Rekeyed(SimulatedRule to) -> edit(step, to, name);
                case Step.Renamed renamed -> edit(step, current, name + "x.drl");
                default -> {}
            }
            if (random.nextInt(12) == 0) {
                end();
            }
        }
        send(List.copyOf(body));
        settleAll();
        checkState();
        long longest = 4 * settings.late().toMillis() + Duration.ofDays(1).toMillis() + Math.max(0, newest() - wall);
        for (int i = 0; i < 5; i++) {
            pass(longest, wall + longest);
            keep();
        }
        checkEnd();
    }

    /** Of clocks that lie the one that is furthest ahead. */
    private long newest() {
        return scenario.steps().stream()
                .mapToLong(step -> step instanceof Step.Comes(Happening happening) ? happening.time() : 0)
                .max()
                .orElse(0);
    }

    /** Of what has been answered nothing is lost. */
    private void checkKept(List<Happening> body) {
        for (Happening happening : body) {
            if (idsWithEffect.contains(happening.id()) && !keptIds.contains(happening.id())) {
                throw new AssertionError("answered, and not kept: " + happening);
            }
        }
    }

    /** Windows have run out: nothing is held for them. No alert was new twice, and the receiver has all of them. */
    private void checkEnd() {
        receiver.heal();
        do {
            nanos += TimeUnit.HOURS.toNanos(1);
        } while (sink.step() > 0);
        List<String> alerts = alerts().stream().map(Alert::getId).sorted().toList();
        List<String> got = receiver.got().stream().sorted().toList();
        if (!alerts.equals(got)) {
            throw new AssertionError("kept " + alerts + "\nand the receiver has " + got);
        }
        engine.streams().forEach((stream, size) -> {
            if (size != 0) {
                throw new AssertionError(stream + " still holds " + size);
            }
        });
        if (!toldTwice.isEmpty()) {
            throw new AssertionError("told twice: " + toldTwice);
        }
    }

    /** So that all that has happened is kept. */
    private void keep() {
        if (!beyond.isEmpty()) {
            send(List.of(new Happening("end" + kept.size(), wall, "other", "none", null, null)));
            settleAll();
        }
    }

    private void start() {
        store = new FaultyStore(
                SqlStore.open(
                        Database.in(folder),
                        new SqlStore.Keep(100_000, Duration.ofDays(10_000), 10_000),
                        InstantSource.fixed(Instant.EPOCH)),
                this::committed);
        engine = new Engine(settings);
        Scenario.load(engine, List.of(), current.source(name));
        pipeline = new LivePipeline(
                engine,
                store,
                this::tell,
                new AlertFeed(store, 1, 1, () -> nanos, Runnable::run),
                alert -> true,
                Duration.ofDays(100_000),
                new InstantSource() {
                    @Override
                    public Instant instant() {
                        return Instant.ofEpochMilli(wall);
                    }
                },
                () -> nanos,
                new EngineWatch(Duration.ofDays(1), () -> nanos, () -> null, said -> {}),
                new MemoryWatch(new Roomy(), () -> nanos, said -> {}),
                DiskWatch.ofNone());
        way = new OneThread(pipeline);
        pipeline.restore(commits -> {});
        sink = new SteppedSink(receiver, store, random, () -> Instant.ofEpochMilli(wall), () -> nanos);
    }

    private void tell(List<Store.Numbered> kept) {
        for (Store.Numbered numbered : kept) {
            if (!told.add(numbered.alert().getId())) {
                toldTwice.add(numbered.alert().getId());
            }
        }
    }

    private static final class Roomy implements Heap {
        @Override
        public long most() {
            return 100;
        }

        @Override
        public long used() {
            return 1;
        }

        @Override
        public void collect() {
            // there is room
        }
    }

    /** The process ends, and another goes on from what is kept. */
    private void end() {
        store.close();
        engine.close();
        lost();
        start();
        List<Sent> unanswered = List.copyOf(underWay);
        underWay.clear();
        unanswered.forEach(sent -> send(sent.body()));
    }

    /** What was beyond what is kept has never happened, but for the rules, which are files. */
    private void lost() {
        beyond.clear();
        idsBeyond.clear();
        queued = 0;
        if (!keptName.equals(name)) {
            beyond.add(new Step.Renamed());
        }
        if (!current.equals(keptRule)) {
            beyond.add(
                    current.keyRequired() == keptRule.keyRequired()
                            ? new Step.Edited(current)
                            : new Step.Rekeyed(current));
        }
    }

    private void committed() {
        for (Step step : beyond.subList(0, queued)) {
            keptRule = step instanceof Step.Edited(SimulatedRule to)
                    ? to
                    : step instanceof Step.Rekeyed(SimulatedRule other) ? other : keptRule;
            keptName = step instanceof Step.Renamed ? keptName + "x.drl" : keptName;
            kept.add(step);
        }
        beyond.subList(0, queued).clear();
        queued = 0;
        keptIds.addAll(idsBeyond);
        idsBeyond.clear();
    }

    private void edit(Step step, SimulatedRule to, String under) {
        settleAll();
        List<String> gone = under.equals(name) ? List.of() : List.of(name);
        current = to;
        name = under;
        Scenario.load(engine, gone, current.source(name));
        beyond.add(step);
    }

    private void pass(long millis, long latest) {
        settleAll();
        wall = Math.max(wall, latest);
        nanos += TimeUnit.MILLISECONDS.toNanos(millis);
        if (pipeline.trouble() != null) {
            goOn();
        }
        fault();
        beyond.add(new Step.Passes(millis, wall));
        queued = beyond.size();
        pipeline.tick();
        store.next(Fault.NONE);
        if (store.isDead()) {
            end();
        }
        deliver();
    }

    /** Sends a body until it is taken; what it led to may not be kept then. */
    private void send(List<Happening> body) {
        if (body.isEmpty()) {
            return;
        }
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            try {
                if (pipeline.trouble() != null) {
                    goOn();
                }
                OneThread.Unanswered unanswered = way.evaluate(decoded(body));
                beyond.add(new Step.Passes(0, wall));
                body.forEach(this::comes);
                queued = beyond.size();
                underWay.add(new Sent(body, unanswered));
                deliver();
                if (underWay.size() == MOST_UNDER_WAY || random.nextBoolean()) {
                    settleAll();
                }
                if (random.nextInt(6) == 0) {
                    send(body.subList(0, 1 + random.nextInt(body.size())));
                }
                return;
            } catch (Busy again) {
                // as a sender does
            }
        }
        throw new AssertionError("never taken: " + body);
    }

    /** Its thread comes along at any moment. */
    private void deliver() {
        if (random.nextInt(3) == 0) {
            sink.step();
        }
        if (random.nextInt(5) == 0) {
            store.sinks().keep();
        }
    }

    /** It has its effect, unless its id is known; that is remembered where something came of it. */
    private void comes(Happening happening) {
        if (!keptIds.contains(happening.id()) && !idsBeyond.contains(happening.id())) {
            beyond.add(new Step.Comes(happening));
            try (Turn turn = engine.turn()) {
                if (turn.match(List.of(Scenario.event(happening))).getFirst().hasEffect()) {
                    idsBeyond.add(happening.id());
                    idsWithEffect.add(happening.id());
                }
            }
        }
    }

    private void settleAll() {
        while (!underWay.isEmpty()) {
            fault();
            Sent sent = underWay.remove();
            try {
                sent.unanswered().settle();
                store.next(Fault.NONE);
                checkKept(sent.body());
            } catch (Busy again) {
                underWay.addFirst(sent);
                store.next(Fault.NONE);
                if (store.isDead()) {
                    end();
                } else {
                    List<Sent> unanswered = List.copyOf(underWay);
                    underWay.clear();
                    unanswered.forEach(one -> send(one.body()));
                }
            }
        }
    }

    private void fault() {
        store.next(
                switch (random.nextInt(24)) {
                    case 0 -> Fault.FAILS;
                    case 1 -> Fault.ANSWER_IS_LOST;
                    case 2 -> Fault.DIES_BEFORE;
                    case 3 -> Fault.DIES_AFTERWARDS;
                    default -> Fault.NONE;
                });
    }

    /** The engine goes back to what is kept. */
    private void goOn() {
        lost();
        nanos += TimeUnit.SECONDS.toNanos(2);
        pipeline.tick();
        if (pipeline.trouble() != null) {
            throw new AssertionError(pipeline.trouble());
        }
    }

    /** Between two bodies what is kept is what the engine holds. */
    private void checkState() {
        keep();
        if (kept.isEmpty()) {
            return; // nothing has come: a store that nothing was committed to knows of no rules either
        }
        String held = StateText.of(engine.snapshot());
        String read = StateText.of(store.state(commits -> {}));
        if (!held.equals(read)) {
            throw new AssertionError("the engine holds\n" + held + "\nand the store\n" + read);
        }
    }

    private static DecodedBatch decoded(List<Happening> body) {
        return new DecodedBatch(body.stream().map(CrashRun::decoded).toList(), List.of(), 0, 0, false);
    }

    static Decoded decoded(Happening happening) {
        return new Decoded(Scenario.event(happening), happening.id(), new SaidTime.Read(happening.time()), "simulated");
    }

    @Override
    public void close() {
        store.close();
        engine.close();
    }
}
