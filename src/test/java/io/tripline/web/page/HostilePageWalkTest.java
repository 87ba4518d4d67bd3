package io.tripline.web.page;

import static io.tripline.Patience.PATIENCE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Locator;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.tripline.problem.Visible;
import io.tripline.web.Posting;
import io.tripline.web.RulesFolder;
import io.tripline.web.ServeProfile;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Texts of events, rules and visitors that want to be more than text. */
@QuarkusTest
@TestProfile(ServeProfile.Browsed.class)
class HostilePageWalkTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final String IMAGE = "<img src=x onerror=alert('image')>";
    private static final String SCRIPT = "\"'></pre></code></title><script>alert('script')</script>";
    private static final String TEMPLATE = "{7*7} {{7*7}} ${7*7} #{7*7} {frame.formKey} {#if true}x{/if} {!--";
    private static final String DIRECTION = "\u202egnp.exe\u2066 \u0000\u0007\u001b[31m\u009b1m\u200b\ufeff";
    private static final String LONG = "W".repeat(3000);

    private static final String RULE = "d15ea5ed-0000-4000-8000-0000000000aa";

    private static Browsers browsers;

    @TestHTTPResource("/")
    String address = "";

    static List<String> texts() {
        return List.of(IMAGE, SCRIPT, TEMPLATE, DIRECTION, LONG);
    }

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
    @MethodSource("texts")
    void textsOfEventsAreText(String text) throws IOException {
        try (Visit visit = browsers.visit(address, Look.LIGHT_PHONE)) {
            // Given somebody who looks while they come, as a group, as a value, as an event's id
            String seen = Visible.of(text.length() > 100 ? text.substring(0, 100) : text);
            String tenant = text + UUID.randomUUID();
            visit.open("/alerts");

            // When
            post(tenant, 11);
            post(tenant + " is near", 7);

            // Then
            visit.reads(visit.find("tr[data-row] .group").first(), seen);
            visit.find("tr[data-row] a.row").first().click();
            visit.reads(visit.find("#drawer .pairs").first(), seen);
            visit.reads(visit.find("#drawer .pairs").last(), seen);
            visit.reads(visit.find("#drawer"), "client " + seen);

            // When it is searched for, and looked at everywhere
            String id = RestAssured.get("/api/v1/alerts?limit=1").path("items[0].id");
            List<String> paths = new ArrayList<>(Views.ALL);
            String asked = URLEncoder.encode(text.substring(0, Math.min(500, text.length())), StandardCharsets.UTF_8);
            paths.addAll(List.of(
                    "/alerts/" + id,
                    "/alerts?text=" + asked,
                    "/alerts?since=" + asked + "&rule=" + asked + "&tag=" + asked + "&group=" + asked,
                    "/rules?text=" + asked,
                    "/sign-in?to=" + asked));
            for (String path : paths) {
                visit.open(path);
                assertHarmless(visit);
            }
            visit.open(Views.DCR);
            visit.reads(visit.find("#now"), seen);

            // Then
            visit.assertUntroubled();
        }
    }

    @Test
    void whatPeopleWriteIsText() throws IOException {
        try (Visit visit = browsers.visit(address, Look.LIGHT_DESK)) {
            // Given somebody of a strange name
            post("t" + UUID.randomUUID(), 11);
            String id = RestAssured.get("/api/v1/alerts?limit=1").path("items[0].id");
            visit.open("/sign-in?to=/alerts/" + id);
            visit.signIn(IMAGE, "");
            visit.reads(visit.find(".who"), IMAGE);

            // When
            visit.press("c");
            visit.page().getByLabel("Comment").fill(SCRIPT + TEMPLATE + "\n" + IMAGE);
            visit.button("Benign").click();

            // Then
            Locator change = visit.find("ol.plain li").first();
            visit.reads(change, "closed: benign by " + IMAGE);
            visit.reads(change, SCRIPT + TEMPLATE);
            assertHarmless(visit);
            visit.assertUntroubled();
        }
    }

    @Test
    void textsOfRulesAreText() throws IOException {
        try (Visit visit = browsers.visit(address, Look.LIGHT_DESK)) {
            // Given
            Path file = RulesFolder.current().resolve("hostile.yml");
            Files.writeString(file, hostileRule());
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> RestAssured.get("/api/v1/rules/" + RULE).statusCode() == 200);

            // When it alerts
            visit.open("/alerts");
            Posting.post("{\"action\": \"hostile\"}").then().statusCode(202);

            // Then
            visit.sees(visit.row(IMAGE));
            visit.row(IMAGE).first().locator("a.row").click();
            visit.reads(visit.find("#drawer h1"), IMAGE + TEMPLATE);
            visit.reads(visit.find("#drawer"), SCRIPT);
            assertHarmless(visit);

            // When
            visit.find("#drawer h1 a").click();
            visit.page().waitForURL(url -> url.endsWith("/rules/" + RULE));

            // Then
            visit.reads(visit.find("h1"), IMAGE + TEMPLATE);
            visit.reads(visit.find("main"), "javascript:alert('link')");
            visit.counts(visit.find("main a[target=_blank]"), 1);
            assertTrue(visit.page().title().startsWith(IMAGE + TEMPLATE), visit.page()::title);
            assertHarmless(visit);
            visit.open("/rules");
            visit.sees(visit.row(IMAGE));
            assertHarmless(visit);
            visit.assertUntroubled();
            Files.delete(file);
            Files.deleteIfExists(RulesFolder.current().resolve("hostile.drl"));
        }
    }

    private static String hostileRule() throws JsonProcessingException {
        return MAPPER.writeValueAsString(Map.of(
                "title",
                IMAGE + TEMPLATE,
                "id",
                RULE,
                "status",
                "test",
                "description",
                SCRIPT,
                "author",
                SCRIPT,
                "references",
                List.of(
                        "javascript:alert('link')",
                        "data:text/html,<script>alert('data')</script>",
                        "//evil.example/",
                        "https://example.com/\"><script>alert('reference')</script>"),
                "falsepositives",
                List.of(IMAGE, SCRIPT),
                "level",
                "high",
                "logsource",
                Map.of("product", "demo"),
                "detection",
                Map.of("selection", Map.of("action", "hostile"), "condition", "selection")));
    }

    /** Nothing that a text could have made is part of the page. */
    private static void assertHarmless(Visit visit) {
        visit.counts(visit.find("script"), 3);
        visit.counts(visit.find("script:not([src^='/assets/'])"), 0);
        visit.counts(visit.find("img:not([src^='/assets/'])"), 0);
        visit.counts(visit.find("[onerror], [onclick], [onload], iframe, object, embed, base"), 0);
        visit.counts(visit.find("a[href^='javascript:' i], a[href^='data:' i], a[href^='//']"), 0);
        Object aside = visit.page()
                .evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        assertEquals(0, aside, () -> visit.page().url() + " sticks out to the side");
    }

    /** Registrations of a tenant whose texts are all hostile; their ids are new. */
    private static void post(String tenant, int count) throws JsonProcessingException {
        StringBuilder events = new StringBuilder();
        for (int i = 0; i < count; i++) {
            events.append(MAPPER.writeValueAsString(Map.of(
                            "log_id",
                            UUID.randomUUID() + tenant,
                            "data",
                            Map.of(
                                    "type",
                                    "sapi",
                                    "description",
                                    "Dynamic client registration",
                                    "tenant_name",
                                    tenant,
                                    "details",
                                    Map.of("response", Map.of("body", Map.of("client_id", "client " + tenant)))))))
                    .append('\n');
        }
        Posting.post(events.toString()).then().statusCode(202);
    }
}
