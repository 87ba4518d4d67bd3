package io.tripline.web.api;

import static io.restassured.RestAssured.given;
import static io.tripline.web.Posting.deniedGrant;
import static io.tripline.web.Posting.post;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.tripline.web.ServeProfile;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With a webhook that leads inside, which is not allowed, and is tried once. */
@QuarkusTest
@TestProfile(ServeProfile.Hooked.class)
class SinksHttpTest {

    @Test
    void sinksAreListedWithoutWhatIsSecret() {
        given().get("/api/v1/sinks")
                .then()
                .statusCode(200)
                .body("items.name", hasItems("hook", "log"))
                .body("items.find { it.name == 'hook' }.target", equalTo("http://127.0.0.1:9"))
                .body("items.find { it.name == 'hook' }.type", equalTo("webhook"));
        String all = given().get("/api/v1/sinks").asString();
        assertTrue(!all.contains("secret-path") && !all.contains("whsec"), all);
    }

    @Test
    void whatASinkDoesNotTakeIsADeadLetterThatCanBeSentAgainAndTheLogGotIt() {
        // When
        post(deniedGrant("a" + UUID.randomUUID(), "curl", "x")).then().body("alerts", equalTo(1));
        String id = given().get("/api/v1/alerts?limit=1").then().extract().path("items[0].id");
        until(() -> given().get("/api/v1/sinks/hook/dead?limit=1000").asString().contains(id));

        // Then
        given().get("/api/v1/sinks/hook/dead?limit=1000")
                .then()
                .body("items.find { it.alert == '" + id + "' }.tries", equalTo(1))
                .body("items.find { it.alert == '" + id + "' }.error", containsString("127.0.0.1"));
        until(() -> given().get("/api/v1/sinks/log").then().extract().<Integer>path("waiting") == 0);

        // When
        given().contentType("application/json")
                .body("{\"alerts\": [\"" + id + "\", \"unknown\"]}")
                .post("/api/v1/sinks/hook/retry")
                .then()
                .statusCode(200)
                .body("again", equalTo(1));

        // Then it is tried once more
        until(() -> given().get("/api/v1/sinks/hook/dead?limit=1000")
                        .then()
                        .extract()
                        .<Integer>path("items.find { it.alert == '" + id + "' }.tries")
                == 2);
    }

    @Test
    void aTestSaysWhatBecameOfIt() {
        given().post("/api/v1/sinks/log/test")
                .then()
                .statusCode(200)
                .body("outcome", equalTo("delivered"))
                .body("error", equalTo(null));
        given().post("/api/v1/sinks/hook/test")
                .then()
                .statusCode(200)
                .body("outcome", equalTo("later"))
                .body("error", containsString("allow"));
        given().get("/api/v1/alerts?limit=1000").then().body("items.rule.id", not(hasItems("tripline-test")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{\"alerts\": \"a\"}", "{\"alerts\": [1]}", "{\"ids\": []}", "{"})
    void whatIsToBeSentAgainIsSaidClearly(String body) {
        given().contentType("application/json")
                .body(body)
                .post("/api/v1/sinks/hook/retry")
                .then()
                .statusCode(400);
    }

    @Test
    void whatIsNotThereIsNotFound() {
        given().get("/api/v1/sinks/none").then().statusCode(404);
        given().get("/api/v1/sinks/none/dead").then().statusCode(404);
        given().post("/api/v1/sinks/none/retry").then().statusCode(404);
        given().post("/api/v1/sinks/none/test").then().statusCode(404);
        given().get("/api/v1/sinks/hook/dead?limit=0").then().statusCode(400);
        given().get("/api/v1/sinks/hook/dead?cursor=-1").then().statusCode(400);
    }

    private static void until(Callable<Boolean> condition) {
        await().atMost(Duration.ofMinutes(1)).until(condition);
    }
}
