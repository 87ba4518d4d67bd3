package io.tripline.web.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.tripline.web.Posting;
import io.tripline.web.ServeProfile;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Somebody works off an alert in a browser, where a token is set. */
@QuarkusTest
@TestProfile(ServeProfile.Guarded.class)
class GuardedPageWalkTest {

    private static final String TOKEN = ServeProfile.Guarded.TOKEN;

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
    void anAlertComesWhileSomebodyLooksAndIsWorkedOffByKeyboard() {
        try (Visit visit = browsers.visit(address, Look.LIGHT_DESK)) {
            // Given somebody who was sent to sign in, and looks at the alerts
            String tenant = "t" + UUID.randomUUID();
            visit.open("/alerts");
            visit.reads(visit.find("h1"), "Sign in");
            visit.signIn("Ann Example", TOKEN);
            visit.reads(visit.find("h1"), "Alerts");
            visit.counts(visit.row(tenant), 0);

            // When
            raise(tenant);

            // Then the row is there, and opens by keyboard
            visit.sees(visit.row(tenant));
            visit.press("j");
            visit.press("Enter");
            visit.reads(visit.find("#drawer .reason"), "11 × dynamic_client_registration");
            visit.reads(visit.find("#drawer"), "11 events, the rule asks more than 10");
            visit.counts(visit.find("#drawer .line circle"), 11);
            visit.reads(visit.find("#drawer .pairs").first(), tenant);
            visit.reads(visit.find("#drawer .pairs").last(), "client-");

            // When it is worked off
            visit.press("a");
            visit.reads(visit.find("#drawer .status"), "acknowledged");
            visit.press("c");
            visit.page().keyboard().type("a test of <ours>");
            visit.button("False positive").click();
            visit.reads(visit.find("#drawer .status"), "closed");
            visit.reads(visit.find("#drawer .verdict"), "false positive");
            visit.press("u");
            visit.reads(visit.find("#drawer .status"), "acknowledged");

            // Then the history has all of it, by whom
            var history = visit.find("#drawer ol.plain li");
            visit.counts(history, 4);
            visit.reads(history.nth(3), "acknowledged by Ann Example");
            visit.reads(history.nth(2), "closed: false positive by Ann Example");
            visit.reads(history.nth(2), "a test of <ours>");
            visit.reads(history.nth(1), "open by Ann Example");
            visit.reads(history.nth(0), "acknowledged by Ann Example");

            // When
            visit.press("Escape");

            // Then who was at the row is there again
            visit.sees(visit.find("tr.at", tenant));
            visit.reads(visit.row(tenant).locator("a.row:focus"), "Rapid creation");
            visit.assertUntroubled();
        }
    }

    @Test
    void whoSignsOutIsOut() {
        try (Visit visit = browsers.visit(address, Look.LIGHT_DESK)) {
            // Given
            visit.open("/rules?level=medium");
            visit.signIn("Ann Example", TOKEN);
            visit.reads(visit.find("h1"), "Rules");
            assertTrue(visit.page().url().endsWith("/rules?level=medium"), visit.page()::url);

            // When
            visit.button("Sign out").click();
            visit.reads(visit.find("h1"), "Sign in");

            // Then
            visit.open("/alerts");
            visit.reads(visit.find("h1"), "Sign in");
            visit.assertUntroubled();
        }
    }

    @Test
    void aWrongTokenIsNoWayIn() {
        try (Visit visit = browsers.visit(address, Look.LIGHT_DESK)) {
            // Given
            visit.open("/alerts");

            // When
            visit.signIn("Ann Example", "0123456789abcdef-and-less");

            // Then
            visit.reads(visit.find("[role=alert]"), "This is not the token.");
            assertEquals("Ann Example", visit.page().getByLabel("Your name").inputValue());
        }
    }

    private static void raise(String tenant) {
        Posting.sending(Posting.NDJSON)
                .header("Authorization", "Bearer " + TOKEN)
                .body(Posting.registrations(tenant, 11).getBytes(StandardCharsets.UTF_8))
                .post("/api/v1/events")
                .then()
                .statusCode(202);
    }
}
