package io.tripline.live;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Something that may happen with every event, said once a minute with how often it happened since and what it was last. The
 * first time is said at once. Any thread.
 */
public final class OncePerMinute {

    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    private final LongSupplier nanoClock;
    private final Report report;
    private long said;
    private long unsaid;
    private boolean first = true;

    /** Says it. */
    public interface Report {
        void say(long count, String example);
    }

    public OncePerMinute(LongSupplier nanoClock, Report report) {
        this.nanoClock = nanoClock;
        this.report = report;
    }

    public synchronized void add(int times, String example) {
        unsaid += times;
        long now = nanoClock.getAsLong();
        if (first || now - said >= MINUTE) {
            report.say(unsaid, example);
            first = false;
            said = now;
            unsaid = 0;
        }
    }
}
