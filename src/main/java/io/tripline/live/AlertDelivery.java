package io.tripline.live;

import io.tripline.alert.Alert;
import io.tripline.alert.AlertSink;
import io.tripline.store.Store;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Hands alerts that are kept to one sink: one by one, in the order of their numbers, on a thread of its own. A slow sink holds
 * up nobody; events are turned away before it is so far behind that something would have to be lost. Any thread.
 */
public final class AlertDelivery {

    private static final Logger LOG = Logger.getLogger(AlertDelivery.class);

    /** Alerts that may wait for the sink before events are turned away. */
    static final int MOST_WAITING = 10_000;

    private final AlertSink sink;
    private final Executor executor;
    private final ArrayDeque<Alert> waiting = new ArrayDeque<>();
    private boolean atWork;

    /** @param executor has one task at a time, as long as alerts come faster than the sink takes them */
    public AlertDelivery(AlertSink sink, Executor executor) {
        this.sink = sink;
        this.executor = executor;
    }

    /** Never waits for the sink. */
    synchronized void add(Collection<Store.Numbered> kept) {
        kept.forEach(numbered -> waiting.add(numbered.alert()));
        if (!atWork && !waiting.isEmpty()) {
            atWork = true;
            executor.execute(this::deliver);
        }
    }

    private void deliver() {
        Alert next;
        while ((next = next()) != null) {
            send(next);
        }
    }

    private synchronized @Nullable Alert next() {
        Alert next = waiting.poll();
        if (next == null) {
            atWork = false;
            notifyAll();
        }
        return next;
    }

    /** The alert is kept: a sink that fails on it gets the next one all the same. */
    private void send(Alert alert) {
        try {
            sink.accept(alert);
        } catch (RuntimeException | LinkageError | StackOverflowError | OutOfMemoryError e) {
            LOG.errorf(
                    e,
                    "alert %s did not reach %s",
                    alert.getId(),
                    sink.getClass().getSimpleName());
        }
    }

    /** Alerts that wait for the sink. */
    synchronized int waiting() {
        return waiting.size();
    }

    /** So many wait that no more should come. */
    boolean isBehind() {
        return waiting() > MOST_WAITING;
    }

    /** Waits until nothing is left to deliver, so long at most; what is left then is said. */
    synchronized void settle(Duration longest) throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        long left;
        while (atWork && (left = end - System.nanoTime()) > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        if (atWork) {
            LOG.errorf(
                    "%d alerts did not reach %s before the program ended",
                    waiting.size() + 1, sink.getClass().getSimpleName());
        }
    }
}
