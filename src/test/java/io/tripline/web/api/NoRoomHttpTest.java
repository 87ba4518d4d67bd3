package io.tripline.web.api;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.tripline.live.Admission;
import io.tripline.web.Posting;
import io.tripline.web.ServeProfile;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A program whose only place is taken, which nobody can do from outside for long enough. */
@QuarkusTest
@TestProfile(ServeProfile.Guarded.class)
class NoRoomHttpTest {

    @Inject
    Admission admission;

    @Test
    void aRequestThatFindsNoRoomIsToldToComeBackAndIsNotHalfDone() {
        // Given
        String tenant = "t" + UUID.randomUUID();
        String body = Posting.registrations(tenant, 11);
        try (Admission.Ticket taken = admission.arrive(() -> {})) {
            assertTrue(taken.enter());

            // When
            GuardedHttpTest.post(body)
                    .then()
                    .statusCode(503)
                    .contentType(ProblemAnswer.TYPE)
                    .header("Retry-After", "1");
        }

        // Then the sender sends the same again
        GuardedHttpTest.post(body).then().statusCode(202).body("accepted", equalTo(11), "alerts", equalTo(1));
    }
}
