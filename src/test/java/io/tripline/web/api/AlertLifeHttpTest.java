package io.tripline.web.api;

import static io.restassured.RestAssured.given;
import static io.tripline.web.Posting.deniedGrant;
import static io.tripline.web.Posting.post;
import static io.tripline.web.Posting.registration;
import static io.tripline.web.Posting.registrations;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.tripline.web.ServeProfile;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(ServeProfile.class)
class AlertLifeHttpTest {

    private static final String OKTA = "6649e656-6f85-11ef-8876-f661ea17fbcc";

    @Test
    void anAlertIsAcknowledgedClosedAndOpenedAgainAndItsHistorySaysAll() {
        // Given
        String id = raise();

        // When
        patch(id, "{\"status\": \"acknowledged\", \"by\": \"ann\"}")
                .then()
                .statusCode(200)
                .body("status", equalTo("acknowledged"))
                .body("version", equalTo(1))
                .body("changed.by", equalTo("ann"));
        patch(
                        id,
                        "{\"status\": \"closed\", \"verdict\": \"false_positive\", \"comment\": \"a × test\", \"by\": \"bob\"}")
                .then()
                .statusCode(200)
                .body("verdict", equalTo("false_positive"));
        patch(id, "{\"status\": \"open\", \"by\": \"ann\", \"version\": 2}")
                .then()
                .statusCode(200)
                .body("status", equalTo("open"))
                .body("verdict", equalTo(null));

        // Then
        given().get("/api/v1/alerts/" + id + "/history")
                .then()
                .statusCode(200)
                .body("items.version", contains(1, 2, 3))
                .body("items.from", contains("open", "acknowledged", "closed"))
                .body("items.to", contains("acknowledged", "closed", "open"))
                .body("items.by", contains("ann", "bob", "ann"))
                .body("items[1].verdict", equalTo("false_positive"))
                .body("items[1].comment", equalTo("a × test"));
        given().get("/api/v1/alerts/" + id).then().body("id", equalTo(id)).body("version", equalTo(3));
    }

    @Test
    void theListHasThoseOfAStatus() {
        // Given
        String open = raise();
        String closed = raise();
        patch(closed, "{\"status\": \"closed\", \"verdict\": \"benign\"}")
                .then()
                .statusCode(200);

        // Then
        given().get("/api/v1/alerts?limit=1000&status=closed")
                .then()
                .body("items.id", hasItem(closed))
                .body("items.id", not(hasItem(open)))
                .body("items.find { it.id == '" + closed + "' }.verdict", equalTo("benign"));
        given().get("/api/v1/alerts?limit=1000&status=open")
                .then()
                .body("items.id", hasItem(open))
                .body("items.id", not(hasItem(closed)));
        given().get("/api/v1/alerts/" + closed + "?format=ecs")
                .then()
                .body("'kibana.alert.workflow_status'", equalTo("closed"));
    }

    @Test
    void ofTwoWhoSawTheSameVersionOneIsToldToLookAgain() {
        // Given
        String id = raise();

        // When
        Response first = patch(id, "{\"status\": \"acknowledged\", \"by\": \"ann\", \"version\": 0}");
        Response second =
                patch(id, "{\"status\": \"closed\", \"verdict\": \"benign\", \"by\": \"bob\", \"version\": 0}");

        // Then
        assertEquals(200, first.statusCode());
        second.then().statusCode(409).body("detail", containsString("of version 1, and 0 was expected"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "{}",
                "{\"status\": \"resolved\"}",
                "{\"status\": 1}",
                "{\"status\": \"closed\"}",
                "{\"status\": \"closed\", \"verdict\": \"fine\"}",
                "{\"status\": \"open\", \"verdict\": \"benign\", \"comment\": \"x\"}",
                "{\"status\": \"acknowledged\", \"owner\": \"ann\"}",
                "{\"status\": \"acknowledged\", \"status\": \"closed\"}",
                "{\"status\": \"acknowledged\"} {}",
                "{\"status\": \"acknowledged\", \"version\": \"1\"}",
                "{\"status\": \"acknowledged\", \"version\": 1.5}",
                "{\"status\": \"acknowledged\", \"by\": \"a\\nb\"}",
                "{\"status\": \"acknowledged\", \"by\": \"\"}",
                "{\"comment\": \"\\u0000\"}"
            })
    void whatSaysNothingThatCanBeDoneIsRefusedWithAReason(String body) {
        // Given
        String id = raise();

        // When
        patch(id, body)
                // Then
                .then()
                .statusCode(400)
                .contentType(ProblemAnswer.TYPE)
                .body("detail", not(equalTo(null)));
        given().get("/api/v1/alerts/" + id).then().body("version", equalTo(0));
    }

    @Test
    void otherRefusalsHaveTheirOwnStatus() {
        // Given
        String id = raise();
        patch(id, "{\"status\": \"closed\", \"verdict\": \"benign\"}").then().statusCode(200);

        // Then
        patch(id, "{\"status\": \"acknowledged\"}").then().statusCode(409).body("detail", containsString("reopen"));
        patch("unknown", "{\"status\": \"acknowledged\"}").then().statusCode(404);
        given().get("/api/v1/alerts/unknown/history").then().statusCode(404);
        patch(id, "{\"comment\": \"" + "x".repeat(5000) + "\"}").then().statusCode(400);
        patch(id, "{\"comment\": \"" + "x".repeat(100_000) + "\"}").then().statusCode(413);
        given().contentType("text/plain")
                .body("{}")
                .patch("/api/v1/alerts/" + id)
                .then()
                .statusCode(415);
        given().header("Origin", "https://evil.example")
                .contentType("application/json")
                .body("{\"status\": \"open\"}")
                .patch("/api/v1/alerts/" + id)
                .then()
                .statusCode(403);
    }

    @Test
    void whatASilenceSwallowsIsCountedOnTheAlert() {
        // Given
        String tenant = "t" + UUID.randomUUID();
        post(registrations(tenant, 11)).then().body("alerts", equalTo(1));
        String id = given().get("/api/v1/alerts?limit=1").then().extract().path("items[0].id");

        // When
        post(String.join(
                        "\n",
                        IntStream.range(0, 5)
                                .mapToObj(i -> registration(tenant, Instant.now()))
                                .toList()))
                .then()
                .body("alerts", equalTo(0));

        // Then
        given().get("/api/v1/alerts/" + id)
                .then()
                .body("group['data.tenant_name']", equalTo(tenant))
                .body("silenced", equalTo(5));
    }

    private static String raise() {
        post(deniedGrant("a" + UUID.randomUUID(), "curl", "x")).then().body("alerts", equalTo(1));
        List<String> ids = given().get("/api/v1/alerts?limit=1&rule=" + OKTA)
                .then()
                .extract()
                .path("items.id");
        return ids.getFirst();
    }

    private static Response patch(String id, String body) {
        return given().contentType("application/json").body(body).patch("/api/v1/alerts/" + id);
    }
}
