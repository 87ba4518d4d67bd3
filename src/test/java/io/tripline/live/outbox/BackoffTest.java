package io.tripline.live.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private final Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5), new SplittableRandom(1));

    @Test
    void itDoublesUpToTheLimitAndIsHalfAsLongAtLeast() {
        for (int failures = 1; failures < 100; failures++) {
            // Given
            Duration full = failures > 9 ? Duration.ofMinutes(5) : Duration.ofSeconds(1L << failures - 1);
            full = full.compareTo(Duration.ofMinutes(5)) > 0 ? Duration.ofMinutes(5) : full;

            // When
            Duration wait = backoff.after(failures, null);

            // Then
            assertTrue(wait.compareTo(full) <= 0, failures + ": " + wait);
            assertTrue(wait.compareTo(full.dividedBy(2)) >= 0, failures + ": " + wait);
        }
    }

    @Test
    void chanceDecidesAndTheSameSeedDecidesTheSame() {
        // Given
        Backoff same = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5), new SplittableRandom(1));

        // Then
        Duration first = backoff.after(5, null);
        assertEquals(first, same.after(5, null));
        assertNotEquals(first, same.after(5, null));
    }

    @Test
    void aSinkThatAsksForMoreGetsIt() {
        assertEquals(Duration.ofMinutes(20), backoff.after(1, Duration.ofMinutes(20)));
        assertTrue(backoff.after(20, Duration.ofMillis(1)).compareTo(Duration.ofMinutes(2)) > 0);
    }
}
