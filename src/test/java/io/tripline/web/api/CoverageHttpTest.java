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
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.tripline.web.RulesFolder;
import io.tripline.web.ServeProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What rules cover. The program of one test class runs on in the next, so that there may be rules and alerts of others. */
@QuarkusTest
@TestProfile(ServeProfile.class)
class CoverageHttpTest {

    private static final String DCR = "4bf28f3a-716c-11f0-9932-723487b9527c";
    private static final String RULE = "rules.find { it.id == '" + DCR + "' }";

    private static void write(String file, String text) throws IOException {
        Path path = RulesFolder.current().resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    @Test
    void anAlertMakesARuleAndItsTechniquesSeen() {
        // Given
        post(registrations("t" + UUID.randomUUID(), 11)).then().body("alerts", equalTo(1));

        // Then
        given().get("/api/v1/coverage")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("attack", equalTo("18"))
                .body("counts.seen", greaterThanOrEqualTo(1))
                .body(RULE + ".tested", equalTo(true))
                .body(RULE + ".seen", equalTo(true))
                .body(RULE + ".level", equalTo("seen"))
                .body(RULE + ".lastAlert", notNullValue())
                .body(RULE + ".file", equalTo("auth0/dcr_rapid_client_creation.drl"))
                .body("techniques.find { it.id == 'T1499' }.rules", hasItem(DCR))
                .body("techniques.find { it.id == 'T1499' }.level", equalTo("seen"))
                .body("gaps.id", not(hasItem("T1499")))
                .body("gaps.find { it.id == 'T1615' }.name", equalTo("Group Policy Discovery"))
                .body("tactics.find { it.id == 'impact' }.techniques", hasItem("T1499"))
                .body("tactics.find { it.id == 'impact' }.rules", hasItem(DCR));
    }

    @Test
    void aRuleIsTestedOnceATestIsThereAndCoversNothingOnceItIsGone() throws IOException {
        // Given
        String id = "cccccccc-0000-4000-8000-000000000001";
        String rule = "rules.find { it.id == '" + id + "' }";
        write("coverage/cloud.yml", """
                title: Cloud account
                id: cccccccc-0000-4000-8000-000000000001
                tags: [attack.t1078.004]
                logsource: {product: demo}
                detection:
                  selection: {action: signin}
                  condition: selection
                """);
        await().atMost(PATIENCE).untilAsserted(() -> given().get("/api/v1/coverage")
                .then()
                .body(rule + ".level", equalTo("live"))
                .body(
                        "techniques.find { it.id == 'T1078' }.subtechniques.find { it.id == 'T1078.004' }.rules",
                        hasItem(id)));

        // When
        write("coverage/any.test.yml", "rules: [cloud.yml]\ntests: []\n");

        // Then
        given().get("/api/v1/coverage")
                .then()
                .body(rule + ".level", equalTo("tested"))
                .body(rule + ".seen", equalTo(false));
        Files.delete(RulesFolder.current().resolve("coverage/cloud.yml"));
        Files.deleteIfExists(RulesFolder.current().resolve("coverage/cloud.drl"));
        await().atMost(PATIENCE).untilAsserted(() -> given().get("/api/v1/coverage")
                .then()
                .body("rules.findAll { it.id == '" + id + "' }", hasSize(0)));
    }

    @Test
    void aRuleOfALogThatNeverCameIsDeadAndOneThatMatchedIsNot() throws IOException {
        // Given
        post(registrations("t" + UUID.randomUUID(), 1)).then().statusCode(202);
        write("coverage/dead.yml", """
                title: Nobody sends this log
                id: cccccccc-0000-4000-8000-000000000002
                logsource: {product: windows, service: sysmon}
                detection:
                  selection: {Image|endswith: '.exe', EventID: 1}
                  condition: selection
                """);
        String dead = "dead.find { it.id == 'cccccccc-0000-4000-8000-000000000002' }";

        // Then
        await().atMost(PATIENCE).untilAsserted(() -> given().get("/api/v1/coverage")
                .then()
                .body(dead + ".cause", equalTo("log"))
                .body(dead + ".log", equalTo("windows/sysmon"))
                .body(dead + ".why", startsWith("no event of windows/sysmon came since 20"))
                .body("dead.findAll { it.id == '" + DCR + "' }", hasSize(0)));
        Files.delete(RulesFolder.current().resolve("coverage/dead.yml"));
    }

    @Test
    void theLayerIsADownloadThatNavigatorReads() {
        // Given
        String technique = "techniques.find { it.techniqueID == 'T1499' }";

        // Then
        given().get("/api/v1/coverage/navigator")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .header("Content-Disposition", containsString("attachment; filename=\"tripline-navigator-layer.json\""))
                .body("versions.layer", equalTo("4.5"))
                .body("versions.attack", equalTo("18"))
                .body("domain", equalTo("enterprise-attack"))
                .body(technique + ".score", greaterThanOrEqualTo(2))
                .body(technique + ".comment", containsString("Rapid creation of clients"))
                .body("legendItems.label", hasItems("a rule runs", "a rule that runs has a test"))
                .body("gradient.colors", hasSize(3));
    }
}
