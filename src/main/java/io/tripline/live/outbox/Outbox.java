package io.tripline.live.outbox;

import io.tripline.alert.Alert;
import io.tripline.alert.AlertLife;
import io.tripline.alert.Finding;
import io.tripline.alert.KeptAlert;
import io.tripline.alert.sink.Outcome;
import io.tripline.event.Key;
import io.tripline.store.DeadLetter;
import io.tripline.store.SinkPosition;
import io.tripline.store.Store;
import io.tripline.store.StoreFailure;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** All sinks, each with a thread of its own: one that is slow or dead holds up nobody. Any thread. */
public final class Outbox {

    private static final Logger LOG = Logger.getLogger("io.tripline.sinks");

    /** After a failure of the store, or of the sink's own code. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** For what sinks are at when the program ends. */
    private static final Duration LAST_WAIT = Duration.ofSeconds(3);

    private final Store store;
    private final List<SinkPlan> plans;
    private final Backoff backoff;
    private final InstantSource clock;
    private final LongSupplier nanoClock;
    private List<Worker> workers = List.of();
    private volatile boolean stopping;

    /**
     * @param plans with different names
     * @param nanoClock {@link System#nanoTime} or a test's own
     */
    public Outbox(Store store, List<SinkPlan> plans, Backoff backoff, InstantSource clock, LongSupplier nanoClock) {
        this.store = store;
        this.plans = List.copyOf(plans);
        this.backoff = backoff;
        this.clock = clock;
        this.nanoClock = nanoClock;
    }

    /**
     * Goes on where each sink was: before the first alert is kept.
     *
     * @throws StoreFailure the store cannot say where that is
     */
    public synchronized void start() {
        Map<String, SinkPosition> positions =
                store.sinks().follow(plans.stream().map(SinkPlan::name).toList());
        List<Worker> started = new ArrayList<>();
        for (SinkPlan plan : plans) {
            SinkPosition position = positions.get(plan.name());
            if (position == null) {
                throw new IllegalStateException("the store does not say where " + plan.name() + " is");
            }
            started.add(new Worker(new SinkCursor(plan, store, position, backoff, clock, nanoClock)));
        }
        workers = List.copyOf(started);
        workers.forEach(worker -> worker.thread.start());
    }

    /** There are new alerts. Never waits. */
    public void wake() {
        workers().forEach(Worker::wake);
    }

    private synchronized List<Worker> workers() {
        return workers;
    }

    /** Has it kept how far sinks are, where no commit has done so; to be called every second or so. */
    public void keep() {
        store.sinks().keep();
    }

    /** How each stands. */
    public List<SinkState> states() {
        return workers().stream().map(worker -> worker.cursor.state()).toList();
    }

    /** How one stands; null if there is none of that name. */
    public @Nullable SinkState state(String name) {
        Worker worker = worker(name);
        return worker == null ? null : worker.cursor.state();
    }

    private @Nullable Worker worker(String name) {
        return workers().stream()
                .filter(worker -> worker.cursor.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** Alerts that are kept and that a sink has not got; the most of any. */
    public long waiting() {
        long newest = store.newest();
        return workers().stream()
                .mapToLong(worker -> Math.max(0, newest - worker.cursor.cursor()))
                .max()
                .orElse(0);
    }

    /** What a sink did not take, oldest alert first. @param after number of an alert, excluded */
    public List<DeadLetter> dead(String name, long after, int limit) {
        return store.sinks().dead(name, after, limit);
    }

    /**
     * Has dead letters sent again.
     *
     * @param alerts ids; empty for all
     * @return how many these are; 0 where there is no such sink
     */
    public int sendAgain(String name, Collection<String> alerts) {
        Worker worker = worker(name);
        if (worker == null) {
            return 0;
        }
        int again = store.sinks().sendAgain(name, alerts);
        worker.cursor.again();
        worker.wake();
        return again;
    }

    /**
     * Sends a made-up alert to a sink, now and once.
     *
     * @param longest to wait for what it is at
     * @return null if it is at something else for longer, or there is none of that name
     */
    public @Nullable Outcome test(String name, Duration longest) throws InterruptedException {
        Worker worker = worker(name);
        return worker == null ? null : worker.cursor.test(new KeptAlert(made(name), AlertLife.NEW), longest);
    }

    private Alert made(String name) {
        return new Alert(
                "test-" + UUID.randomUUID(),
                new Alert.RuleInfo("tripline-test", "Test of a sink", "informational", "", List.of()),
                clock.millis(),
                "somebody tests the sink " + name + ": nothing has happened",
                null,
                new Finding(Key.NONE, List.of(), 0, Map.of()));
    }

    /** Lets sinks end what they are at, a few seconds at most, and has it kept how far they are. */
    public void close() {
        stopping = true;
        long end = System.nanoTime() + LAST_WAIT.toNanos();
        try {
            for (Worker worker : workers()) {
                worker.wake();
            }
            for (Worker worker : workers()) {
                if (!worker.thread.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())))) {
                    worker.thread.interrupt();
                    worker.thread.join(PAUSE);
                }
                worker.cursor.plan().sink().close();
            }
            keep();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (StoreFailure failure) {
            LOG.warnf(
                    "how far sinks are could not be kept, and they will get some alerts twice: %s",
                    failure.getMessage());
        }
    }

    /** A sink's thread. */
    private final class Worker {

        private final SinkCursor cursor;
        private final Thread thread;
        private boolean woken;

        Worker(SinkCursor cursor) {
            this.cursor = cursor;
            this.thread =
                    Thread.ofPlatform().name("sink-" + cursor.name()).daemon().unstarted(this::run);
        }

        synchronized void wake() {
            woken = true;
            notifyAll();
        }

        private void run() {
            try {
                while (true) {
                    Duration wait = step();
                    if (wait == null || !wait.isZero()) {
                        if (stopping) {
                            return;
                        }
                        await(wait);
                    }
                }
            } catch (InterruptedException stopped) {
                // what it was at is sent again after the next start
            }
        }

        private @Nullable Duration step() throws InterruptedException {
            try {
                return cursor.step();
            } catch (StoreFailure failure) {
                // who commits says so
                return PAUSE;
            } catch (RuntimeException | Error e) {
                LOG.errorf(e, "sink %s could not go on, and will try again", cursor.name());
                return PAUSE;
            }
        }

        private synchronized void await(@Nullable Duration longest) throws InterruptedException {
            long end = longest == null ? 0 : System.nanoTime() + longest.toNanos();
            while (!woken) {
                if (longest == null) {
                    wait();
                } else {
                    long left = end - System.nanoTime();
                    if (left <= 0) {
                        break;
                    }
                    TimeUnit.NANOSECONDS.timedWait(this, left);
                }
            }
            woken = false;
        }
    }
}
