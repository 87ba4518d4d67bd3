package io.tripline.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tripline.live.MemoryWatch.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Memory and the engine, watched. */
class WatchesTest {

    private long nanos = 1;
    private final List<String> said = new ArrayList<>();

    // memory

    private final FakeHeap heap = new FakeHeap();
    private final MemoryWatch memory = new MemoryWatch(heap, () -> nanos, said::add);

    @Test
    void aHeapFullOfGarbageIsNoAlarm() {
        // Given
        heap.needed = 40;
        heap.garbage = 55;

        // When, Then
        assertEquals(Level.FINE, memory.look());
        assertEquals(List.of(), said);
        assertEquals(1, heap.collections);
    }

    @Test
    void whatStaysAfterACollectionWarnsAndThenKeepsEventsOutUntilItIsFreeAgain() {
        // When
        heap.needed = 75;
        Level high = memory.look();
        heap.needed = 86;
        Level full = memory.look();
        heap.needed = 40;
        Level tooEarly = memory.look();
        nanos += Duration.ofSeconds(10).toNanos();
        Level free = memory.look();

        // Then
        assertEquals(List.of(Level.HIGH, Level.FULL, Level.FULL, Level.FINE), List.of(high, full, tooEarly, free));
        assertEquals(3, said.size());
        assertTrue(said.get(1).contains("86 % of the heap"), said.get(1));
    }

    @Test
    void aHeapThatStaysHighIsNotCollectedAgainAndAgain() {
        // Given
        heap.needed = 75;

        // When
        for (int i = 0; i < 100; i++) {
            memory.look();
            nanos += Duration.ofMillis(250).toNanos();
        }

        // Then
        assertEquals(1, heap.collections);
    }

    @Test
    void bodiesGetWhatTheRestOfTheProgramLeaves() {
        // Given
        long mebi = 1024 * 1024;
        Admission admission = new Admission(8, 50 * mebi, () -> nanos);
        heap.most = 100 * mebi;
        heap.needed = 60 * mebi;

        // When
        admission.follow(heap);

        // Then
        assertFalse(admission.arrive(() -> {}).reserve(31 * mebi));
        assertTrue(admission.arrive(() -> {}).reserve(30 * mebi));
    }

    private static final class FakeHeap implements Heap {

        private long most = 100;
        private long needed;
        private long garbage;
        private int collections;

        @Override
        public long most() {
            return most;
        }

        @Override
        public long used() {
            return needed + garbage;
        }

        @Override
        public void collect() {
            collections++;
            garbage = 0;
        }
    }

    // the engine

    private final EngineWatch engine =
            new EngineWatch(Duration.ofSeconds(30), () -> nanos, () -> "a.drl: Loop", said::add);

    @Test
    void aBatchThatDoesNotEndIsToldOnceWithItsRule() {
        // Given
        engine.begins();
        nanos += Duration.ofSeconds(29).toNanos();
        engine.look();
        assertFalse(engine.isStuck());

        // When
        nanos += Duration.ofSeconds(2).toNanos();
        engine.look();
        engine.look();

        // Then
        assertTrue(engine.isStuck());
        assertEquals("a.drl: Loop", engine.culprit());
        assertEquals(1, said.size());
        assertTrue(said.getFirst().contains("a.drl: Loop"), said.getFirst());
    }

    @Test
    void whenItEndsAllIsWell() {
        // Given
        engine.begins();
        nanos += Duration.ofSeconds(31).toNanos();
        engine.look();

        // When
        engine.ends();
        engine.look();

        // Then
        assertFalse(engine.isStuck());
        assertNull(engine.culprit());
        assertEquals(2, said.size());
    }

    @Test
    void aBatchThatIsStuckIsSeenWhileOthersComeAndGo() throws InterruptedException {
        // Given
        Thread other = Thread.ofPlatform().start(engine::begins);
        other.join();
        nanos += Duration.ofSeconds(20).toNanos();

        // When
        engine.begins();
        nanos += Duration.ofSeconds(11).toNanos();
        engine.ends();
        engine.look();

        // Then
        assertTrue(engine.isStuck());
        assertEquals(1, said.size());
    }
}
