package io.tripline.web.page;

import static io.tripline.web.Posting.deniedGrant;
import static io.tripline.web.Posting.post;
import static io.tripline.web.Posting.registrations;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.tripline.web.ServeProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What people do with the page in a browser. */
@QuarkusTest
@TestProfile(ServeProfile.Browsed.class)
class PageWalkTest {

    private static final String DCR = "4bf28f3a-716c-11f0-9932-723487b9527c";

    private static Browsers browsers;

    @TestHTTPResource("/")
    String address = "";

    @BeforeAll
    static void start() {
        browsers = new Browsers();
    }

    @AfterAll
    static void stop() {
        if (browsers != null) {
            browsers.close();
        }
    }

    @Test
    void aRuleThatIsNearToAnAlertSaysHowNearAndUntilWhen() throws IOException {
        try (Visit visit = browsers.visit(address, Look.LIGHT_DESK)) {
            // Given a rule that has never alerted
            CountedRule rule = CountedRule.drop("near");
            visit.open("/rules?text=" + rule.name());
            visit.reads(visit.row(rule.name()), "quiet");

            // When 7 of 11 come
            post(rule.events("ann", 7)).then().statusCode(202);

            // Then
            visit.reads(visit.row(rule.name()), "filling");
            visit.reads(visit.row(rule.name()), "7 of 11");
            visit.row(rule.name()).locator("a.row").click();
            Locator group = visit.find("#now tbody tr");
            visit.counts(group, 1);
            visit.reads(group, "user = ann");
            visit.reads(group, "7 of 11");
            visit.reads(group.locator("td").last(), "20"); // a moment in this century
            visit.assertUntroubled();
            rule.delete();
        }
    }

    @Test
    void anEditABreakAndARepairAreSeenWithoutAnythingPressed() throws IOException {
        try (Visit visit = browsers.visit(address, Look.LIGHT_DESK)) {
            // Given
            CountedRule rule = CountedRule.drop("edited");
            visit.open("/rules?text=" + rule.name());
            visit.row(rule.name()).locator("a.row").click();
            visit.reads(visit.find("#now"), "quiet");
            visit.counts(visit.find("#now .mark", "edited"), 0);
            visit.page().evaluate("() => { window.notReloaded = true; }");
            String before = Files.readString(rule.drl());

            // When
            Files.writeString(rule.drl(), before.replace("> 10", "> 5"));

            // Then
            visit.sees(visit.find("#now .mark", "edited"));

            // When
            Files.writeString(rule.drl(), before.replace("> 10", "> "));

            // Then the older text runs, and it says where the new one is broken
            visit.reads(visit.find("#now .state"), "live (older text)");
            Locator problem = visit.find("#now .problem");
            visit.reads(problem, rule.file() + ":");
            visit.reads(problem, "^");

            // When
            Files.writeString(rule.drl(), before);

            // Then
            visit.reads(visit.find("#now .state"), "quiet");
            visit.counts(problem, 0);
            visit.counts(visit.find("#now .mark", "edited"), 0);
            assertEquals(true, visit.page().evaluate("() => window.notReloaded"));
            visit.assertUntroubled();
            rule.delete();
        }
    }

