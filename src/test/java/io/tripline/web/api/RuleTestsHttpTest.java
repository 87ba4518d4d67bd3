package io.tripline.web.api;

import static io.restassured.RestAssured.given;
import static io.tripline.web.Posting.deniedGrant;
import static io.tripline.web.Posting.post;
import static io.tripline.web.Posting.registrations;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.tripline.web.RulesFolder;
import io.tripline.web.ServeProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Tests of rules that are run by the service, and alerts that become tests. */
@QuarkusTest
@TestProfile(ServeProfile.class)
class RuleTestsHttpTest {

    private static final String DCR = "4bf28f3a-716c-11f0-9932-723487b9527c";
    private static final String OKTA = "6649e656-6f85-11ef-8876-f661ea17fbcc";

    private static ValidatableResponse run(String rule) {
        return given().queryParam("rule", rule).post("/api/v1/tests").then();
    }

    private static String newest(String rule) {
        return given().get("/api/v1/alerts?limit=1&rule=" + rule)
                .then()
                .extract()
                .path("items[0].id");
    }

    @Test
    void theTestsOfAShippedRulePassAndTouchNothingThatRuns() {
        // Given
        String newest = newest(DCR);
        long accepted = given().get("/api/v1/rules").jsonPath().getLong("engine.accepted");

        // When
        run(DCR).statusCode(200)
                .body("rule", equalTo(DCR))
                .body("passed", greaterThanOrEqualTo(4))
                .body("failed", equalTo(0))
                .body("errors", equalTo(0))
                .body("whole", equalTo(true))
                .body("tests.file", hasItem("auth0/dcr_rapid_client_creation.test.yml"))
                .body("tests.status", everyItem(equalTo("passed")))
                .body("tests.messages", everyItem(empty()));

        // Then
        assertEquals(newest, newest(DCR));
        assertEquals(accepted, given().get("/api/v1/rules").jsonPath().getLong("engine.accepted"));
    }

    @Test
    void aTestThatFailsSaysWhatWasExpectedAndWhatCame() throws IOException {
        // Given
        Path test = RulesFolder.current().resolve("elastic/wrong.test.yml");
        Files.writeString(test, """
                rules: [okta_new_actor_client_credentials_denied.toml]
                tests:
                  - name: "never \\e[31m"
                    events:
                      - at: 0s
                        event: %s
                    expect: [{at: 7s}]
                """.formatted(deniedGrant("a", "curl", "x")));

        // When
        run(OKTA)
                .statusCode(200)
                .body("failed", equalTo(1))
                .root("tests.find { it.status == 'failed' }")
                .body("file", equalTo("elastic/wrong.test.yml"))
                .body("line", equalTo(3))
                .body("name", equalTo("never \\u001B[31m"))
                .body("expected", equalTo(java.util.List.of("{at: 7s}")))
                .body("came[0]", containsString("at: 0s"))
                .body("messages[0]", containsString("not raised: {at: 7s}"));

        // Then
        Files.delete(test);
        run(OKTA).body("failed", equalTo(0)).body("tests.file", not(hasItem("elastic/wrong.test.yml")));
    }

    @Test
    void whoAsksForNoRuleIsToldSo() {
        given().post("/api/v1/tests").then().statusCode(400).contentType(ProblemAnswer.TYPE);
        run("no such rule").statusCode(404).body("detail", containsString("no such rule"));
        given().get("/api/v1/tests").then().statusCode(405);
        given().header("Origin", "https://evil.example")
                .post("/api/v1/tests?rule=" + DCR)
                .then()
                .statusCode(403);
    }

    @Test
    void anAlertBecomesATestThatPasses() throws IOException {
        // Given
        post(deniedGrant("a" + UUID.randomUUID(), "curl", "x")).then().body("alerts", equalTo(1));
        post(registrations("t" + UUID.randomUUID(), 11)).then().body("alerts", equalTo(1));

        for (String rule : new String[] {DCR, OKTA}) {
            // When
            String text = given().get("/api/v1/alerts/" + newest(rule) + "/test")
                    .then()
                    .statusCode(200)
                    .contentType("text/yaml")
                    .extract()
                    .asString();

            // Then
            assertTrue(text.startsWith("# Made from the alert "), text);
            String folder = rule.equals(DCR) ? "auth0" : "elastic";
            Path test = RulesFolder.current().resolve(folder).resolve("pasted.test.yml");
            Files.writeString(test, text);
            run(rule)
                    .body("tests.find { it.file == '" + folder + "/pasted.test.yml' }.messages", empty())
                    .body("tests.find { it.file == '" + folder + "/pasted.test.yml' }.status", equalTo("passed"));
            Files.delete(test);
        }
    }

    @Test
    void anAlertThatIsNotKeptBecomesNoTest() {
        given().get("/api/v1/alerts/unknown/test").then().statusCode(404).contentType(ProblemAnswer.TYPE);
    }
}
