package io.tripline.web.api;

import static io.restassured.RestAssured.given;
import static io.tripline.Patience.PATIENCE;
import static io.tripline.web.Posting.post;
import static io.tripline.web.Posting.registrations;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.tripline.web.ServeProfile;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What windows hold. The program of one test class runs on in the next, so that there are groups of others. */
@QuarkusTest
@TestProfile(ServeProfile.class)
class StreamsHttpTest {

    private static final String DCR = "4bf28f3a-716c-11f0-9932-723487b9527c";
    private static final String STREAM = "items.find { it.stream == 'auth0/dcr_rapid_client_creation' }";

    @Test
    void aStreamSaysWhatItHoldsAndHowNearItsGroupsAre() {
        // Given
        String tenant = "t" + UUID.randomUUID();
        post(registrations(tenant, 10)).then().body("alerts", equalTo(0));

        // Then
        String group = STREAM + ".readBy[0].nearest.find { it.group['data.tenant_name'] == '" + tenant + "' }";
        await().atMost(PATIENCE).untilAsserted(() -> given().get("/api/v1/streams?nearest=100")
                .then()
                .statusCode(200)
                .body(STREAM + ".matches", greaterThanOrEqualTo(10))
                .body(STREAM + ".groups", greaterThanOrEqualTo(1))
                .body(STREAM + ".newest", startsWith("20"))
                .body(STREAM + ".writtenBy.rule", hasItem("dynamic_client_registration"))
                .body(STREAM + ".readBy[0].id", equalTo(DCR))
                .body(group + ".text", startsWith("10 of 11, until "))
                .body(group + ".progress", equalTo("10 of 11"))
                .body(group + ".measures[0].needed", equalTo(11))
                .body(group + ".measures[0].condition", equalTo("more than 10"))
                .body(group + ".matches", equalTo(10))
                .body(group + ".logs", equalTo(java.util.List.of("auth0")))
                .body(group + ".open", equalTo(false))
                .body("totals.matches", greaterThanOrEqualTo(10))
                .body("totals.whole", equalTo(true)));
    }

    @Test
    void theRulesPageSaysTheSameAndTheListCountsIt() {
        // Given
        String tenant = "t" + UUID.randomUUID();
        post(registrations(tenant, 7)).then().body("alerts", equalTo(0));

        // When: it has alerted once
        String other = "t" + UUID.randomUUID();
        post(registrations(other, 11)).then().body("alerts", equalTo(1));

        // Then
        await().atMost(PATIENCE).untilAsserted(() -> given().get("/api/v1/rules/" + DCR)
                .then()
                .statusCode(200)
                .body("nearest.find { it.group['data.tenant_name'] == '" + tenant + "' }.text", startsWith("7 of 11, "))
                .body("rule.counters.held", greaterThanOrEqualTo(18))
                .body("rule.counters.groups", greaterThanOrEqualTo(2))
                .body("rule.counters.inserted", greaterThanOrEqualTo(11))
                .body("rule.counters.evicted", equalTo(0)));
    }

    @Test
    void keysOfStrangersAreShownAsTextAndAreShort() {
        // Given
        String hostile = "<script>alert(1)</script>\\u202e\\u001b[2J " + UUID.randomUUID() + " " + "x".repeat(5_000);
        post(registrations(hostile, 9)).then().statusCode(202);

        // Then
        await().atMost(PATIENCE).untilAsserted(() -> given().get("/api/v1/streams?nearest=100")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body(containsString("\\u202E"))
                .body(not(containsString("\u202e")))
                .body(not(containsString("x".repeat(600))))
                .body(
                        STREAM + ".readBy[0].nearest.collect { it.group['data.tenant_name'].length() }",
                        everyItem(org.hamcrest.Matchers.lessThanOrEqualTo(501))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "101", "many", "1e1", "99999999999"})
    void aNumberOfGroupsThatCannotBeUsedIsRefused(String nearest) {
        given().get("/api/v1/streams?nearest=" + nearest)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("detail", containsString("0 to 100"));
    }

    @Test
    void noGroupsAreToldWhereNoneAreWanted() {
        // Given
        post(registrations("t" + UUID.randomUUID(), 1)).then().statusCode(202);

        // Then
        given().get("/api/v1/streams?nearest=0").then().statusCode(200).body(STREAM + ".readBy[0].nearest", hasSize(0));
    }

    @Test
    void metricsCountGroupsAndMatches() {
        // Given: what counts is held although memory was tidied up
        System.gc();
        post(registrations("t" + UUID.randomUUID(), 11)).then().body("alerts", equalTo(1));

        // Then
        await().atMost(PATIENCE).untilAsserted(() -> given().get("/q/metrics")
                .then()
                .body(containsString("tripline_groups "))
                .body(containsString("tripline_groups_open "))
                .body(containsString("tripline_matches "))
                .body(containsString("tripline_rule_groups{rule=\"" + DCR))
                .body(containsString("tripline_rule_groups_open{rule=\"" + DCR))
                .body(containsString("tripline_rule_matches{rule=\"" + DCR))
                .body(containsString("tripline_rule_matches_inserted_total{rule=\"" + DCR))
                .body(not(containsString("tripline_rule_matches_inserted_total{rule=\"" + DCR + "\"} 0.0")))
                .body(not(containsString("tripline_rule_alerts_total{rule=\"" + DCR + "\"} 0.0")))
                .body(containsString("tripline_rule_matches_evicted_total{rule=\"" + DCR)));
    }
}
