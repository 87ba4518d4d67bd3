package io.tripline.web.api;

import static io.restassured.RestAssured.given;
import static io.tripline.Patience.PATIENCE;
import static io.tripline.web.Posting.deniedGrant;
import static io.tripline.web.Posting.post;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.tripline.web.ServeProfile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(ServeProfile.class)
class AlertStreamHttpTest {

    @TestHTTPResource("/api/v1/alerts/stream")
    URI address = URI.create("");

    @Test
    void whoListensGetsTheAlertWithItsNumberWithinMoments() throws Exception {
        try (Listening listening = new Listening(address, null)) {
            // When
            String actor = raise();

            // Then
            await().atMost(PATIENCE).until(() -> !listening.alerts().isEmpty());
            String json = listening.alerts().getFirst().substring("data:".length());
            assertEquals(
                    actor,
                    new ObjectMapper()
                            .readTree(json)
                            .at("/group/okta.actor.display_name")
                            .asText());
            assertTrue(listening.lines.contains("id:" + listening.ids().getFirst()));
        }
    }

    @Test
    void whoComesBackGetsWhatItMissedInOrder() throws Exception {
        // Given
        String first;
        try (Listening listening = new Listening(address, null)) {
            raise();
            await().atMost(PATIENCE).until(() -> !listening.ids().isEmpty());
            first = listening.ids().getFirst();
        }
        List<String> missed = List.of(raise(), raise(), raise());

        // When
        try (Listening again = new Listening(address, first)) {
            await().atMost(PATIENCE).until(() -> again.alerts().size() == 3);

            // Then
            for (int i = 0; i < 3; i++) {
                assertTrue(again.alerts().get(i).contains(missed.get(i)));
                assertEquals(
                        Long.parseLong(first) + i + 1,
                        Long.parseLong(again.ids().get(i)));
            }
        }
    }

    @Test
    void aNumberThatIsNoneIsABadRequest() {
        given().header("Last-Event-ID", "x\u0007y")
                .get("/api/v1/alerts/stream")
                .then()
                .statusCode(400)
                .contentType(ProblemAnswer.TYPE)
                .body("detail", containsString("Last-Event-ID"));
    }

    private static String raise() {
        String actor = "a" + UUID.randomUUID();
        post(deniedGrant(actor, "curl", "x")).then().statusCode(202).body("alerts", equalTo(1));
        return actor;
    }

    /** A connection that collects the lines it gets. */
    private static final class Listening implements AutoCloseable {

        private final List<String> lines = new CopyOnWriteArrayList<>();
        private final HttpClient client = HttpClient.newHttpClient();

        Listening(URI address, @Nullable String lastEventId) {
            HttpRequest.Builder request = HttpRequest.newBuilder(address).header("Accept", "text/event-stream");
            if (lastEventId != null) {
                request.header("Last-Event-ID", lastEventId);
            }
            client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofLines())
                    .thenAccept(answer -> answer.body().forEach(lines::add));
            await().atMost(PATIENCE).until(() -> !lines.isEmpty());
        }

        List<String> alerts() {
            return lines.stream().filter(line -> line.startsWith("data:")).toList();
        }

        List<String> ids() {
            return lines.stream()
                    .filter(line -> line.startsWith("id:"))
                    .map(line -> line.substring(3).strip())
                    .toList();
        }

        @Override
        public void close() {
            client.shutdownNow();
        }
    }
}
