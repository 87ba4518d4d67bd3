package io.tripline.web.token;

import java.util.function.LongSupplier;

/** How many events a sender may still bring: a bucket of ten seconds that fills by the second. Any thread. */
public final class Allowance {

    public static final Allowance UNLIMITED = new Allowance(0, () -> 0);

    private static final double NANOS = 1e9;
    private static final double BURST = 10;

    private final double rate;
    private final LongSupplier nanoClock;
    private double left;
    private long since;

    /** @param rate events a second; 0: any */
    Allowance(double rate, LongSupplier nanoClock) {
        this.rate = rate;
        this.nanoClock = nanoClock;
        this.left = rate * BURST;
        this.since = nanoClock.getAsLong();
    }

    /** Seconds until more may come; 0: now. */
    public synchronized int secondsToWait(int atMost) {
        if (rate == 0) {
            return 0;
        }
        refill();
        return left > 0 ? 0 : (int) Math.clamp(Math.ceil(-left / rate), 1, atMost);
    }

    /** A body is taken whole: the bucket may be overdrawn once, and the next one waits for that. */
    public synchronized void spend(int events) {
        if (rate > 0) {
            refill();
            left -= events;
        }
    }

    private void refill() {
        long now = nanoClock.getAsLong();
        left = Math.min(rate * BURST, left + (now - since) / NANOS * rate);
        since = now;
    }
}
