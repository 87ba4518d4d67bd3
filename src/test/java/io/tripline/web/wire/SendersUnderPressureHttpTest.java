package io.tripline.web.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.tripline.live.Admission;
import io.tripline.web.ServeProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A program in which all places are taken, which nobody can do from outside for long enough; and senders without a token. */
@QuarkusTest
@TestProfile(ServeProfile.Senders.class)
class SendersUnderPressureHttpTest {

    @Inject
    Admission admission;

    private final List<Admission.Ticket> taken = new ArrayList<>();

    static List<Captured> captured() throws IOException {
        return Captured.all();
    }

    private void takeAllPlaces() {
        boolean entered = true;
        while (entered) {
            Admission.Ticket ticket = admission.arrive(() -> {});
            taken.add(ticket);
            entered = ticket.enter();
        }
    }

    @AfterEach
    void giveAllPlacesBack() {
        taken.forEach(Admission.Ticket::close);
    }

    @ParameterizedTest
    @MethodSource("captured")
    void itIsToldToComeBackInTheWayThatItUnderstandsAndThenLosesNothing(Captured request) throws Exception {
        // Given
        takeAllPlaces();

        // When
        HttpResponse<String> refused = request.send();
        giveAllPlacesBack();
        HttpResponse<String> again = request.send();

        // Then: who does not come back has a place kept for it
        boolean isSentOnce = request.path().endsWith("/okta") || request.path().endsWith("/github");
        if (isSentOnce) {
            assertEquals(2, refused.statusCode() / 100, refused::body);
        } else {
            assertEquals(503, refused.statusCode(), refused::body);
            assertEquals("1", refused.headers().firstValue("Retry-After").orElse(""));
        }
        if (request.path().startsWith("/services")) {
            assertTrue(refused.body().contains("\"code\":9"), refused::body);
        }
        if (request.path().contains("/elasticsearch")) {
            assertEquals(
                    "Elasticsearch",
                    refused.headers().firstValue("X-Elastic-Product").orElse(""));
        }
        assertEquals(2, again.statusCode() / 100, again::body);
    }

    @ParameterizedTest
    @MethodSource("captured")
    void withoutItsTokenItIsRefusedAndDoesNotComeBack(Captured request) throws Exception {
        // Given
        Map<String, String> headers = new LinkedHashMap<>(request.headers());
        headers.replaceAll((name, value) -> switch (name.toLowerCase(java.util.Locale.ROOT)) {
            case "authorization", "x-amz-firehose-access-key" -> "Bearer not-a-token-of-anybody";
            case "x-hub-signature-256" -> "sha256=" + "0".repeat(64);
            default -> value;
        });
        Captured stranger = request.at(request.path().replace("/token/tripline-example-token", "/token/nobodys"));

        // When
        HttpResponse<String> answer = stranger.send(headers);

        // Then
        assertTrue(answer.statusCode() == 401 || answer.statusCode() == 403, answer::body);
    }
}
