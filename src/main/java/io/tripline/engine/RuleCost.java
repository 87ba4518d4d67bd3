package io.tripline.engine;

import org.jspecify.annotations.Nullable;

/**
 * What a rule costs for each event that it looks at: the mean over those that were timed since it was loaded, of which the newest weigh
 * most. An event that the rule is not even asked about costs nothing. Any thread.
 */
public final class RuleCost {

    /** What a timed event weighs against the one after it: a thousand of them make up most of the mean. */
    private static final double FADES = 1 - 1.0 / 1_000;

    private final CostSampler sampler;

    /** Events that had been timed when the rule was loaded. */
    private final long before;

    /** Nanoseconds, as they weigh at {@link #newest}. */
    private double sum;

    private long newest;

    RuleCost(CostSampler sampler) {
        this.sampler = sampler;
        this.before = sampler.timed();
        this.newest = before;
    }

    /** The rule took so long, or a part of it did, for the event that is timed. */
    public synchronized void add(long nanoseconds) {
        fade(sampler.timed());
        sum += nanoseconds;
    }

    private void fade(long now) {
        sum *= Math.pow(FADES, now - newest);
        newest = now;
    }

    /** Nanoseconds for each event; null if none was timed. */
    public synchronized @Nullable Double mean() {
        fade(sampler.timed());
        double weights = (1 - Math.pow(FADES, newest - before)) / (1 - FADES);
        return newest == before ? null : (Double) (sum / weights);
    }
}