    @Test
    void whatAListIsNarrowedToStandsInItsAddress() {
        try (Visit visit = browsers.visit(address, Look.LIGHT_DESK)) {
            // Given
            String tenant = "t" + UUID.randomUUID();
            String actor = "a" + UUID.randomUUID();
            post(registrations(tenant, 11)).then().statusCode(202);
            post(deniedGrant(actor, "curl", "x")).then().statusCode(202);
            visit.open("/alerts?view=each");
            visit.sees(visit.row(tenant));
            visit.sees(visit.row(actor));

            // When the status is chosen, then a text, then a tag
            visit.page().getByLabel("Status").selectOption("open");
            visit.page().waitForURL(url -> url.contains("status=open"));
            visit.page().getByLabel("Search").fill(tenant);
            visit.counts(visit.row(actor), 0);
            visit.sees(visit.row(tenant));
            visit.page().waitForURL(url -> url.contains("text=" + tenant));
            visit.page().getByLabel("Tag").fill("attack.t1499");
            visit.press("Enter");
            visit.page().waitForURL(url -> url.contains("tag=attack.t1499"));
            visit.sees(visit.row(tenant));

            // When a level is chosen that it has not
            visit.page().getByLabel("Level").selectOption("critical");
            visit.counts(visit.row(tenant), 0);
            visit.reads(visit.find("#list"), "No alert is like that.");
            String narrowed = visit.page().url();

            // Then the way back leads to what was there before
            visit.page().goBack();
            visit.sees(visit.row(tenant));
            assertEquals("", visit.page().getByLabel("Level").inputValue());
            assertEquals("attack.t1499", visit.page().getByLabel("Tag").inputValue());

            // and the address alone to the same
            visit.open(narrowed);
            visit.reads(visit.find("#list"), "No alert is like that.");
            assertEquals("critical", visit.page().getByLabel("Level").inputValue());
            visit.assertUntroubled();
        }
    }

    @Test
    void whatCannotBeAskedForIsSaid() {
        try (Visit visit = browsers.visit(address, Look.LIGHT_DESK)) {
            visit.open("/alerts?since=yesterday");
            visit.reads(visit.find("#list [role=alert]"), "since=yesterday is not a time");
            assertEquals("yesterday", visit.page().getByLabel("Since").inputValue());
        }
    }

    @Test
    void theRuleOfAnAlertLeadsToItsPageAndBackToItsAlerts() {
        try (Visit visit = browsers.visit(address, Look.LIGHT_DESK)) {
            // Given
            String tenant = "t" + UUID.randomUUID();
            post(registrations(tenant, 11)).then().statusCode(202);
            visit.open("/alerts?text=" + tenant);

            // When
            visit.row(tenant).locator("a.row").click();
            visit.find("#drawer h1 a").click();

            // Then
            visit.page().waitForURL(url -> url.endsWith("/rules/" + DCR));
            visit.page().getByText("its alerts").click();
            visit.sees(visit.row(tenant));
            visit.assertUntroubled();
        }
    }

    @Test
    void whyAnEventMattersToNoRuleIsFoundTestByTest() {
        try (Visit visit = browsers.visit(address, Look.LIGHT_DESK)) {
            // Given somebody who wonders at a rule's page
            visit.open("/rules/" + DCR);
            visit.find("a[href^='/why?rule=']").click();
            visit.page().waitForURL(url -> url.contains("/why?rule="));

            // When an event is pasted that has another description
            visit.page()
                    .getByLabel("An event as JSON")
                    .fill("{\"log_id\": \"1\", \"data\": {\"type\": \"sapi\", \"description\": \"Update a client\"}}");
            visit.button("Explain").click();

            // Then
            visit.reads(visit.find("#answer"), "does not match");
            visit.reads(visit.find("#answer"), "Update a client");

            // When it is mended
            visit.page()
                    .getByLabel("An event as JSON")
                    .fill(
                            "{\"log_id\": \"1\", \"data\": {\"type\": \"sapi\", \"description\": \"Dynamic client registration\"}}");
            visit.button("Explain").click();

            // Then
            visit.sees(visit.find("#answer .outcome.held").first());
            visit.counts(visit.find("#answer .explained > h3 .outcome.failed"), 0);
            visit.assertUntroubled();
        }
    }

    @Test
    void aRulesTestsAreRunFromItsPage() {
        try (Visit visit = browsers.visit(address, Look.LIGHT_DESK)) {
            visit.open("/rules/" + DCR);
            visit.button("Run its tests").click();
            visit.reads(visit.find("#tests"), " passed");
            visit.assertUntroubled();
        }
    }
}
