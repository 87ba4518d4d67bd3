package io.tripline.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdmissionTest {

    private static final long MEBI = 1024 * 1024;

    private long nanos = 7;
    private final Admission admission = new Admission(2, 100, () -> nanos);
    private final List<String> dropped = new ArrayList<>();

    private Admission.Ticket arrive(String name) {
        return admission.arrive(() -> dropped.add(name));
    }

    @Test
    void aThirdCompleteRequestFindsNoPlaceUntilOneLeaves() {
        // Given
        Admission.Ticket first = arrive("1");
        assertTrue(first.enter());
        assertTrue(arrive("2").enter());

        // When
        boolean third = arrive("3").enter();
        first.close();
        first.close();
        boolean later = arrive("4").enter();

        // Then
        assertFalse(third);
        assertTrue(later);
        assertEquals(2, admission.requests());
    }

    @Test
    void bodiesOnTheirWayTakeNoPlace() {
        // Given
        for (int i = 0; i < 64; i++) {
            arrive("slow");
        }

        // When, Then
        assertTrue(arrive("quick").enter());
        assertEquals(64, admission.arriving());
    }

    @Test
    void bytesOfAllRequestsAreCountedTogetherAndGivenBack() {
        // Given
        Admission.Ticket first = arrive("1");
        Admission.Ticket second = arrive("2");

        // When
        boolean fits = first.reserve(70);
        boolean doesNot = second.reserve(31);
        first.close();
        boolean fitsThen = second.reserve(100);

        // Then
        assertTrue(fits);
        assertFalse(doesNot);
        assertTrue(fitsThen);
        assertEquals(100, admission.bytes());
        assertEquals(List.of(), dropped);
    }

    @Test
    void aBodyThatDoesNotComeOnMakesRoomForOneThatDoes() {
        // Given
        arrive("stalled longest").reserve(50);
        nanos += Admission.STALLED.toNanos();
        arrive("stalled").reserve(40);
        nanos += Admission.STALLED.toNanos() + 1;

        // When
        boolean fits = arrive("quick").reserve(60);

        // Then
        assertTrue(fits);
        assertEquals(List.of("stalled longest"), dropped);
        assertEquals(100, admission.bytes());
    }

    @Test
    void aCompleteBodyGoesBeforeThoseThatAreStillComing() {
        // Given
        Admission.Ticket complete = arrive("complete");
        complete.reserve(20);
        complete.enter();
        Admission.Ticket small = arrive("small");
        small.reserve(30);
        Admission.Ticket large = arrive("large");
        large.reserve(50);

        // When
        complete.take(40);

        // Then
        assertEquals(List.of("large"), dropped);
        assertFalse(large.reserve(1));
        assertFalse(large.enter());
        assertTrue(small.reserve(1));
    }

    @Test
    void whatCanNeverFitIsToldApartFromWhatFindsNoRoomNow() {
        // Given
        Admission.Ticket other = arrive("other");
        other.reserve(50);
        other.enter();
        Admission.Ticket asking = arrive("asking");
        asking.enter();

        // When, Then
        assertFalse(assertThrows(Admission.NoRoom.class, () -> asking.take(51)).never());
        assertTrue(assertThrows(Admission.NoRoom.class, () -> asking.take(101)).never());
        assertEquals(List.of(), dropped);
    }

    @Test
    void theRoomFollowsTheHeap() {
        assertEquals(80 * MEBI, Admission.bytesFor(256 * MEBI));
        assertEquals(208 * MEBI, Admission.bytesFor(512 * MEBI));
        assertEquals(4 * MEBI, Admission.bytesFor(32 * MEBI));
    }
}
