package io.tripline.engine.correlate;

import java.time.Duration;

/**
 * How much groups may hold before some of them go.
 *
 * @param keys groups of a rule
 * @param matches that the groups of a rule hold
 * @param terms that a rule remembers
 * @param deadlines groups of a rule that wait for what does not come
 * @param heap the share of the heap that all groups together may need, as estimated
 * @param safe a group whose last match came less than so long ago stays, whatever the limits say
 */
public record Limits(long keys, long matches, long terms, long deadlines, double heap, Duration safe) {

    /** Generous; nearly half of the heap, so that there is room for all else. */
    public static final Limits DEFAULT =
            new Limits(1_000_000, 10_000_000, 2_000_000, 500_000, 0.45, Duration.ofMinutes(10));

    public Limits {
        if (keys < 1 || matches < 1 || terms < 1 || deadlines < 1 || heap <= 0 || safe.isNegative()) {
            throw new IllegalArgumentException("limits are at least 1");
        }
    }

    /** Of the heap that the program has now. */
    long bytes() {
        return (long) (Runtime.getRuntime().maxMemory() * heap);
    }
}
