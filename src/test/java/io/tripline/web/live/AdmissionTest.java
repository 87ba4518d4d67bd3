package io.tripline.web.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Objects;
import org.junit.jupiter.api.Test;

class AdmissionTest {

    private final Admission admission = new Admission(2, 100);

    @Test
    void aThirdRequestFindsNoPlaceUntilOneLeaves() {
        // Given
        Admission.Ticket first = Objects.requireNonNull(admission.enter());
        admission.enter();

        // When
        Admission.Ticket third = admission.enter();
        first.close();
        first.close();
        Admission.Ticket later = admission.enter();

        // Then
        assertNull(third);
        assertNotNull(later);
        assertEquals(2, admission.requests());
    }

    @Test
    void bytesOfAllRequestsAreCountedTogetherAndGivenBack() {
        // Given
        Admission.Ticket first = Objects.requireNonNull(admission.enter());
        Admission.Ticket second = Objects.requireNonNull(admission.enter());

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
    }
}
