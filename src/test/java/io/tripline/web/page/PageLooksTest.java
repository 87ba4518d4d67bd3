package io.tripline.web.page;

import static io.tripline.web.Posting.deniedGrant;
import static io.tripline.web.Posting.post;
import static io.tripline.web.Posting.registrations;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page.ScreenshotOptions;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.tripline.web.RulesFolder;
import io.tripline.web.ServeProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every view, light and dark, at a desk and on a phone: axe finds nothing, nothing sticks out to the side. The pictures are in
 * target/screenshots; with {@code -Dscreenshots.update} those of the README are made anew.
 */
@QuarkusTest
@TestProfile(ServeProfile.Browsed.class)
class PageLooksTest {

    private static final Path PICTURES = Path.of("target/screenshots");
    private static final Path README_PICTURES = Path.of("docs/images");

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

    @ParameterizedTest
    @EnumSource
    void everyViewIsForEveryoneAndFitsTheScreen(Look look) throws IOException {
        // Given alerts, one of them closed, a rule that fills, and one that is broken
        String tenant = "acme-" + UUID.randomUUID().toString().substring(0, 8);
        post(registrations(tenant, 11)).then().statusCode(202);
        post(deniedGrant(
                        "0oa" + UUID.randomUUID().toString().substring(0, 12),
                        "python-requests/2.32",
                        "okta.users.manage"))
                .then()
                .statusCode(202);
        post(registrations("globex-" + look.word(), 7)).then().statusCode(202);
        Path broken = RulesFolder.current().resolve("page-broken.drl");
        Files.writeString(
                broken,
                "package rules.broken\n\nrule \"Broken\"\nwhen\n    Event( field( \"a\" ).si( \"b\" ) )\nthen\nend\n");
        List<String> findings = new ArrayList<>();
        try (Visit visit = browsers.visit(address, look)) {
            String alert = RestAssured.get("/api/v1/alerts?limit=2&status=open").path("items[1].id");
            List<String> paths = new ArrayList<>(Views.ALL);
            paths.add("/alerts/" + alert);
            paths.add("/alerts/nothing");

            // When
            for (String path : paths) {
                visit.open(path);
                String name = path.contains(alert) ? "an-alert" : Views.word(path);
                findings.addAll(findings(visit, name, look));
                if (path.equals(Views.DCR)) {
                    keep(visit, "rule", look);
                }
            }
            visit.open("/rules?state=broken");
            visit.sees(visit.row("page-broken"));
            visit.row("page-broken").locator("a.row").click();
            visit.sees(visit.find("#now .problem"));
            findings.addAll(findings(visit, "broken-rule", look));
            visit.open("/alerts");
            visit.row(tenant).locator("a.row").click();
            visit.sees(visit.find("#drawer .reason"));
            findings.addAll(findings(visit, "drawer", look));
            keep(visit, "alerts", look);
            visit.press("Escape");
            visit.press("?");
            visit.sees(visit.find("#keys"));
            findings.addAll(findings(visit, "keys", look));
        }

        // Then
        Files.delete(broken);
        assertEquals("", String.join("\n", findings));
    }

    private static List<String> findings(Visit visit, String name, Look look) {
        List<String> findings = new ArrayList<>();
        visit.page().screenshot(new ScreenshotOptions().setPath(PICTURES.resolve(name + "-" + look.word() + ".png")));
        new AxeBuilder(visit.page()).analyze().getViolations().forEach(rule -> rule.getNodes()
                .forEach(node -> findings.add(
                        name + ": " + rule.getId() + " at " + node.getTarget() + ": " + node.getFailureSummary())));
        Object aside = visit.page()
                .evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        if (!Integer.valueOf(0).equals(aside)) {
            findings.add(name + ": sticks out by " + aside + " pixels");
        }
        return findings;
    }

    /** For the README: at a desk, in the light. */
    private static void keep(Visit visit, String name, Look look) {
        if (System.getProperty("screenshots.update") != null && look == Look.LIGHT_DESK) {
            visit.page().screenshot(new ScreenshotOptions().setPath(README_PICTURES.resolve(name + ".png")));
        }
    }
}
