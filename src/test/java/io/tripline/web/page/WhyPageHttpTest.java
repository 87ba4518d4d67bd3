package io.tripline.web.page;

import static io.restassured.RestAssured.given;
import static io.tripline.Patience.PATIENCE;
import static io.tripline.web.Posting.deniedGrant;
import static io.tripline.web.Posting.post;
import static io.tripline.web.Posting.registration;
import static io.tripline.web.Posting.registrations;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.hamcrest.Matchers.stringContainsInOrder;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.tripline.web.RulesFolder;
import io.tripline.web.ServeProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Why not, and the tests of a rule, as a browser sees them. */
@QuarkusTest
@TestProfile(ServeProfile.class)
class WhyPageHttpTest {

    private static final String DCR = "4bf28f3a-716c-11f0-9932-723487b9527c";
    private static final String OKTA = "6649e656-6f85-11ef-8876-f661ea17fbcc";

    /** As the page itself asks. */
    private static ValidatableResponse ask(Map<String, String> form) {
        return given().header("HX-Request", "true")
                .contentType("application/x-www-form-urlencoded; charset=UTF-8")
                .formParams(form)
                .post("/why")
                .then()
                .body(not(containsString("<html")));
    }

    /** As a browser without scripts asks. */
    private static ValidatableResponse send(Map<String, String> form) {
        return given().contentType("application/x-www-form-urlencoded; charset=UTF-8")
                .formParams(form)
                .post("/why")
                .then()
                .body(containsString("<html"));
    }

    private static ValidatableResponse runTests(String rule) {
        return given().header("HX-Request", "true")
                .queryParam("rule", rule)
                .post("/tests")
                .then();
    }

    private static String removed() {
        return registration("acme", Instant.now()).replace("Dynamic client registration", "Client removed");
    }

    @Test
    void theFormIsThereAndHasTheRuleThatALinkNames() {
        given().get("/why?rule=" + DCR)
                .then()
                .statusCode(200)
                .contentType("text/html")
                .body(containsString("name=\"rule\" value=\"" + DCR + "\""))
                .body(containsString("The rule is “Rapid creation of clients"))
                .body(containsString("aria-current=\"page\">Why not?"))
                .body(not(containsString("class=\"trouble\"")));
    }

    @Test
    void aRuleIsExplainedTestByTestWithWhatWasFound() {
        ask(Map.of("event", removed(), "rule", DCR))
                .statusCode(200)
                .body(containsString("It does not match: one test would have to come out otherwise."))
                .body(containsString("href=\"/rules/" + DCR + "\""))
                .body(stringContainsInOrder(
                        "✗</span> did not hold", "✓</span> held", "data.type", "✗</span> did not hold"))
                .body(stringContainsInOrder("data.description", "<small>found</small>", "Client removed"));
        ask(Map.of("event", "{\"a\": 1}", "rule", DCR))
                .body(containsString("?</span> unknown, counts as"))
                .body(containsString("found nothing"));
    }

    @Test
    void anEventThatMatchesSaysSoAndWhatItsGroupHolds() {
        // Given
        String tenant = "t" + UUID.randomUUID();
        post(registrations(tenant, 4)).then().statusCode(202);

        // When
        ask(Map.of("event", registration(tenant, Instant.now()), "rule", DCR))
                // Then
                .body(containsString("It matches, and is counted."))
                .body(not(containsString("did not hold")))
                .body(stringContainsInOrder("data.tenant_name = " + tenant, "4 of 11", "asked more than 10", "20"));
        ask(Map.of("event", deniedGrant("a" + UUID.randomUUID(), "curl", "x")))
                .body(containsString("One rule matches."));
    }

    @Test
    void withoutARuleTheNearestSayWhichTestsFailedAndCanBeAsked() {
        ask(Map.of("event", deniedGrant("a", "curl", "x").replace("FAILURE", "SUCCESS")))
                .body(containsString("No rule matches. The nearest:"))
                .body(containsString(
                        "<button type=\"submit\" form=\"ask\" class=\"small secondary outline\" name=\"ask\" value=\""
                                + OKTA))
                .body(stringContainsInOrder("okta.outcome.result", "SUCCESS"))
                .body(not(containsString("✓</span> held")));
        ask(Map.of("event", "{\"a\": 1}", "product", "own")).body(containsString("No rule is near"));
    }

    @Test
    void aButtonBesideARuleAsksThatOneWhateverTheFormSays() {
        ask(Map.of("event", removed(), "rule", OKTA, "ask", DCR)).body(containsString("It does not match: one test"));
        ask(Map.of("event", removed(), "rule", DCR, "all", "yes")).body(containsString("No rule matches."));
    }

