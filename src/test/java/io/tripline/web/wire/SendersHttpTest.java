package io.tripline.web.wire;

import static io.restassured.RestAssured.given;
import static io.tripline.Patience.PATIENCE;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.tripline.web.Gauges;
import io.tripline.web.RulesFolder;
import io.tripline.web.ServeProfile;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every request that a real sender made is a success to it, and what it brings is seen as if it had come alone. */
@QuarkusTest
@TestProfile(ServeProfile.Senders.class)
class SendersHttpTest {

    private static final String RULE = "6f1f0c52-0b0e-4c53-9d53-5d2f6a3d0c01";
    private static final String BEARER = "Bearer " + ServeProfile.Guarded.TOKEN;

    static List<Captured> captured() throws IOException {
        return Captured.all();
    }

    @BeforeEach
    void everyEventCounts() throws IOException {
        Path rule = RulesFolder.current().resolve("every-sender.yml");
        if (!Files.exists(rule)) {
            Files.copy(Captured.FOLDER.resolve("every-sender.yml"), rule);
        }
        await().atMost(PATIENCE)
                .until(() -> given().header("Authorization", BEARER)
                                .get("/api/v1/rules/" + RULE)
                                .statusCode()
                        == 200);
    }

    @ParameterizedTest
    @MethodSource("captured")
    void itsSenderTakesTheAnswerForASuccessAndItsEventsAreSeen(Captured request) throws Exception {
        // Given
        double before = seen();

        // When
        HttpResponse<String> answer = request.send();

        // Then
        assertTrue(answer.statusCode() / 100 == 2, answer::body);
        if (answer.uri().getPath().startsWith("/api/v1/events") && request.status() == 200) {
            assertTrue(answer.statusCode() <= 204, answer::body);
        } else {
            assertEquals(request.status(), answer.statusCode(), answer::body);
            assertSays(request, answer);
        }
        assertEquals(before + request.events(), seen(), answer::body);
    }

    /** Looked at by the rule with success, or known from before. */
    private static double seen() {
        int matched = given().header("Authorization", BEARER)
                .get("/api/v1/rules/" + RULE)
                .path("rule.counters.matched");
        return matched + Gauges.of("tripline_events_duplicate_total");
    }

    /** All that the capture's answer says, this one says as well, but for ids, times and counts of the server's own. */
    private static void assertSays(Captured request, HttpResponse<String> answer) {
        Map<String, String> headers = new LinkedHashMap<>(request.answerHeaders());
        if (request.path().startsWith("/opensearch")) {
            headers.remove("X-Elastic-Product"); // is another product
        }
        headers.forEach((name, value) -> assertTrue(
                value.equals(answer.headers().firstValue(name).orElse(""))
                        || isMoreExact(value, answer.headers().firstValue(name).orElse("")),
                () -> name + " of " + answer.headers().map()));
        if (request.answer().startsWith("{")) {
            JsonObject expected = new JsonObject(request.answer());
            JsonObject actual = new JsonObject(answer.body());
            if (expected.containsKey("items")) {
                assertFalse(actual.getBoolean("errors"));
                assertEquals(items(expected), items(actual));
            } else {
                expected.forEach(field -> assertEquals(field.getValue(), actual.getValue(field.getKey())));
            }
        } else if (!request.answerHeaders().isEmpty()) {
            assertEquals(request.answer(), answer.body());
        }
    }

    private static boolean isMoreExact(String type, String answered) {
        return type.equals("application/json")
                && answered.startsWith("application/vnd.elasticsearch+json;compatible-with=");
    }

    private static List<Object> items(JsonObject answer) {
        JsonArray items = answer.getJsonArray("items");
        return items.stream()
                .map(item -> {
                    Map.Entry<String, Object> action =
                            ((JsonObject) item).iterator().next();
                    JsonObject outcome = (JsonObject) action.getValue();
                    Map<String, Object> compared = new LinkedHashMap<>();
                    compared.put("action", action.getKey());
                    for (String field : List.of("_index", "_version", "result", "status", "_shards")) {
                        compared.put(field, outcome.getValue(field));
                    }
                    String id = outcome.getString("_id").toLowerCase(Locale.ROOT);
                    compared.put("hasId", !id.isBlank());
                    return (Object) compared;
                })
                .toList();
    }
}
