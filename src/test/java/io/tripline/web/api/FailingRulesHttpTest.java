package io.tripline.web.api;

import static io.restassured.RestAssured.given;
import static io.tripline.Patience.PATIENCE;
import static io.tripline.web.Posting.post;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.tripline.engine.Rules;
import io.tripline.web.RulesFolder;
import io.tripline.web.ServeProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What senders, and people who look after the program, see of rules that throw and rules that never end. */
@QuarkusTest
@TestProfile(ServeProfile.class)
class FailingRulesHttpTest {

    /** Fields are named anew in each test, so that the rules of one do not see the events of another. */
    private final String field = "f" + UUID.randomUUID().toString().replace("-", "");

    @AfterEach
    void noRuleStays() throws IOException {
        Files.deleteIfExists(file("bad"));
        Files.deleteIfExists(file("good"));
        awaitState("failing/bad.drl", null);
        awaitState("failing/good.drl", null);
    }

    @Test
    void aBatchIsAcceptedThoughOneOfItsRulesThrows() throws IOException {
        // Given: a rule that raises, then throws for events without an n
        write("good", "alerts.raise( drools.getRule(), Alert.of( $event ) );");
        write("bad", "alerts.raise( drools.getRule(), Alert.of( $event ) ); $event.get( \"n\" ).toString();");
        awaitState("failing/good.drl", "live");
        awaitState("failing/bad.drl", "live");

        // When one event, then a batch of another sender
        post(event("")).then().statusCode(202).body("accepted", equalTo(1), "alerts", equalTo(1));
        post(event(", \"n\": 1")).then().statusCode(202).body("accepted", equalTo(1), "alerts", equalTo(2));

        // Then
        given().get("/api/v1/rules/rules.failing.bad.bad")
                .then()
                .body("rule.state", equalTo("failing"))
                .body("rule.trouble", containsString("then failed at event "))
                .body("rule.counters.failed", equalTo(1))
                .body("rule.counters.alerts", equalTo(1));
        given().get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("checks.find { it.name == 'rules' }.data.state", equalTo("degraded"))
                .body("checks.find { it.name == 'rules' }.data.failing", greaterThanOrEqualTo(1));
        await().atMost(PATIENCE).untilAsserted(() -> given().get("/q/metrics")
                .then()
                .body(containsString("tripline_rule_failures{rule=\"rules.failing.bad.bad\"} 1.0")));
    }

    @Test
    void aRuleThatFeedsItselfIsStoppedAndTheOthersGoOn() throws IOException {
        // Given
        write("good", "alerts.raise( drools.getRule(), Alert.of( $event ) );");
        write(
                "bad",
                "streams.write( \"%s\", Match.of( $event, \"?user\" ) );\nend\n\nrule \"again\"\n    @id( \"%s\" )\nwhen\n"
                                .formatted(field, field)
                        + "    $match : Match( $key : key ) from entry-point \"" + field + "\"\nthen\n"
                        + "    alerts.raise( drools.getRule(), Alert.of( $key, $match ) ); streams.write( \"" + field
                        + "\", $match );");
        awaitState("failing/good.drl", "live");
        awaitState("failing/bad.drl", "live");

        // When
        post(event("")).then().statusCode(202);

        // Then
        given().get("/api/v1/rules/" + field)
                .then()
                .body("rule.state", equalTo("stopped"))
                .body("rule.trouble", containsString("it feeds itself"));
        given().get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("checks.find { it.name == 'rules' }.data.stopped", greaterThanOrEqualTo(1));
        post(event("")).then().statusCode(202).body("alerts", equalTo(1));
    }

    private String event(String more) {
        return "{\"" + field + "\": 1, \"id\": \"" + UUID.randomUUID() + "\"" + more + "}";
    }

    private void write(String name, String consequence) throws IOException {
        Files.createDirectories(file(name).getParent());
        Files.writeString(
                file(name),
                "package rules.failing." + name + "\n" + Rules.IMPORTS + "rule \"" + name
                        + "\"\nwhen\n    $event : Event( field( \"" + field + "\" ).is( 1 ) )\nthen\n    " + consequence
                        + "\nend\n");
    }

    private static void awaitState(String file, String state) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            List<String> states = given().get("/api/v1/rules")
                    .then()
                    .extract()
                    .path("items.findAll { it.file == '" + file + "' }.state");
            assertEquals(state == null ? List.of() : List.of(state), states);
        });
    }

    private static Path file(String name) {
        return RulesFolder.current().resolve("failing/" + name + ".drl");
    }
}
