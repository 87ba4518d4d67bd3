package io.tripline.web.api;

import static io.restassured.RestAssured.given;
import static io.tripline.Patience.PATIENCE;
import static io.tripline.web.Posting.post;
import static io.tripline.web.Posting.registrations;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.tripline.web.ServeProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Counts over time. The program of one test class runs on in the next, so that there are counts of others. */
@QuarkusTest
@TestProfile(ServeProfile.class)
class HistoryHttpTest {

    private static final String DCR = "4bf28f3a-716c-11f0-9932-723487b9527c";

    private static long sum(String query, String what) {
        return given().get("/api/v1/history" + query)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getLong("items.inject(0) { sum, point -> sum + " + what + " }");
    }

    @Test
    void whatCameOfARuleIsThereByTheMinute() {
        // Given
        long before = sum("?rule=" + DCR, "point.matches");
        long alertsBefore = sum("?rule=" + DCR, "point.alerts");

        // When
        post(registrations("t" + UUID.randomUUID(), 11)).then().body("alerts", equalTo(1));

        // Then
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertEquals(11, sum("?rule=" + DCR, "point.matches") - before);
            assertEquals(1, sum("?rule=" + DCR, "point.alerts") - alertsBefore);
        });
        given().get("/api/v1/history?rule=" + DCR)
                .then()
                .body("rule", equalTo(DCR))
                .body("step", equalTo("PT1M"))
                .body("items[-1].time", containsString(":00Z"))
                .body("items[-1].events", nullValue())
                .body("items[-1].levels", nullValue());
        given().get("/api/v1/rules/" + DCR).then().body("rule.counters.lastMatch", startsWith("20"));
    }

    @Test
    void whatTheEngineDidIsThereByLevel() {
        // Given
        long before = sum("", "point.events");
        long mediumBefore = sum("", "(point.levels.medium ?: 0)");

        // When
        post(registrations("t" + UUID.randomUUID(), 11)).then().body("alerts", equalTo(1));

        // Then
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertTrue(sum("", "point.events") - before >= 11);
            assertTrue(sum("", "(point.levels.medium ?: 0)") - mediumBefore >= 1);
        });
        given().get("/api/v1/history")
                .then()
                .body("rule", nullValue())
                .body("items[-1].alerts", greaterThanOrEqualTo(0));
    }

    @Test
    void furtherBackThanADayPointsAreHours() {
        // Given
        Instant lastWeek = Instant.now().minus(Duration.ofDays(7));

        // Then
        given().get("/api/v1/history?rule=" + DCR + "&since=" + lastWeek)
                .then()
                .statusCode(200)
                .body("step", equalTo("PT1H"))
                .body("since", containsString(":00:00Z"));
        given().get("/api/v1/history?since=" + lastWeek + "&until=" + lastWeek.plusSeconds(60))
                .then()
                .body("items", hasSize(0));
    }

    @Test
    void beforeAnythingIsKeptThereIsNothing() {
        given().get("/api/v1/history?until=2020-01-01T00:00:00Z")
                .then()
                .statusCode(200)
                .body("items", hasSize(0));
    }

    @Test
    void ofWhatNobodyKnowsThereIsNothing() {
        given().queryParam("rule", "no/such \u202e rule.drl")
                .get("/api/v1/history")
                .then()
                .statusCode(200)
                .body("items", hasSize(0))
                .body(not(containsString("\u202e")));
    }

    @ParameterizedTest
    @CsvSource({
        "since=yesterday, since=yesterday",
        "until=never, until=never",
        "since=2030-01-01T00:00:00Z, before until"
    })
    void aTimeThatCannotBeUsedIsRefused(String query, String said) {
        given().get("/api/v1/history?" + query)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("detail", containsString(said));
    }
}
