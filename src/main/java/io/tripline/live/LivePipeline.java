package io.tripline.live;

import io.tripline.alert.Alert;
import io.tripline.alert.AlertSink;
import io.tripline.engine.Engine;
import io.tripline.event.Event;
import io.tripline.ingest.Decoded;
import io.tripline.ingest.DecodedBatch;
import io.tripline.ingest.EventDecoder;
import io.tripline.ingest.SaidTime;
import io.tripline.problem.ProblemPrinter;
import io.tripline.store.Store;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * From decoded events to alerts that are kept: duplicates go, times too far ahead are set back, the engine evaluates, the
 * store commits, sinks and listeners are told. One batch at a time, in the order in which they came; any thread.
 */
public final class LivePipeline {

    private static final Logger LOG = Logger.getLogger(LivePipeline.class);

    /** A sender that waits longer is better told to come back. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    /** Events that are evaluated between two looks at memory. */
    private static final int PART = 500;

    private final ReentrantLock turn = new ReentrantLock(true);
    private final Engine engine;
    private final Store store;
    private final List<AlertSink> sinks;
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
            List<AlertSink> sinks,
            AlertFeed feed,
            Predicate<Alert> wanted,
            Duration maxFuture,
            InstantSource wallClock,
            LongSupplier nanoClock,
            EngineWatch watch,
            MemoryWatch memory) {
        this.engine = engine;
        this.store = store;
        this.sinks = List.copyOf(sinks);
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
     * Evaluates a batch once it is its turn.
     *
     * @throws Busy the turn did not come in time, and nothing of the batch was evaluated; or memory came to its end on the way, and
     *     the message says how much was
     */
    public BatchResult process(DecodedBatch batch) throws Busy {
        if (batch.events().isEmpty()) {
            counters.reject(batch.rejected());
            return new BatchResult(0, batch.rejected(), 0);
        }
        refuseWhereNothingWouldCome();
        awaitTurn();
        watch.begins();
        try {
            counters.reject(batch.rejected());
            Set<String> ids = new LinkedHashSet<>();
            List<Alert> raised = new ArrayList<>(passTime());
            int taken = evaluate(batch.events(), ids, raised);
            int alerts = commit(raised, ids);
            if (taken < batch.events().size()) {
                throw new Busy(
                        "memory is full: the first " + taken + " events were taken, the rest of the body was not");
            }
            return new BatchResult(taken, batch.rejected(), alerts);
        } finally {
            watch.ends();
            turn.unlock();
        }
    }

    private void refuseWhereNothingWouldCome() throws Busy {
        if (watch.isStuck()) {
            throw new Busy("a batch of events does not end; the log says which rule is at work");
        }
        if (memory.level() == MemoryWatch.Level.FULL) {
            throw new Busy("memory is full");
        }
    }

    /** Part by part, so that memory does not end within a large batch; how many were evaluated. */
    private int evaluate(List<Decoded> events, Set<String> ids, List<Alert> raised) {
        int taken = 0;
        while (taken < events.size() && (taken == 0 || memory.look() != MemoryWatch.Level.FULL)) {
            List<Decoded> part = events.subList(taken, Math.min(events.size(), taken + PART));
            raised.addAll(engine.process(fresh(part, ids)));
            taken += part.size();
        }
        return taken;
    }

    private void awaitTurn() throws Busy {
        try {
            if (!turn.tryLock(LONGEST_WAIT.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new Busy("other events are still being evaluated");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Busy("the program is stopping");
        }
    }

    private List<Event> fresh(List<Decoded> decoded, Set<String> ids) {
        long latest = wallClock.instant().plus(maxFuture).toEpochMilli();
        List<Event> fresh = new ArrayList<>(decoded.size());
        for (Decoded item : decoded) {
            counters.accept();
            String id = item.deduplicationId();
            if (id != null && (store.hasSeen(id) || !ids.add(id))) {
                counters.duplicate();
                continue;
            }
            if (item.format().equals(EventDecoder.UNRECOGNISED)) {
                counters.unrecognised();
            }
            switch (item.time()) {
                case SaidTime.Read read -> {}
                case SaidTime.Nothing nothing -> counters.withoutTime();
                case SaidTime.Unreadable(String complaint) -> {
                    counters.unreadableTime();
                    unreadableTimes.add(complaint);
                }
            }
            Event event = item.event();
            if (event.getTimestamp() > latest) {
                counters.clamp();
                event = event.at(latest);
            }
            fresh.add(event);
        }
        return fresh;
    }

    /** Lets the engine's time pass where no event does. */
    public void tick() {
        if (!turn.tryLock()) {
            return;
        }
        try {
            watch.begins();
            commit(passTime(), List.of());
        } finally {
            watch.ends();
            turn.unlock();
        }
    }

    /** Which logs are quiet, the engine knows. */
    private List<Alert> passTime() {
        Duration elapsed = Duration.ofMillis(TimeUnit.NANOSECONDS.toMillis(nanoClock.getAsLong() - lastMove));
        lastMove += elapsed.toNanos();
        return engine.tick(elapsed, wallClock.millis());
    }

    private int commit(List<Alert> raised, Collection<String> ids) {
        if (raised.isEmpty() && ids.isEmpty()) {
            return 0;
        }
        List<Store.Numbered> kept = store.commit(raised.stream().filter(wanted).toList(), ids);
        for (Store.Numbered numbered : kept) {
            sinks.forEach(sink -> send(numbered.alert(), sink));
        }
        if (!kept.isEmpty()) {
            feed.changed();
        }
        return kept.size();
    }

    /** The alert is kept: a sink that fails must not make the sender send its events again. */
    private static void send(Alert alert, AlertSink sink) {
        try {
            sink.accept(alert);
        } catch (RuntimeException e) {
            LOG.errorf(
                    e,
                    "alert %s did not reach %s",
                    alert.getId(),
                    sink.getClass().getSimpleName());
        }
    }

    public PipelineCounters counters() {
        return counters;
    }
}
