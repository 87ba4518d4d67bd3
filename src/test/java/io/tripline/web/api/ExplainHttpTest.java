package io.tripline.web.api;

import static io.restassured.RestAssured.given;
import static io.tripline.Patience.PATIENCE;
import static io.tripline.web.Posting.deniedGrant;
import static io.tripline.web.Posting.post;
import static io.tripline.web.Posting.registration;
import static io.tripline.web.Posting.registrations;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.tripline.web.ServeProfile;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Why a rule matches an event, or why not; and the events to ask for. */
@QuarkusTest
@TestProfile(ServeProfile.class)
class ExplainHttpTest {

    private static final String DCR = "4bf28f3a-716c-11f0-9932-723487b9527c";
    private static final String OKTA = "6649e656-6f85-11ef-8876-f661ea17fbcc";

    private static ValidatableResponse explain(String body) {
        return given().contentType("application/json")
                .body(body)
                .post("/api/v1/explain")
                .then();
    }

    private static ValidatableResponse explain(String rule, String event) {
        return explain("{\"rule\": \"" + rule + "\", \"event\": " + event + "}");
    }

    @Test
    void aRuleThatDoesNotMatchSaysWhichTestFailsAndWhatWasFound() {
        explain(DCR, registration("acme", Instant.now()).replace("Dynamic client registration", "Client removed"))
                .statusCode(200)
                .body("event.format", equalTo("auth0"))
                .body("rules.size()", equalTo(1))
                .body("rules[0].ids", contains(DCR))
                .body("rules[0].matches", equalTo(false))
                .body("rules[0].missing", equalTo(1))
                .body("rules[0].cut", equalTo(false))
                .body("rules[0].condition.state", equalTo("failed"))
                .root("rules[0].condition.parts.find { it.text.contains('data.description') }")
                .body("state", equalTo("failed"))
                .body("values", contains("Client removed"));
    }

    @Test
    void aRuleThatMatchesTellsWhatItsWindowHoldsForTheGroupOfTheEvent() {
        // Given
        String tenant = "t" + UUID.randomUUID();
        post(registrations(tenant, 4)).then().statusCode(202);
        long accepted = given().get("/api/v1/rules").jsonPath().getLong("engine.accepted");

        // When
        explain(DCR, registration(tenant, Instant.now()))
                .statusCode(200)
                .body("rules[0].matches", equalTo(true))
                .body("rules[0].missing", equalTo(0))
                .body("rules[0].raises", equalTo(false))
                .body("rules[0].groups.size()", equalTo(1))
                .body("rules[0].groups[0].group['data.tenant_name']", equalTo(tenant))
                .body("rules[0].groups[0].progress", startsWith("4 of 11"))
                .body("rules[0].groups[0].measures[0].needed", equalTo(11))
                .body("rules[0].groups[0]", hasKey("until"));

        // Then: nothing came of it
        explain(DCR, registration(tenant, Instant.now())).body("rules[0].groups[0].progress", startsWith("4 of 11"));
        explain(DCR, registration("t" + UUID.randomUUID(), Instant.now())).body("rules[0].groups", empty());
        assertEquals(accepted, given().get("/api/v1/rules").jsonPath().getLong("engine.accepted"));
    }

    @Test
    void withoutARuleTheNearestOfAllAreExplained() {
        explain("{\"event\": " + deniedGrant("a", "curl", "x").replace("FAILURE", "SUCCESS") + ", \"rule\": null}")
                .statusCode(200)
                .body("rules.size()", lessThanOrEqualTo(10))
                .body("rules[0].ids", hasItem(OKTA))
                .body("rules[0].missing", greaterThanOrEqualTo(1))
                .body("lookedAt", greaterThanOrEqualTo(1))
                .body("left", equalTo(0))
                .body("rules.ids.flatten()", not(hasItem(DCR)));
    }

    @Test
    void whatIsSaidOfTheLogCounts() {
        explain(
                        "{\"event\": {\"a\": 1.50}, \"log\": {\"product\": \"windows\", \"service\": \"sysmon\", \"category\": null}}")
                .statusCode(200)
                .body("event.products", hasItem("windows"))
                .body("event.services", hasItem("sysmon"));
        explain("{\"event\": {\"a\": 1}, \"log\": {\"product\": \"windws\"}}")
                .statusCode(400)
                .body("detail", containsString("windows"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"event\": null}",
                "{\"event\": [1]}",
                "{\"event\": \"x\"}",
                "{\"event\": {\"a\": 1}, \"rule\": 7}",
                "{\"event\": {\"a\": 1}, \"log\": \"windows\"}",
                "{\"event\": {\"a\": 1}, \"log\": {\"product\": 1}}",
                "{\"event\": {\"a\": 1}, \"log\": {\"vendor\": \"x\"}}",
                "{\"event\": {\"a\": 1}, \"events\": []}",
                "{\"event\": {\"a\": 1, \"a\": 2}}"
            })
    void whatIsNoQuestionIsRefusedWithAReason(String body) {
        explain(body).statusCode(400).contentType(ProblemAnswer.TYPE).body("detail", not(equalTo(null)));
    }

    @Test
    void otherRefusalsHaveTheirOwnStatus() {
        explain("no such rule", "{\"a\": 1}").statusCode(404).body("detail", containsString("no such rule"));
        explain("{\"event\": {\"a\": \"" + "x".repeat(256 * 1024) + "\"}}").statusCode(413);
        explain("{\"event\": {\"a\": " + "[".repeat(70) + "]".repeat(70) + "}}").statusCode(400);
        explain("{\"event\": {\"a\": " + "[".repeat(5_000) + "]".repeat(5_000) + "}}")
                .statusCode(400);
        given().contentType("text/plain")
                .body("{}")
                .post("/api/v1/explain")
                .then()
                .statusCode(415);
        given().header("Origin", "https://evil.example")
                .contentType("application/json")
                .body("{\"event\": {}}")
                .post("/api/v1/explain")
                .then()
                .statusCode(403);
    }

    @Test
    void valuesAreNoLongerThanAPageNeeds() {
        explain(DCR, registration("acme", Instant.now()).replace("Dynamic client registration", "x".repeat(100_000)))
                .statusCode(200)
                .body(
                        "rules[0].condition.parts.find { it.text.contains('data.description') }.values[0].length()",
                        equalTo(501));
    }

    @Test
    void eventsThatCameInAreThereToBePicked() {
        // Given: there may have been many in this second
        String marker = "m" + UUID.randomUUID();

        // When
        await().atMost(PATIENCE).untilAsserted(() -> {
            given().contentType("application/json")
                    .body("{\"marker\": \"" + marker + "\", \"n\": 1.50, \"list\": [null, {}]}")
                    .post("/api/v1/events?product=own-" + marker)
                    .then()
                    .statusCode(202);
            given().get("/api/v1/events/seen")
                    .then()
                    .statusCode(200)
                    .root("items.find { it.event.marker == '" + marker + "' }")
                    // Then
                    .body("format", equalTo("said"))
                    .body("wire", equalTo("json"))
                    .body("log.product", equalTo("own-" + marker))
                    .body("event.n", equalTo(1.5f))
                    .body("sender", not(equalTo(null)))
                    .body("arrived", startsWith("20"));
        });
    }
}
