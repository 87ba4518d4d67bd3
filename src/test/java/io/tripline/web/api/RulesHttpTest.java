package io.tripline.web.api;

import static io.restassured.RestAssured.given;
import static io.tripline.Patience.PATIENCE;
import static io.tripline.web.Posting.post;
import static io.tripline.web.Posting.registrations;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.tripline.web.RulesFolder;
import io.tripline.web.ServeProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(ServeProfile.class)
class RulesHttpTest {

    private static final String DCR = "4bf28f3a-716c-11f0-9932-723487b9527c";
    private static final String OKTA = "6649e656-6f85-11ef-8876-f661ea17fbcc";

    @Test
    void theListShowsEveryRuleWithItsFidelityAndItsTactics() {
        given().get("/api/v1/rules")
                .then()
                .statusCode(200)
                .body("items.id", hasItems(DCR, OKTA))
                .root("items.find { it.id == '" + DCR + "' }")
                .body("state", equalTo("live"))
                .body("fidelity.status", equalTo("exact"))
                .body("fidelity.edited", equalTo(false))
                .body("file", equalTo("auth0/dcr_rapid_client_creation.drl"))
                .body("source", equalTo("auth0/dcr_rapid_client_creation.yml"))
                .body("window", notNullValue())
                .body("attack.tactics", hasItems("impact", "initial-access"))
                .body("attack.techniques.name", hasItem("Endpoint Denial of Service"));
    }

    @Test
    void oneRuleShowsBothTextsItsStagesAndWhatItIsDoing() {
        // Given
        String tenant = "t" + UUID.randomUUID();
        post(registrations(tenant, 3)).then().statusCode(202);

        // Then
        given().get("/api/v1/rules/" + DCR)
                .then()
                .statusCode(200)
                .body("dialect", equalTo("sigma"))
                .body("sourceText", containsString("correlation:"))
                .body("drl", containsString("groupby("))
                .body("stages", hasSize(2))
                .body("stages[0].kind", equalTo("match"))
                .body("stages[0].condition.parts.field", hasItem("data.description"))
                .body("stages[1].kind", equalTo("correlation"))
                .body("stages[1].raises", equalTo(true))
                .body("stages[1].bounds", equalTo("more than 10"))
                .body("indicators.find { it.field == 'data.type' }.values", equalTo(java.util.List.of("sapi")))
                .body("indicators.find { it.field == 'data.type' }.ignoresCase", equalTo(true))
                .body("rule.counters.lookedAt", greaterThanOrEqualTo(3))
                .body("rule.counters.matched", greaterThanOrEqualTo(3))
                .body("streams['auth0/dcr_rapid_client_creation']", greaterThanOrEqualTo(3))
                .body("metadata.author", notNullValue());
        given().get("/api/v1/rules/" + OKTA)
                .then()
                .statusCode(200)
                .body("dialect", equalTo("elastic"))
                .body("type", equalTo("new_terms"))
                .body("indicators.find { it.operator == 'like' }.negated", equalTo(true));
    }

    @Test
    void refusedBrokenAndHandWrittenRulesAreShownAsWhatTheyAre() throws IOException {
        // Given
        write("x/refused.yml", """
                title: Refused
                id: bbbbbbbb-0000-4000-8000-000000000001
                logsource: {product: okta}
                detection:
                    selection:
                        field|nonsense: x
                    condition: selection
                """);
        write(
                "x/broken.drl",
                "package rules.x.broken\n\nrule \"Broken\"\nwhen\n    Event( field( \"a\" ).si( \"b\" ) )\nthen\nend\n");

        // When
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> given().get("/api/v1/rules").then().body("items.state", hasItems("refused", "broken")));

        // Then
        given().get("/api/v1/rules/bbbbbbbb-0000-4000-8000-000000000001")
                .then()
                .body("rule.fidelity.status", equalTo("refused"))
                .body("rule.fidelity.reasons[0]", containsString("nonsense"))
                .body("problems[0].line", equalTo(6))
                .body("sourceText", containsString("nonsense"));
        given().get("/api/v1/rules/x/broken.drl")
                .then()
                .statusCode(200)
                .body("rule.fidelity.status", equalTo("hand-written"))
                .body("brokenDrl", containsString("si("))
                .body("problems[0].line", equalTo(5));
        Files.delete(folder().resolve("x/refused.yml"));
        Files.delete(folder().resolve("x/broken.drl"));
    }

    @Test
    void anEditIsLiveWithinASecondAndTheRulesPageTellsTheTruth() throws IOException {
        // Given
        Path drl = folder().resolve("auth0/dcr_rapid_client_creation.drl");
        String before = Files.readString(drl);
        String tenant = "t" + UUID.randomUUID();
        post(registrations(tenant, 3)).then().body("alerts", equalTo(0));

        // When
        long saved = System.nanoTime();
        Files.writeString(drl, before.replace("> 10", "> 3"));
        await().pollInterval(Duration.ofMillis(20)).atMost(PATIENCE).untilAsserted(() -> given().get(
                        "/api/v1/rules/" + DCR)
                .then()
                .body("stages[1].bounds", equalTo("more than 3"), "rule.fidelity.edited", equalTo(true)));
        Duration took = Duration.ofNanos(System.nanoTime() - saved);
        post(registrations(tenant, 1)).then().body("alerts", equalTo(1));

        // Then
        assertTrue(took.compareTo(Duration.ofSeconds(5)) < 0, "took " + took);
        Files.writeString(drl, before);
        await().atMost(PATIENCE).untilAsserted(() -> given().get("/api/v1/rules/" + DCR)
                .then()
                .body("stages[1].bounds", equalTo("more than 10"), "rule.fidelity.edited", equalTo(false)));
        assertEquals(before, Files.readString(drl));
    }

    private static void write(String name, String text) throws IOException {
        Path file = folder().resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static Path folder() {
        return RulesFolder.current();
    }
}
