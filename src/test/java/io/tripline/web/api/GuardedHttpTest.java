package io.tripline.web.api;

import static io.restassured.RestAssured.given;
import static io.tripline.Patience.PATIENCE;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.tripline.web.Gauges;
import io.tripline.web.Posting;
import io.tripline.web.ServeProfile;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With a token, and with room for one request at a time. */
@QuarkusTest
@TestProfile(ServeProfile.Guarded.class)
class GuardedHttpTest {

    private static final String BEARER = "Bearer " + ServeProfile.Guarded.TOKEN;

    @TestHTTPResource("/")
    URI address = URI.create("");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/rules",
                "/api/v1/alerts",
                "/api/v1/alerts/stream",
                "/api/v1/nothing",
                "//api/v1/rules",
                "/api;x=1/v1/rules",
                "/api/../api/v1/rules",
                "/%61pi/v1/rules"
            })
    void withoutATokenThereIsNoWayIn(String path) throws IOException {
        // When the path is sent as it is
        String answer = raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        // Then it is either asked for or nothing at all
        assertTrue(
                answer.startsWith("HTTP/1.1 401")
                        || answer.startsWith("HTTP/1.1 404")
                        || answer.startsWith("HTTP/1.1 400"),
                answer);
    }

    @Test
    void aMissingTokenIsAskedFor() {
        given().get("/api/v1/rules")
                .then()
                .statusCode(401)
                .contentType(ProblemAnswer.TYPE)
                .header("WWW-Authenticate", containsString("Bearer"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer wrong", "bearer x", "Bearer 0123456789abcdef"})
    void aWrongTokenIsRefused(String authorization) {
        given().header("Authorization", authorization)
                .get("/api/v1/rules")
                .then()
                .statusCode(403)
                .contentType(ProblemAnswer.TYPE);
    }

    @Test
    void anotherSchemeIsNoToken() {
        given().header("Authorization", "Basic eDp5")
                .get("/api/v1/rules")
                .then()
                .statusCode(401);
    }

    @Test
    void theRightTokenOpensAndHealthNeedsNone() {
        given().header("Authorization", BEARER).get("/api/v1/rules").then().statusCode(200);
        given().get("/q/health").then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/q/metrics",
                "/q/openapi",
                "/q/openapi.json",
                "/q/swagger-ui",
                "/q/health/../metrics",
                "/q/health/%2e%2e/metrics",
                "/q/health;x=1",
                "//q/metrics",
                "/q/info",
                "/q"
            })
    void whatTellsOfTheInsideNeedsTheTokenToo(String path) throws IOException {
        // When
        String answer = raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        // Then
        assertTrue(answer.startsWith("HTTP/1.1 401"), answer);
        assertTrue(answer.contains("nosniff"), answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q/metrics", "/q/openapi"})
    void withTheTokenTheyAnswer(String path) {
        given().header("Authorization", BEARER).get(path).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q/health", "/q/health/live", "/q/health/ready", "/q/health/started"})
    void healthIsOpenAndNamesNothing(String path) {
        String health = given().get(path).then().statusCode(200).extract().asString();
        assertFalse(health.contains(".drl"), health);
    }

    @Test
    void whoShowedTheTokenInABrowserGetsAnAlertAsATest() {
        // Given
        given().header("Authorization", BEARER)
                .contentType("application/json")
                .body(Posting.deniedGrant("a" + UUID.randomUUID(), "curl", "x"))
                .post("/api/v1/events")
                .then()
                .statusCode(202)
                .body("alerts", equalTo(1));
        String newest = given().header("Authorization", BEARER)
                .get("/api/v1/alerts?limit=1")
                .then()
                .extract()
                .path("items[0].id");
        String session = given().formParam("name", "ada")
                .formParam("token", ServeProfile.Guarded.TOKEN)
                .redirects()
                .follow(false)
                .post("/sign-in")
                .then()
                .statusCode(303)
                .extract()
                .cookie("tripline_session");
        String test = "/api/v1/alerts/" + newest + "/test";

        // When, Then
        given().cookie("tripline_session", session)
                .get(test)
                .then()
                .statusCode(200)
                .contentType("text/yaml")
                .body(containsString("expect:"));
        given().header("Authorization", BEARER).get(test).then().statusCode(200);
        given().get(test).then().statusCode(401);
    }

    @Test
    void aSenderThatGoesAwayGivesItsPlaceBack() throws IOException {
        // Given a body that does not come
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(
                    ("POST /api/v1/events HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nAuthorization: "
                                    + BEARER + "\r\nContent-Length: 1000\r\n\r\n{\"a\":")
                            .getBytes(StandardCharsets.UTF_8));
            out.flush();
            await().atMost(PATIENCE).until(() -> Gauges.of("tripline_ingest_arriving") == 1);
        }

        // Then
        await().atMost(PATIENCE).until(() -> Gauges.of("tripline_ingest_arriving") == 0);
        assertEquals(0, Gauges.of("tripline_ingest_bytes"));
    }

    @Test
    void onlyTheNewestAlertsAreKept() {
        // Given
        for (int i = 0; i < 7; i++) {
            post(Posting.deniedGrant("a" + UUID.randomUUID(), "curl", "x"))
                    .then()
                    .body("alerts", equalTo(1));
        }

        // Then
        given().header("Authorization", BEARER).get("/api/v1/alerts").then().body("items", hasSize(5));
    }

    static io.restassured.response.Response post(String body) {
        return Posting.sending(Posting.NDJSON)
                .header("Authorization", BEARER)
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post("/api/v1/events");
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
