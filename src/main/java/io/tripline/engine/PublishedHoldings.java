package io.tripline.engine;

import io.tripline.engine.correlate.Holdings;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What windows hold, for readers who must not wait. Whoever finds the engine idle takes a bounded look; while it is at work,
 * readers get the look before, and the next turn takes another, because somebody has asked. Many groups are looked at once a
 * second at most. Read by any thread, taken by whose turn it is.
 */
final class PublishedHoldings {

    /** So little is looked at whenever somebody asks: groups and matches. */
    private static final int FEW = 1_000;

    private static final long PAUSE = TimeUnit.SECONDS.toNanos(1);

    private final LongSupplier nanoClock;
    private volatile Holdings last = Holdings.NOTHING;
    private volatile long taken;
    private volatile boolean asked;

    PublishedHoldings(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        this.taken = nanoClock.getAsLong() - PAUSE;
    }

    /** Whether another look would be worth it. */
    boolean isDue() {
        return last.matches() + last.groups() < FEW || nanoClock.getAsLong() - taken >= PAUSE;
    }

    Holdings last() {
        return last;
    }

    /** The last; the next turn looks again. */
    Holdings lastForNow() {
        asked = true;
        return last;
    }

    /** If somebody has asked. */
    void takeIfAsked(Supplier<Holdings> look) {
        if (asked && isDue()) {
            take(look);
        }
    }

    Holdings take(Supplier<Holdings> look) {
        asked = false;
        Holdings fresh = look.get();
        last = fresh;
        taken = nanoClock.getAsLong();
        return fresh;
    }
}
