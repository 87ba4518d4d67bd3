package io.tripline.web.api;

import static io.restassured.RestAssured.given;
import static io.tripline.Patience.PATIENCE;
import static io.tripline.web.Posting.deniedGrant;
import static io.tripline.web.Posting.post;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.tripline.web.ServeProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Health, metrics and the description of the interface. */
@QuarkusTest
@TestProfile(ServeProfile.class)
class ServiceHttpTest {

    @Test
    void theProgramIsReadyAndAliveAndSaysHowManyRulesRun() {
        given().get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("status", equalTo("UP"))
                .body("checks.find { it.name == 'rules' }.data.live", greaterThanOrEqualTo(2));
        given().get("/q/health/live")
                .then()
                .statusCode(200)
                .body("checks.name", containsInAnyOrder("threads", "engine"));
    }

    @Test
    void metricsCountEventsAlertsAndStreams() {
        // Given
        post(deniedGrant("a" + UUID.randomUUID(), "curl", "x")).then().body("alerts", equalTo(1));

        // Then
        await().atMost(PATIENCE).untilAsserted(() -> given().get("/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString("tripline_events_accepted_total"))
                .body(containsString("tripline_events_rejected_total"))
                .body(containsString("tripline_events_duplicate_total"))
                .body(containsString("tripline_events_clamped_total"))
                .body(containsString("tripline_events_without_time_total"))
                .body(containsString("tripline_events_unrecognised_total"))
                .body(containsString("tripline_rule_alerts_total{rule=\"6649e656-6f85-11ef-8876-f661ea17fbcc\"}"))
                .body(containsString("tripline_decode_seconds_count"))
                .body(containsString("tripline_process_seconds_count"))
                .body(containsString("tripline_engine_time_seconds 1."))
                .body(containsString("tripline_stream_size{stream=")));
    }

    @Test
    void everyOperationParameterAndPropertyIsDescribed() {
        // When
        Map<String, Object> openapi = given().accept("application/json")
                .get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .extract()
                .path("$");

        // Then
        List<String> undescribed = new ArrayList<>();
        describedOperations(openapi, undescribed);
        describedSchemas(openapi, undescribed);
        assertEquals(List.of(), undescribed);
    }

    private static void describedOperations(Map<String, Object> openapi, List<String> undescribed) {
        Map<String, Map<String, Map<String, Object>>> paths = of(openapi.get("paths"));
        // the paths of other extensions also hold texts beside their methods
        paths.keySet().removeIf(path -> !path.startsWith("/api") && !path.equals("/"));
        assertFalse(paths.isEmpty());
        paths.forEach((path, methods) -> methods.forEach((method, operation) -> {
            if (operation.get("summary") == null || operation.get("description") == null) {
                undescribed.add(method + " " + path);
            }
            List<Map<String, Object>> parameters =
                    operation.get("parameters") == null ? List.of() : of(operation.get("parameters"));
            parameters.stream()
                    .filter(parameter -> parameter.get("description") == null)
                    .forEach(parameter -> undescribed.add(method + " " + path + " " + parameter.get("name")));
        }));
    }

    private static void describedSchemas(Map<String, Object> openapi, List<String> undescribed) {
        Map<String, Object> components = of(openapi.get("components"));
        Map<String, Map<String, Object>> schemas = of(components.get("schemas"));
        schemas.forEach((name, schema) -> {
            if (name.startsWith("Health")) {
                return;
            }
            if (schema.get("description") == null) {
                undescribed.add(name);
            }
            Map<String, Map<String, Object>> properties =
                    schema.get("properties") == null ? Map.of() : of(schema.get("properties"));
            properties.forEach((property, described) -> {
                if (described.get("description") == null) {
                    undescribed.add(name + "." + property);
                }
            });
        });
    }

    @SuppressWarnings("unchecked")
    private static <T> T of(Object json) {
        return (T) json;
    }
}
