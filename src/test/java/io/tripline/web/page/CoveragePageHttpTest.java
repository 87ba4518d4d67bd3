package io.tripline.web.page;

import static io.restassured.RestAssured.given;
import static io.tripline.Patience.PATIENCE;
import static io.tripline.web.Posting.post;
import static io.tripline.web.Posting.registrations;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.tripline.web.RulesFolder;
import io.tripline.web.ServeProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What rules cover, as people see it. The program of one test class runs on in the next. */
@QuarkusTest
@TestProfile(ServeProfile.class)
class CoveragePageHttpTest {

    @Test
    void aTechniqueWhoseRuleHasFiredSaysSoAndLeadsToItsRules() {
        // Given
        post(registrations("t" + UUID.randomUUID(), 11)).then().body("alerts", equalTo(1));

        // Then
        given().get("/coverage")
                .then()
                .statusCode(200)
                .contentType(ContentType.HTML)
                .body("html.head.title", equalTo("Coverage · Tripline"))
                .body(containsString(
                        "<td class=\"sure-seen\"><a href=\"/rules?text=t1499\">T1499 Endpoint Denial of Service"
                                + "</a><small>seen · "))
                .body(containsString("<a href=\"/api/v1/coverage/navigator\" download="))
                .body(not(containsString("T1615")));
        given().get("/coverage?gaps=true")
                .then()
                .statusCode(200)
                .body(containsString("T1499 Endpoint Denial of Service"))
                .body(containsString("<td class=\"gap\">T1615 Group Policy Discovery</td>"));
        given().get("/rules?text=t1499").then().statusCode(200).body(containsString("Rapid creation of clients"));
    }

    @Test
    void aRuleThatSeesNothingIsTextWhateverItHolds() throws IOException {
        // Given
        post(registrations("t" + UUID.randomUUID(), 1)).then().statusCode(202);
        Path rule = RulesFolder.current().resolve("coverage/hostile.yml");
        Files.createDirectories(rule.getParent());
        Files.writeString(rule, """
                title: "</td><script>alert(1)</script> {frame.formKey} \\u202e"
                id: cccccccc-0000-4000-8000-000000000003
                tags: [attack.t9999]
                logsource: {product: windows, service: "sys<img src=x>"}
                detection:
                  selection: {EventID: 1}
                  condition: selection
                """);
        String log = "windows/sys<img src=x>";

        // Then
        await().atMost(PATIENCE).untilAsserted(() -> given().queryParam("log", log)
                .get("/coverage")
                .then()
                .statusCode(200)
                .body(containsString("<a class=\"row\" href=\"/rules/cccccccc-0000-4000-8000-000000000003\">"
                        + "&lt;/td&gt;&lt;script&gt;alert(1)&lt;/script&gt; {frame.formKey} \\u202E</a>"))
                .body(containsString("no event of windows/sys&lt;img src=x&gt; came since 20"))
                .body(containsString("Tactic not known"))
                .body(not(containsString("<script>alert")))
                .body(not(containsString("<img src=x>")))
                .body(not(containsString("\u202e"))));
        Files.delete(rule);
    }

    @Test
    void rulesThatSeeNothingAreAskedForAlone() {
        given().header("HX-Request", "true")
                .queryParam("log", "no such log")
                .get("/coverage")
                .then()
                .statusCode(200)
                .body(startsWith("<section id=\"dead\""))
                .body(containsString("No rule is like that."))
                .body(not(containsString("class=\"matrix\"")));
    }
}
