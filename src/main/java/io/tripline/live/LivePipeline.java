package io.tripline.live;

import io.tripline.alert.Alert;
import io.tripline.engine.Engine;
import io.tripline.engine.Matched;
import io.tripline.engine.Turn;
import io.tripline.engine.state.EngineState;
import io.tripline.engine.state.Restored;
import io.tripline.engine.state.StateChange;
import io.tripline.ingest.DecodedBatch;
import io.tripline.ingest.SaidTime;
import io.tripline.problem.ProblemPrinter;
import io.tripline.store.Commit;
import io.tripline.store.Store;
import io.tripline.store.StoreFailure;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * From decoded events to alerts that are kept. Times too far ahead are set back, and events are matched, as many bodies at once
 * as like; then, body after body in the order of their numbers, duplicates go, the engine correlates, the store commits. Sinks
 * and listeners are told beside that. Any thread.
 */
public final class LivePipeline {

    private static final Logger LOG = Logger.getLogger(LivePipeline.class);

    /** A sender that waits longer is better told to come back. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    /** Facts that are told once more with each batch, while that goes on. */
    private static final int REWRITTEN = 2_000;

    /** Between two attempts to go on after a failure of the store. */
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final Engine engine;
    private final Store store;
    private final Commits commits;
    private final AlertFeed feed;
    private final Predicate<Alert> wanted;
    private final Duration maxFuture;
    private final InstantSource wallClock;
    private final LongSupplier nanoClock;
    private final EngineWatch watch;
    private final MemoryWatch memory;
    private final DiskWatch disk;
    private final PipelineCounters counters = new PipelineCounters();

    private final OncePerMinute unreadableTimes;
    private final OncePerMinute stillFailing;

    /** When the engine's time last moved, on the nano clock; guarded by the turn. */
    private long lastMove;

    /** When it was last tried to go on after a failure; by who lets time pass. */
    private long lastTry;

    /** The last turn in which all was told once more; guarded by the turn. */
    private Commits.@Nullable Waiting rewritten;

    /**
     * What became of a batch.
     *
     * @param alerts raised while it was evaluated
     * @param redelivered of its events, by their place among them, those that were here before
     */
    public record BatchResult(int accepted, int rejected, int alerts, Set<Integer> redelivered) {

        public BatchResult {
            redelivered = Set.copyOf(redelivered);
        }
    }

    /**
     * @param kept told of alerts that are kept, in order; must not wait
     * @param wanted whether an alert counts: its rule is not switched off
     * @param maxFuture how far ahead of the wall clock an event's time may be
     * @param nanoClock {@link System#nanoTime} or a test's own
     */
    public LivePipeline(
            Engine engine,
            Store store,
            Consumer<List<Store.Numbered>> kept,
            AlertFeed feed,
            Predicate<Alert> wanted,
            Duration maxFuture,
            InstantSource wallClock,
            LongSupplier nanoClock,
            EngineWatch watch,
            MemoryWatch memory,
            DiskWatch disk) {
        this.engine = engine;
        this.store = store;
        this.commits = new Commits(store, kept);
        this.feed = feed;
        this.wanted = wanted;
        this.maxFuture = maxFuture;
        this.wallClock = wallClock;
        this.nanoClock = nanoClock;
        this.watch = watch;
        this.memory = memory;
        this.disk = disk;
        this.lastMove = nanoClock.getAsLong();
        this.stillFailing = new OncePerMinute(
                nanoClock, (count, complaint) -> LOG.errorf("nothing can be kept, and events get 503: %s", complaint));
        this.unreadableTimes = new OncePerMinute(
                nanoClock,
                (count, complaint) -> LOG.warnf(
                        "the time of %d events cannot be read and is taken to be that of their arrival; for example %s",
                        count, ProblemPrinter.visible(complaint)));
    }

    /**
     * Goes on where the store stands: after the rules have been loaded, and before the first event.
     *
     * @param progress told how many commits have been read, after each
     */
    public Restored restore(LongConsumer progress) {
        Restored restored = engine.restore(store.state(progress), wallClock.millis());
        lastMove = nanoClock.getAsLong();
        return restored;
    }

    /**
     * A body of events is complete, and gets its number. To be closed in any case.
     *
     * @throws Busy it would have to wait for something that does not come
     */
    public Intake intake() throws Busy {
        refuseWhereNothingWouldCome();
        return new Intake(this, engine.turn());
    }

    /** All of it, for a body that is decoded already. */
    BatchResult process(DecodedBatch batch) throws Busy {
        try (Intake intake = intake()) {
            intake.match(batch);
            return intake.finish();
        }
    }

    private void refuseWhereNothingWouldCome() throws Busy {
        if (watch.isStuck()) {
            throw new Busy("a batch of events does not end; the log says which rule is at work");
        }
        if (memory.level() == MemoryWatch.Level.FULL) {
            throw new Busy("memory is full");
        }
        refuseWhereNothingIsKept();
    }

