package io.tripline.engine.correlate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.lang.ref.WeakReference;
import org.junit.jupiter.api.Test;

class MomentsTest {

    private final Moments<Object> moments = new Moments<>();

    @Test
    void eachIsDueOnceInTheOrderOfMoments() {
        // Given
        moments.await(20, "b");
        moments.await(10, "a");

        // When, Then
        assertNull(moments.due(9));
        assertEquals("a", moments.due(20));
        assertEquals("b", moments.due(20));
        assertNull(moments.due(20));
    }

    @Test
    void whatIsCancelledIsNeverDueAndHoldsNobody() throws InterruptedException {
        // Given
        WeakReference<Object> gone = awaitedAndCancelled();
        moments.await(20, "b");

        // When
        for (int i = 0; i < 100 && gone.get() != null; i++) {
            System.gc();
            Thread.sleep(10);
        }

        // Then
        assertNull(gone.get());
        assertEquals("b", moments.due(30));
    }

    private WeakReference<Object> awaitedAndCancelled() {
        Object group = new Object();
        moments.await(10, group).cancel();
        return new WeakReference<>(group);
    }

    @Test
    void whatIsWaitedForSurvivesTheSweepingOfWhatIsCancelled() {
        // When
        for (int i = 0; i < 10_000; i++) {
            Moments.Entry<Object> entry = moments.await(i, i);
            if (i % 100 != 0) {
                entry.cancel();
            }
        }

        // Then
        for (int i = 0; i < 10_000; i += 100) {
            assertEquals(i, moments.due(Long.MAX_VALUE));
        }
        assertNull(moments.due(Long.MAX_VALUE));
    }
}
