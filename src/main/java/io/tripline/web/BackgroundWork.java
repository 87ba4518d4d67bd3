package io.tripline.web;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Something that is done again and again on a thread of its own. It never ends silently: whatever is thrown is logged and counted,
 * and the work is done again.
 */
final class BackgroundWork {

    private static final Logger LOG = Logger.getLogger(BackgroundWork.class);

    /** A round that takes so long hangs. */
    private static final Duration HANGS = Duration.ofSeconds(60);

    /** So many rounds that failed one after the other are no accident. */
    private static final int FAILS = 3;

    private final String name;
    private final Duration pause;
    private final Runnable work;
    private final AtomicLong failures = new AtomicLong();
    private final Thread thread;
    private volatile int inARow;
    private volatile long seen = System.nanoTime();
    private volatile boolean stopping;

    BackgroundWork(String name, Duration pause, Runnable work) {
        this.name = name;
        this.pause = pause;
        this.work = work;
        this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::rounds);
    }

    String name() {
        return name;
    }

    void start() {
        seen = System.nanoTime();
        thread.start();
    }

    private void rounds() {
        while (!stopping) {
            round();
            seen = System.nanoTime();
            try {
                Thread.sleep(pause);
            } catch (InterruptedException asked) {
                // stopping is looked at
            }
        }
    }

    private void round() {
        try {
            work.run();
            inARow = 0;
        } catch (Throwable e) {
            failures.incrementAndGet();
            inARow++;
            // the first ones, then ever fewer: it may go on for days
            if (Integer.bitCount(inARow) == 1) {
                LOG.errorf(
                        e,
                        "work in the background (%s) failed %d times in a row and will be tried again",
                        name,
                        inARow);
            }
        }
    }

    /** Rounds that failed since the start. */
    long failures() {
        return failures.get();
    }

    /** What is wrong with it, null if nothing is. */
    @Nullable
    String trouble() {
        if (!thread.isAlive()) {
            return "has ended";
        }
        if (System.nanoTime() - seen > HANGS.toNanos()) {
            return "hangs";
        }
        return inARow >= FAILS ? "fails" : null;
    }

    void stop() {
        stopping = true;
    }

    /** @param end on {@link System#nanoTime} */
    void await(long end) {
        if (!thread.isAlive()) {
            return;
        }
        try {
            Duration left = Duration.ofNanos(Math.max(1, end - System.nanoTime()));
            if (thread.getState() == Thread.State.TIMED_WAITING) {
                thread.interrupt();
            }
            if (!thread.join(left)) {
                LOG.warnf("work in the background (%s) did not end in time", name);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