    private void refuseWhereNothingIsKept() throws Busy {
        StoreFailure closed = commits.closed();
        if (closed != null) {
            throw new Busy("nothing can be kept now: " + closed.getMessage());
        }
        if (disk.isShort()) {
            throw new Busy("the disk is nearly full");
        }
    }

    /** Why nothing can be kept now; null if all is well. */
    public @Nullable String trouble() {
        StoreFailure closed = commits.closed();
        return closed != null ? String.valueOf(closed.getMessage()) : disk.isShort() ? "the disk is nearly full" : null;
    }

    /** Events are not taken to be later, ms since the epoch. */
    long latestTime() {
        return wallClock.instant().plus(maxFuture).toEpochMilli();
    }

    <T> T watched(Supplier<T> work) {
        watch.begins();
        try {
            return work.get();
        } finally {
            watch.ends();
        }
    }

    /**
     * What came of the turn of a body, on its way to the store.
     *
     * @param size events of the body
     * @param taken of them
     */
    record Evaluated(int size, int taken, int rejected, Set<Integer> redelivered, Commits.@Nullable Waiting commit) {}

    BatchResult finish(Intake intake) throws Busy {
        return settle(evaluate(intake));
    }

    /** Has its effect on the engine; who sent it is not to hear of that before it is {@linkplain #settle kept}. */
    Evaluated evaluate(Intake intake) throws Busy {
        int size = intake.waiting().size();
        if (size > 0) {
            await(intake.turn());
        }
        counters.reject(intake.rejected());
        if (size == 0) {
            return new Evaluated(0, 0, intake.rejected(), Set.of(), null);
        }
        Evaluated evaluated;
        List<String> unreadable = new ArrayList<>();
        try (Turn turn = intake.turn()) {
            refuseWhereNothingIsKept();
            evaluated = watched(() -> evaluate(turn, intake, unreadable));
        }
        if (!unreadable.isEmpty()) {
            unreadableTimes.add(unreadable.size(), unreadable.getFirst());
        }
        return evaluated;
    }

    /** Waits until it is kept. */
    BatchResult settle(Evaluated evaluated) throws Busy {
        int alerts = evaluated.commit() == null ? 0 : settle(evaluated.commit());
        if (evaluated.taken() < evaluated.size()) {
            throw new Busy("memory is full: the first " + evaluated.taken()
                    + " events were taken, the rest of the body was not");
        }
        return new BatchResult(evaluated.size(), evaluated.rejected(), alerts, evaluated.redelivered());
    }

    private int settle(Commits.Waiting commit) throws Busy {
        int alerts;
        try {
            alerts = commit.await();
        } catch (StoreFailure failure) {
            throw new Busy("nothing can be kept now: " + failure.getMessage());
        }
        if (alerts > 0) {
            tell();
        }
        return alerts;
    }

    private static void await(Turn turn) throws Busy {
        try {
            if (!turn.await(LONGEST_WAIT)) {
                throw new Busy("other events are still being evaluated");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Busy("the program is stopping");
        }
    }

    /** Part by part, so that memory does not end within a large batch. */
    private Evaluated evaluate(Turn turn, Intake intake, List<String> unreadable) {
        List<Intake.Waiting> events = intake.waiting();
        Set<String> ids = new LinkedHashSet<>();
        return orGoBack(() -> {
            List<Alert> raised = new ArrayList<>(passTime(turn));
            Set<Integer> redelivered = new HashSet<>();
            int taken = evaluate(turn, events, ids, raised, unreadable, redelivered);
            return new Evaluated(
                    events.size(), taken, intake.rejected(), redelivered, commit(turn, raised, ids, taken));
        });
    }

    /** What fails halfway would leave the engine where the store never was. */
    private <T> T orGoBack(Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException | Error failed) {
            if (store.keepsState()) {
                commits.close(new StoreFailure("a batch of events failed halfway: " + failed, failed));
            }
            throw failed;
        }
    }

    private int evaluate(
            Turn turn,
            List<Intake.Waiting> events,
            Set<String> ids,
            List<Alert> raised,
            List<String> unreadable,
            Set<Integer> redelivered) {
        int taken = 0;
        while (taken < events.size() && (taken == 0 || memory.look() != MemoryWatch.Level.FULL)) {
            List<Intake.Waiting> part = events.subList(taken, Math.min(events.size(), taken + Intake.PART));
            int before = taken;
            raised.addAll(turn.correlate(fresh(part, ids, unreadable, place -> redelivered.add(before + place))));
            taken += part.size();
        }
        return taken;
    }

