package io.tripline.web;

import static io.tripline.Patience.PATIENCE;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BackgroundWorkTest {

    private final AtomicInteger rounds = new AtomicInteger();
    private volatile boolean broken = true;
    private final BackgroundWork work = new BackgroundWork("trial", Duration.ofMillis(1), () -> {
        rounds.incrementAndGet();
        if (broken) {
            throw new NoClassDefFoundError("whatever is thrown");
        }
    });

    @AfterEach
    void stop() {
        work.stop();
        work.await(System.nanoTime() + 1_000_000_000L);
    }

    @Test
    void whatFailsIsDoneAgainCountedAndToldUntilItIsWell() {
        // When
        work.start();

        // Then
        await().atMost(PATIENCE).until(() -> rounds.get() > 5);
        assertTrue(work.failures() >= 5);
        assertEquals("fails", work.trouble());

        // When
        broken = false;

        // Then
        await().atMost(PATIENCE).until(() -> work.trouble() == null);
    }

    @Test
    void workThatEndedIsATrouble() throws InterruptedException {
        // Given
        broken = false;
        work.start();
        assertNull(work.trouble());

        // When
        stop();

        // Then
        await().atMost(PATIENCE).until(() -> "has ended".equals(work.trouble()));
    }

    @Test
    void anOutOfMemoryErrorThatSomebodyLoggedEndsTheProcess() {
        // Given
        AtomicInteger ends = new AtomicInteger();
        OutOfMemory handler = new OutOfMemory(ends::incrementAndGet);

        // When
        handler.publish(failure(new IllegalStateException("nothing of memory")));
        handler.publish(failure(new RuntimeException(new OutOfMemoryError("Java heap space"))));

        // Then
        assertEquals(1, ends.get());
    }

    private static LogRecord failure(Throwable thrown) {
        LogRecord entry = new LogRecord(Level.SEVERE, "a request failed");
        entry.setThrown(thrown);
        return entry;
    }
}
