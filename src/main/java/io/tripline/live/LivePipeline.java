package io.tripline.live;

import io.tripline.alert.Alert;
import io.tripline.engine.Engine;
import io.tripline.engine.Matched;
import io.tripline.engine.Turn;
import io.tripline.ingest.DecodedBatch;
import io.tripline.ingest.SaidTime;
import io.tripline.problem.ProblemPrinter;
import io.tripline.store.Commit;
import io.tripline.store.Store;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * From decoded events to alerts that are kept. Times too far ahead are set back, and events are matched, as many bodies at once
 * as like; then, body after body in the order of their numbers, duplicates go, the engine correlates, the store commits. Sinks
 * and listeners are told beside that. Any thread.
 */
public final class LivePipeline {

    private static final Logger LOG = Logger.getLogger(LivePipeline.class);

    /** A sender that waits longer is better told to come back. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    /** For what sinks have not yet taken when the program ends. */
    private static final Duration LAST_WAIT = Duration.ofSeconds(5);

    private final Engine engine;
    private final Store store;
    private final List<AlertDelivery> deliveries;
    private final AlertFeed feed;
    private final Predicate<Alert> wanted;
    private final Duration maxFuture;
    private final InstantSource wallClock;
    private final LongSupplier nanoClock;
    private final EngineWatch watch;
    private final MemoryWatch memory;
    private final PipelineCounters counters = new PipelineCounters();

    private final OncePerMinute unreadableTimes;

    /** When the engine's time last moved, on the nano clock; guarded by the turn. */
    private long lastMove;

    /**
     * What became of a batch.
     *
     * @param alerts raised while it was evaluated
     */
    public record BatchResult(int accepted, int rejected, int alerts) {}

    /**
     * @param wanted whether an alert counts: its rule is not switched off
     * @param maxFuture how far ahead of the wall clock an event's time may be
     * @param nanoClock {@link System#nanoTime} or a test's own
     */
    public LivePipeline(
            Engine engine,
            Store store,
            List<AlertDelivery> deliveries,
            AlertFeed feed,
            Predicate<Alert> wanted,
            Duration maxFuture,
            InstantSource wallClock,
            LongSupplier nanoClock,
            EngineWatch watch,
            MemoryWatch memory) {
        this.engine = engine;
        this.store = store;
        this.deliveries = List.copyOf(deliveries);
        this.feed = feed;
        this.wanted = wanted;
        this.maxFuture = maxFuture;
        this.wallClock = wallClock;
        this.nanoClock = nanoClock;
        this.watch = watch;
        this.memory = memory;
        this.lastMove = nanoClock.getAsLong();
        this.unreadableTimes = new OncePerMinute(
                nanoClock,
                (count, complaint) -> LOG.warnf(
                        "the time of %d events cannot be read and is taken to be that of their arrival; for example %s",
                        count, ProblemPrinter.visible(complaint)));
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
        if (deliveries.stream().anyMatch(AlertDelivery::isBehind)) {
            throw new Busy("more than " + AlertDelivery.MOST_WAITING + " alerts wait to be written to the log");
        }
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

    /** What came of the turn of a body. */
    private record Done(int taken, int alerts, List<String> unreadableTimes) {}

    BatchResult finish(Intake intake) throws Busy {
        int size = intake.waiting().size();
        if (size > 0) {
            await(intake.turn());
        }
        counters.reject(intake.rejected());
        if (size == 0) {
            return new BatchResult(0, intake.rejected(), 0);
        }
        Done done;
        try (Turn turn = intake.turn()) {
            done = watched(() -> evaluate(turn, intake.waiting()));
        }
        tell(done);
        if (done.taken() < size) {
            throw new Busy(
                    "memory is full: the first " + done.taken() + " events were taken, the rest of the body was not");
        }
        return new BatchResult(size, intake.rejected(), done.alerts());
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
    private Done evaluate(Turn turn, List<Intake.Waiting> events) {
        Set<String> ids = new LinkedHashSet<>();
        List<Alert> raised = new ArrayList<>(passTime(turn));
        List<String> unreadableTimes = new ArrayList<>();
        int taken = 0;
        while (taken < events.size() && (taken == 0 || memory.look() != MemoryWatch.Level.FULL)) {
            List<Intake.Waiting> part = events.subList(taken, Math.min(events.size(), taken + Intake.PART));
            raised.addAll(turn.correlate(fresh(part, ids, unreadableTimes)));
            taken += part.size();
        }
        return new Done(taken, commit(turn, raised, ids), unreadableTimes);
    }

    /** Which of them are no duplicates is known only in turn. */
    private List<Matched> fresh(List<Intake.Waiting> events, Set<String> ids, List<String> unreadableTimes) {
        List<Matched> fresh = new ArrayList<>(events.size());
        for (Intake.Waiting event : events) {
            counters.accept();
            String id = event.deduplicationId();
            if (id != null && (store.hasSeen(id) || !ids.add(id))) {
                counters.duplicate();
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
                    unreadableTimes.add(complaint);
                }
            }
            if (event.clamped()) {
                counters.clamp();
            }
            fresh.add(event.matched());
        }
        return fresh;
    }

    /** Lets the engine's time pass where no event does. */
    public void tick() {
        Turn free = engine.turnIfFree();
        if (free == null) {
            return;
        }
        Done done;
        try (Turn turn = free) {
            done = watched(() -> new Done(0, commit(turn, passTime(turn), List.of()), List.of()));
        }
        tell(done);
    }

    /** Which logs are quiet, the engine knows. */
    private List<Alert> passTime(Turn turn) {
        Duration elapsed = Duration.ofMillis(TimeUnit.NANOSECONDS.toMillis(nanoClock.getAsLong() - lastMove));
        lastMove += elapsed.toNanos();
        return turn.pass(elapsed, wallClock.millis());
    }

    private int commit(Turn turn, List<Alert> raised, Collection<String> ids) {
        Commit commit = new Commit(raised.stream().filter(wanted).toList(), ids, turn.takeChanges());
        if (commit.isEmpty()) {
            return 0;
        }
        List<Store.Numbered> kept = store.commit(commit);
        deliveries.forEach(delivery -> delivery.add(kept));
        return kept.size();
    }

    /** What may take its time, once the next body has its turn. */
    private void tell(Done done) {
        if (done.alerts() > 0) {
            feed.changed();
        }
        if (!done.unreadableTimes().isEmpty()) {
            unreadableTimes.add(
                    done.unreadableTimes().size(), done.unreadableTimes().getFirst());
        }
    }

    /** Alerts that are kept and wait for a sink. */
    public int undelivered() {
        return deliveries.stream().mapToInt(AlertDelivery::waiting).sum();
    }

    /** Waits until sinks have what was kept, a few seconds at most. */
    public void close() {
        try {
            for (AlertDelivery delivery : deliveries) {
                delivery.settle(LAST_WAIT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public PipelineCounters counters() {
        return counters;
    }
}
