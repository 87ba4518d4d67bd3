package io.tripline.web.api;

import static io.restassured.RestAssured.given;
import static io.tripline.web.Posting.deniedGrant;
import static io.tripline.web.Posting.post;
import static io.tripline.web.Posting.registrations;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.tripline.web.ServeProfile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(ServeProfile.class)
class AlertsHttpTest {

    private static final String OKTA = "6649e656-6f85-11ef-8876-f661ea17fbcc";

    @Test
    void pagesLeadThroughAllAlertsNewestFirstWithoutGapOrRepetition() {
        // Given
        List<String> actors = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            actors.addFirst("a" + UUID.randomUUID());
            post(deniedGrant(actors.getFirst(), "curl", "x")).then().statusCode(202);
        }

        // When
        List<String> seen = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        String cursor = "";
        while (cursor != null && seen.size() < 7) {
            var page = given().get("/api/v1/alerts?rule=" + OKTA + "&limit=2&cursor=" + cursor)
                    .then()
                    .statusCode(200)
                    .extract();
            seen.addAll(page.path("items.group['okta.actor.display_name']"));
            page.<List<String>>path("items.id").forEach(id -> assertTrue(ids.add(id)));
            cursor = page.path("next");
        }

        // Then
        assertEquals(actors, seen.subList(0, 7));
    }

    @Test
    void alertsComeInElasticsFormWhereThatIsAskedFor() {
        // Given
        String actor = "a" + UUID.randomUUID();
        post(deniedGrant(actor, "curl", "x"));

        // When
        var page = given().get("/api/v1/alerts?limit=1&format=ecs&rule=" + OKTA)
                .then()
                .statusCode(200)
                .extract();

        // Then
        Map<String, Object> alert = page.path("items[0]");
        assertEquals(List.of(actor), alert.get("kibana.alert.new_terms"));
        assertEquals(OKTA, alert.get("kibana.alert.rule.rule_id"));
        assertEquals("new_terms", alert.get("kibana.alert.rule.type"));
        assertEquals(47, alert.get("kibana.alert.risk_score"));
        assertTrue(String.valueOf(alert.get("kibana.alert.rule.description")).startsWith("Okta refused"));

        // and one alone
        Map<String, Object> one = given().get("/api/v1/alerts/" + alert.get("kibana.alert.uuid") + "?format=ecs")
                .then()
                .statusCode(200)
                .extract()
                .path("$");
        assertEquals(alert, one);
        given().get("/api/v1/alerts?format=xml").then().statusCode(400).body("detail", containsString("format=xml"));
        given().get("/api/v1/alerts/stream?format=xml").then().statusCode(400);
    }

    @Test
    void theLastPageSaysSo() {
        // Given
        String since = Instant.now().minusSeconds(1).toString();
        String actor = "a" + UUID.randomUUID();
        post(deniedGrant(actor, "curl", "x"));

        // When
        given().queryParam("since", since)
                .queryParam("rule", OKTA)
                .get("/api/v1/alerts")
                // Then
                .then()
                .statusCode(200)
                .body("next", equalTo(null))
                .body("items[0].group['okta.actor.display_name']", equalTo(actor));
    }

    @Test
    void conditionsNarrowTheList() {
        // Given
        post(registrations("t" + UUID.randomUUID(), 11)).then().body("alerts", equalTo(1));
        post(deniedGrant("a" + UUID.randomUUID(), "curl", "x")).then().body("alerts", equalTo(1));

        // Then
        given().get("/api/v1/alerts?rule=" + OKTA).then().body("items.rule.id", everyItem(equalTo(OKTA)));
        given().get("/api/v1/alerts?rule=none").then().body("items", hasSize(0));
        given().get("/api/v1/alerts?level=critical").then().body("items", hasSize(0));
        given().get("/api/v1/alerts?level=MEDIUM&status=open").then().body("items", not(hasSize(0)));
        given().queryParam("since", "2100-01-01T00:00:00+01:00")
                .get("/api/v1/alerts")
                .then()
                .body("items", hasSize(0));
        given().get("/api/v1/alerts?since=4102444800000").then().body("items", hasSize(0));
        given().get("/api/v1/alerts?since=&rule=&level=&status=&limit=&cursor=")
                .then()
                .body("items", not(hasSize(0)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "since=yesterday",
                "level=huge",
                "status=resolved",
                "limit=0",
                "limit=1001",
                "limit=x",
                "cursor=-1",
                "cursor=x"
            })
    void aParameterThatCannotBeUsedIsNamed(String parameter) {
        given().get("/api/v1/alerts?" + parameter)
                .then()
                .statusCode(400)
                .contentType(ProblemAnswer.TYPE)
                .body("detail", containsString(parameter.substring(0, parameter.indexOf('='))));
    }

    @Test
    void hostileTextOfARequestComesBackVisibleAndShort() {
        // When
        String detail = given().queryParam("level", "\u001b[2J\u202e<script>" + "x".repeat(1000))
                .get("/api/v1/alerts")
                .then()
                .statusCode(400)
                .extract()
                .path("detail");

        // Then
        assertTrue(detail.contains("\\u001B[2J\\u202E"), detail);
        assertTrue(detail.length() < 250, detail);
    }

    @Test
    void oneAlertIsTheOneOfTheList() {
        // Given
        post(deniedGrant("a" + UUID.randomUUID(), "curl", "x")).then().body("alerts", equalTo(1));
        Map<String, Object> listed =
                given().get("/api/v1/alerts?limit=1").then().extract().path("items[0]");

        // When
        Map<String, Object> one = given().get("/api/v1/alerts/" + listed.get("id"))
                .then()
                .statusCode(200)
                .extract()
                .path("$");

        // Then
        assertEquals(listed, one);
    }

    @Test
    void theDescriptionOfAnAlertNamesWhatAnAlertHas() {
        // Given
        post(registrations("t" + UUID.randomUUID(), 11)).then().body("alerts", equalTo(1));

        // When
        Map<String, Object> alert =
                given().get("/api/v1/alerts?limit=1").then().extract().path("items[0]");

        // Then
        Set<String> described = Arrays.stream(AlertShape.class.getRecordComponents())
                .map(java.lang.reflect.RecordComponent::getName)
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(described, new TreeSet<>(alert.keySet()));
    }
}