    /** Which of them are no duplicates is known only in turn. */
    private List<Matched> fresh(
            List<Intake.Waiting> events, Set<String> ids, List<String> unreadable, IntConsumer redelivered) {
        List<Matched> fresh = new ArrayList<>(events.size());
        for (int i = 0; i < events.size(); i++) {
            Intake.Waiting event = events.get(i);
            counters.accept();
            String id = event.deduplicationId();
            if (id != null && (ids.contains(id) || commits.hasSeen(id))) {
                counters.duplicate();
                redelivered.accept(i);
                continue;
            }
            if (!event.recognised()) {
                counters.unrecognised();
            }
            switch (event.time()) {
                case SaidTime.Read read -> {}
                case SaidTime.Nothing nothing -> counters.withoutTime();
                case SaidTime.Unreadable(String complaint) -> {
                    counters.unreadableTime();
                    unreadable.add(complaint);
                }
            }
            if (event.clamped()) {
                counters.clamp();
            }
            if (id != null && event.matched().hasEffect()) {
                ids.add(id);
            }
            fresh.add(event.matched());
        }
        return fresh;
    }

    /** What is kept is kept, also if nobody can be told now. */
    private void tell() {
        try {
            feed.changed();
        } catch (StoreFailure unread) {
            LOG.errorf("those who listen were not told of alerts: %s", unread.getMessage());
        }
    }

    /** Lets the engine's time pass where no event does; after a failure of the store tries to go on. */
    public void tick() {
        if (commits.closed() != null) {
            goOn();
            return;
        }
        Turn free = engine.turnIfFree();
        if (free == null) {
            return;
        }
        Commits.Waiting commit;
        try (Turn turn = free) {
            commit = watched(() -> orGoBack(() -> commit(turn, passTime(turn), List.of(), 0)));
        }
        try {
            if (commit != null) {
                settle(commit);
            }
        } catch (Busy failed) {
            LOG.error(failed.getMessage());
        }
    }

    /**
     * An alert of the program's own, which no event led to.
     *
     * @return whether it is kept; otherwise it may be tried again
     */
    public boolean raise(Alert alert) {
        Turn free = commits.closed() == null ? engine.turnIfFree() : null;
        if (free == null) {
            return false;
        }
        Commits.Waiting commit;
        try (Turn turn = free) {
            commit = watched(() -> orGoBack(() -> {
                List<Alert> raised = new ArrayList<>(passTime(turn));
                raised.add(alert);
                return commit(turn, raised, List.of(), 1);
            }));
        }
        try {
            if (commit != null) {
                settle(commit);
            }
            return commit != null;
        } catch (Busy failed) {
            LOG.error(failed.getMessage());
            return false;
        }
    }

    /** Goes back to what is kept, if it can be read again and more can be written. */
    private void goOn() {
        long now = nanoClock.getAsLong();
        if (disk.isShort() || now - lastTry < AGAIN.toNanos()) {
            return;
        }
        lastTry = now;
        try {
            store.recover();
            EngineState kept = store.state(commits -> {});
            Restored restored = engine.goBack(kept, wallClock.millis(), () -> {
                lastMove = nanoClock.getAsLong();
                rewritten = null;
                commits.open();
            });
            LOG.warnf(
                    "the store can be written again: %d groups with %d facts go on as they were kept",
                    restored.groups(), restored.facts());
        } catch (StoreFailure still) {
            stillFailing.add(1, String.valueOf(still.getMessage()));
        }
    }

    /** Which logs are quiet, the engine knows. */
    private List<Alert> passTime(Turn turn) {
        Duration elapsed = Duration.ofMillis(TimeUnit.NANOSECONDS.toMillis(nanoClock.getAsLong() - lastMove));
        lastMove += elapsed.toNanos();
        return turn.pass(elapsed, wallClock.millis());
    }

    /** @return null where nobody needs it to be kept: nothing happened but that time passed */
    private Commits.@Nullable Waiting commit(Turn turn, List<Alert> raised, Collection<String> ids, int events) {
        boolean wasRewriting = turn.isRewriting();
        boolean begins = store.wantsRewriting() && (rewritten == null || rewritten.isDone());
        if (wasRewriting || begins) {
            turn.rewrite(Math.max(REWRITTEN, 2L * events));
        }
        List<StateChange> changes = turn.takeChanges();
        Commit commit = new Commit(raised.stream().filter(wanted).toList(), ids, changes, turn.takeSilenced());
        boolean isNews = !commit.alerts().isEmpty()
                || !changes.stream().allMatch(change -> change instanceof StateChange.Passed);
        if (events == 0 && !isNews) {
            return null;
        }
        Commits.Waiting added = commits.add(commit);
        if ((wasRewriting || begins) && !turn.isRewriting()) {
            rewritten = added;
        }
        return added;
    }

    /** Keeps what time it is, so that a start goes on from there: the last thing before the program ends. */
    public void keepTime() {
        Turn free = commits.closed() == null ? engine.turnIfFree() : null;
        if (free == null) {
            return; // what is under way keeps it
        }
        Commits.Waiting commit;
        try (Turn turn = free) {
            commit = orGoBack(() -> commit(turn, passTime(turn), List.of(), 1));
        }
        try {
            if (commit != null) {
                commit.await();
            }
        } catch (StoreFailure failure) {
            LOG.errorf("what time it is could not be kept: %s", failure.getMessage());
        }
    }

    public PipelineCounters counters() {
        return counters;
    }
}
