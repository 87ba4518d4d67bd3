package io.tripline.live.outbox;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * How long a sink is left alone after a failure: twice as long each time, up to a limit, and by chance up to half of that less, so that
 * not all come back at once.
 *
 * @param first after the first failure
 * @param most never longer, but where the sink asks for it
 */
public record Backoff(Duration first, Duration most, RandomGenerator random) {

    private static final int MOST_DOUBLINGS = 30;

    /**
     * @param failures in a row, at least 1
     * @param asked what the sink asked for
     */
    Duration after(int failures, @Nullable Duration asked) {
        long full = Math.min(
                most.toNanos(),
                first.toNanos() << Math.min(MOST_DOUBLINGS, Math.max(0, failures - 1)) & Long.MAX_VALUE);
        Duration wait = Duration.ofNanos(full - (long) (random.nextDouble() * full / 2));
        return asked != null && asked.compareTo(wait) > 0 ? asked : wait;
    }
}