    @Test
    void withoutScriptsTheWholePageAnswersAndTheFormKeepsWhatWasWritten() {
        send(Map.of("event", "\n\n{\"a\": \"</textarea>\"}", "rule", " " + DCR + " ", "product", "windows"))
                .statusCode(200)
                .body(containsString("\n\n\n{&quot;a&quot;: &quot;&lt;/textarea&gt;&quot;}</textarea>"))
                .body(containsString("name=\"rule\" value=\"" + DCR + "\""))
                .body(containsString("name=\"product\" value=\"windows\""))
                .body(containsString("It does not match"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "\"><img src=x onerror=alert(1)>",
                "'><b>",
                "{{}}",
                "{#if}",
                "{event}",
                "${7*7}"
            })
    void whatAnEventHoldsIsTextWhereverItIsShown(String hostile) {
        String json = hostile.replace("\"", "\\\"");
        String event = registration(json, Instant.now()).replace("\"sapi\"", "\"" + json + "\"");
        String escaped = hostile.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");

        for (ValidatableResponse answer : new ValidatableResponse[] {
            send(Map.of("event", event, "rule", DCR)),
            send(Map.of("event", event)),
            send(Map.of("event", event, "rule", hostile)),
            send(Map.of("event", event, "product", hostile)),
            send(Map.of("event", "{" + hostile)),
            send(Map.of("event", "{\"" + json + "\": 1}", "product", "own")),
            given().queryParam("rule", hostile).get("/why").then(),
            given().queryParam("seen", hostile).get("/why").then()
        }) {
            answer.statusCode(200).body(containsString(escaped));
            if (!escaped.equals(hostile)) {
                answer.body(not(containsString(hostile)));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\": }|Line 1, column 7: Unexpected character",
                "{~ \"a\": 1,~ b: 2}|Line 3, column 2: Unexpected character",
                "{~ \"a\": 1|Line 2, column 8: Unexpected end-of-input: expected close marker for Object (start marker at line: 1, column: 1).",
                "{\"a\": 1, \"a\": 2}|Duplicate field &#39;a&#39;.",
                "{\"a\": 1} {}|Line 1, column 10: something follows after the event.",
                "[{\"a\": 1}]|This is JSON, but no object",
                "7|This is JSON, but no object",
                "`  `|There is no event yet"
            })
    void whatIsNoJsonIsToldWithItsPlace(String text, String sentence) {
        String event = text.replace('~', '\n');
        ask(Map.of("event", event))
                .statusCode(200)
                .body(allOf(containsString("role=\"alert\""), containsString(sentence)));
        send(Map.of("event", event)).body(containsString("\n" + event.replace("\"", "&quot;") + "</textarea>"));
    }

    @Test
    void thePlaceIsShownWithAMarkBelow() {
        ask(Map.of("event", "{\n \"a\": nope}"))
                .body(containsString("  2 |  &quot;a&quot;: nope}\n                ^</pre>"))
                .body(not(containsString("REDACTED")));
    }

    @Test
    void whatCannotBeAskedIsRefusedWithAReason() {
        ask(Map.of("event", "{\"a\": 1}", "rule", "nope")).body(containsString("No rule nope runs."));
        ask(Map.of("event", "{\"a\": 1}", "product", "windws"))
                .body(containsString("This cannot be explained: no format knows the product"));
        ask(Map.of("event", "{\"a\": " + "[".repeat(70) + "]".repeat(70) + "}"))
                .body(containsString("This cannot be explained: "));
        ask(Map.of("event", "{\"a\": " + "[".repeat(5_000) + "]".repeat(5_000) + "}"))
                .body(containsString("Document nesting depth"))
                .body(not(containsString("StreamReadConstraints")));
    }

    @Test
    void whatIsTooLongIsRefusedAndNoAnswerIsLong() {
        ask(Map.of("event", "{\"a\": \"" + "é".repeat(128 * 1024) + "\"}"))
                .body(containsString("The event is longer than 256 KiB"));
        given().header("HX-Request", "true")
                .contentType("application/x-www-form-urlencoded")
                .body("event=" + "x".repeat(1024 * 1024))
                .post("/why")
                .then()
                .statusCode(413);
        ask(Map.of("event", removed().replace("Client removed", "x".repeat(200_000)), "rule", DCR))
                .body(containsString("It does not match"))
                .body("html.toString().length()", lessThan(20_000));
    }

    @Test
    void anEventThatCameInCanBeChosenAndHasItsAddress() {
        // Given: there may have been many in this second
        String marker = "m" + UUID.randomUUID();
        await().atMost(PATIENCE).until(() -> {
            given().contentType("application/json")
                    .body("{\"marker\": \"" + marker + "\", \"n\": 1.50, \"x\": \"<script>{#if}\"}")
                    .post("/api/v1/events?product=own-" + marker)
                    .then()
                    .statusCode(202);
            return number(marker) > 0;
        });
        String address = "/why?seen=" + number(marker);

        // When
        given().get("/why?rule=" + DCR)
                .then()
                .body(containsString("href=\"" + address + "&amp;rule=" + DCR + "\""))
                .body(containsString("aria-label=\"Why not? Event "));

        // Then
        given().get(address)
                .then()
                .statusCode(200)
                .body(containsString("&quot;n&quot; : 1.50,"))
                .body(containsString("&lt;script&gt;{#if}"))
                .body(not(containsString("<script>{")))
                .body(containsString("name=\"product\" value=\"own-" + marker))
                .body(containsString("No rule is near"));
        given().get(address + "&rule=" + DCR).then().body(containsString("It does not match"));
    }

    private static long number(String marker) {
        Object number = given().get("/api/v1/events/seen")
                .then()
                .extract()
                .path("items.find { it.event.marker == '" + marker + "' }?.number");
        return number instanceof Number found ? found.longValue() : 0;
    }

    @ParameterizedTest
    @ValueSource(strings = {"999999999999", "0", "-1", "x", "99999999999999999999999"})
    void anEventThatIsHeldNoMoreIsSaidToBeSo(String number) {
        given().get("/why?seen=" + number)
                .then()
                .statusCode(200)
                .body(containsString("The event " + number + " is held no more"));
    }

    @Test
    void whoIsSignedInBringsTheKeyOfTheirForms() {
        // Given
        String cookie = given().formParam("name", "ada")
                .redirects()
                .follow(false)
                .post("/sign-in")
                .then()
                .statusCode(303)
                .extract()
                .cookie("tripline_session");
        String page = given().cookie("tripline_session", cookie)
                .get("/why")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        String key = page.replaceAll("(?s).*X-Form-Key\":\"([^\"]+)\".*", "$1");

        for (String address : new String[] {"/why", "/tests?rule=" + DCR}) {
            // When, Then
            given().cookie("tripline_session", cookie)
                    .formParam("event", removed())
                    .post(address)
                    .then()
                    .statusCode(403);
            given().cookie("tripline_session", cookie)
                    .header("X-Form-Key", key)
                    .header("HX-Request", "true")
                    .formParam("event", removed())
                    .post("/why")
                    .then()
                    .statusCode(200)
                    .body(containsString("No rule matches."));
            given().header("Origin", "https://evil.example")
                    .formParam("event", removed())
                    .post(address)
                    .then()
                    .statusCode(403);
        }
        given().cookie("tripline_session", cookie)
                .header("X-Form-Key", key)
                .post("/tests?rule=" + DCR)
                .then()
                .statusCode(200);
    }

    @Test
    void theTestsOfARuleAreRunFromItsPage() {
        given().get("/rules/" + DCR).then().body(containsString("hx-post=\"/tests?rule=" + DCR + "\""));
        runTests(DCR)
                .statusCode(200)
                .contentType("text/html")
                .body(startsWith("<h3 tabindex=\"-1\" autofocus>"))
                .body(containsString(" passed</h3>"))
                .body(containsString("ten registrations within an hour alert nobody"))
                .body(containsString("auth0/dcr_rapid_client_creation.test.yml:"));
    }

    @Test
    void aTestThatFailsSaysWhatWasExpectedAndWhatCame() throws IOException {
        // Given
        Path test = RulesFolder.current().resolve("elastic/page.test.yml");
        Files.writeString(test, """
                rules: [okta_new_actor_client_credentials_denied.toml]
                tests:
                  - name: "never <script>{#if}"
                    events:
                      - at: 0s
                        event: %s
                    expect: [{at: 7s}]
                  - name: "\\"><img src=x onerror=alert(1)>"
                    events:
                      - at: 0s
                        event: {"eventType": "other"}
                    expect: [{at: 1s}]
                """.formatted(deniedGrant("a", "curl", "x")));

        // When
        runTests(OKTA)
                .statusCode(200)
                .body(containsString("2 failed</h3>"))
                .body(stringContainsInOrder(
                        "✗</span> failed</span> never &lt;script&gt;{#if}",
                        "elastic/page.test.yml:3",
                        "<dt>expected</dt>",
                        "{at: 7s}",
                        "<dt>came</dt>",
                        "at: 0s",
                        "&quot;&gt;&lt;img src=x onerror=alert(1)&gt;",
                        "<dt>expected</dt>",
                        "<dt>came</dt><dd>no alert",
                        "✓</span> passed"))
                .body(not(containsString("<script")))
                .body(not(containsString("<img")));

        // Then
        Files.delete(test);
        runTests(OKTA).body(not(containsString("failed")));
    }

    @Test
    void aRuleWithoutTestsSaysSoAndOneThatIsNotThereIsNotFound() throws IOException {
        // Given
        String id = UUID.randomUUID().toString();
        Path rule = RulesFolder.current().resolve("auth0/without_tests.yml");
        Files.writeString(rule, """
                title: A rule without tests
                id: %s
                logsource: {product: auth0}
                detection:
                  selection: {data.type: nothing-has-this}
                  condition: selection
                """.formatted(id));

        // When, Then
        await().atMost(PATIENCE)
                .untilAsserted(() -> runTests(id).statusCode(200).body(containsString("It has no tests")));
        Files.delete(rule);
        Files.deleteIfExists(rule.resolveSibling("without_tests.drl"));
        runTests("nope").statusCode(404);
        given().post("/tests").then().statusCode(404);
        given().get("/tests?rule=" + DCR).then().statusCode(405).body("status", equalTo(405));
    }
}
