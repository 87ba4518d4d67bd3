package io.tripline.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class TurnsTest {

    private final Turns turns = new Turns();

    @Test
    void placesHaveTheirTurnInTheOrderInWhichTheyWereTaken() throws InterruptedException {
        // Given
        List<Turns.Place> places = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            places.add(take());
        }
        List<Long> had = Collections.synchronizedList(new ArrayList<>());

        // When they are asked for in any order
        List<Turns.Place> shuffled = new ArrayList<>(places);
        Collections.shuffle(shuffled, new Random(3));
        List<Thread> threads = shuffled.stream()
                .map(place -> Thread.ofVirtual().start(() -> {
                    try (place) {
                        place.await();
                        had.add(place.number());
                    }
                }))
                .toList();
        for (Thread thread : threads) {
            thread.join();
        }

        // Then
        assertEquals(places.stream().map(Turns.Place::number).toList(), had);
    }

    @Test
    void aPlaceThatIsGivenUpHoldsUpNobody() throws InterruptedException {
        // Given
        Turns.Place first = take();
        Turns.Place second = take();
        Turns.Place third = take();

        // When
        second.close();

        // Then
        assertFalse(third.await(0));
        first.close();
        assertTrue(third.await(0));
    }

    @Test
    void whoWaitsTooLongMayGiveUp() throws InterruptedException {
        // Given
        Turns.Place first = take();

        // When, Then
        try (Turns.Place second = take()) {
            assertFalse(second.await(TimeUnit.MILLISECONDS.toNanos(1)));
        }
        first.close();
        assertNotNull(turns.takeIfFree(Function.identity()));
    }

    @Test
    void aPlaceIsFreeOnlyIfNobodyElseHasOne() {
        try (Turns.Place first = take()) {
            assertNull(turns.takeIfFree(Function.identity()));
            first.close();
            assertNotNull(turns.takeIfFree(Function.identity()));
        }
    }

    @Test
    void aPlaceThatIsClosedHasNoTurn() {
        // Given
        Turns.Place place = take();
        place.close();
        place.close();

        // When, Then
        assertThrows(IllegalStateException.class, place::await);
    }

    private Turns.Place take() {
        return turns.take(Function.identity());
    }
}
