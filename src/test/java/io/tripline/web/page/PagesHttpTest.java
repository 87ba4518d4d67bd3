package io.tripline.web.page;

import static io.restassured.RestAssured.given;
import static io.tripline.web.Posting.deniedGrant;
import static io.tripline.web.Posting.post;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.equalToIgnoringCase;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.matchesRegex;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tripline.web.ServeProfile;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page without a browser: addresses, headers, sessions. */
@QuarkusTest
@TestProfile(ServeProfile.Browsed.class)
class PagesHttpTest {

    private static final Pattern FORM_KEY = Pattern.compile("\"X-Form-Key\":\"([^\"]+)\"");
    private static final Pattern ASSETS = Pattern.compile("/assets/[0-9a-f]{16}");

    /** Bytes of HTML. */
    private static final int LARGEST = 200_000;

    private static final int ALERTS = 10_000;

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "application/json", ""})
    void programsFindTheirWayAtTheRoot(String accepted) {
        given().header("Accept", accepted)
                .get("/")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("name", equalTo("tripline"));
    }

    @Test
    void everyViewIsAPageOfItsOwnThatNobodyKeeps() {
        Views.ALL.forEach(PagesHttpTest::assertPage);
    }

    private static void assertPage(String path) {
        html().get(path)
                .then()
                .statusCode(200)
                .header("Content-Type", equalToIgnoringCase("text/html;charset=utf-8"))
                .header("Cache-Control", "no-store")
                .header(
                        "Content-Security-Policy",
                        allOf(containsString("default-src 'self'"), not(containsString("unsafe"))))
                .body(startsWith("<!doctype html>"))
                .body(containsString("<h1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/alerts", "/rules", Views.DCR})
    void aPartOfAViewIsAskedForAtTheSameAddress(String path) {
        html().header("HX-Request", "true")
                .get(path)
                .then()
                .statusCode(200)
                .body(not(containsString("<html")))
                .body(startsWith("<section id="));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/alerts/nothing", "/rules/nothing", "/rules/no/such.drl", "/alerts/%3Cscript%3E"})
    void whatIsNotThereIsSaidOnAPage(String path) {
        html().get(path)
                .then()
                .statusCode(404)
                .contentType(startsWith("text/html"))
                .body(containsString("<h1>No such "))
                .body(not(containsString("<script>")));
    }

    @Test
    void headAnswersLikeGetWithoutABody() {
        for (String path : List.of("/alerts", "/rules", "/sign-in")) {
            Response head = html().head(path);
            assertEquals(200, head.statusCode(), path);
            assertTrue(head.contentType().startsWith("text/html"), path);
            assertEquals("", head.asString(), path);
        }
        assertEquals(404, html().head("/alerts/nothing").statusCode());
    }

    @Test
    void filesForBrowsersNeverChangeAtTheirAddress() {
        // Given
        Matcher assets = ASSETS.matcher(html().get("/rules").asString());
        assertTrue(assets.find());

        // Then
        for (String name : List.of("tripline.js", "htmx.min.js", "uPlot.iife.min.js")) {
            given().get(assets.group() + "/" + name)
                    .then()
                    .statusCode(200)
                    .contentType(startsWith("text/javascript"))
                    .header("X-Content-Type-Options", "nosniff")
                    .header("Cache-Control", "public, max-age=31536000, immutable");
        }
        for (String name : List.of("tripline.css", "pico.min.css", "uPlot.min.css")) {
            given().get(assets.group() + "/" + name).then().statusCode(200).contentType(startsWith("text/css"));
        }
        given().get(assets.group() + "/tripline.svg").then().statusCode(200).contentType("image/svg+xml");

        // of another version they are not to be kept
        given().get("/assets/0/tripline.js").then().statusCode(200).header("Cache-Control", "no-store");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/assets/0/application.properties",
                "/assets/0/Assets.class",
                "/assets/0/..%2ftripline.js",
                "/assets/0/%2e%2e/%2e%2e/Assets.class",
                "/assets/tripline.js",
                "/assets/0/",
                "/assets/0/tripline.js/x"
            })
    void noOtherFileIsGivenAway(String path) {
        given().urlEncodingEnabled(false).get(path).then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/alerts?level=high", "/rules/x/y.drl", "/why?rule=a%20b"})
    void whoSignsInGoesOnWhereTheyWantedTo(String to) {
        signIn("Ann", to).then().statusCode(303).header("Location", endsWith(to));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/",
                "//evil.example/",
                "/\\evil.example/",
                "\\\\evil.example",
                "javascript:alert(1)",
                "/a\r\nSet-Cookie: x=y",
                "/ a",
                "alerts"
            })
    void nobodyIsSentToAnotherSite(String to) {
        signIn("Ann", to)
                .then()
                .statusCode(303)
                .header("Location", matchesRegex("(?:http://(?:localhost|127\\.0\\.0\\.1):\\d+)?/"))
                .header("Set-Cookie", startsWith("tripline_session="));
    }

    @Test
    void theCookieIsForThisProgramAlone() {
        // When
        String cookie = signIn("Ann", "/").header("Set-Cookie");

        // Then
        List<String> parts = List.of(cookie.split("; "));
        assertTrue(parts.contains("HTTPOnly") || parts.contains("HttpOnly"), cookie);
        assertTrue(parts.contains("SameSite=Lax"), cookie);
        assertTrue(parts.contains("Path=/"), cookie);
        assertTrue(parts.contains("Max-Age=43200"), cookie);
        assertTrue(parts.getFirst().matches("tripline_session=[-_0-9A-Za-z]{43}"), cookie);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\nb", "a\u202eb"})
    void aNameIsOneLineThatCanBeSeen(String name) {
        signIn(name, "/")
                .then()
                .statusCode(403)
                .contentType(startsWith("text/html"))
                .header("Set-Cookie", equalTo(null));
    }

    @Test
    void aFormWithoutItsKeyIsRefused() {
        // Given
        String id = raise();
        String cookie = signIn("Ann", "/").cookie("tripline_session");
        Matcher key = FORM_KEY.matcher(
                html().cookie("tripline_session", cookie).get("/alerts").asString());
        assertTrue(key.find());

        // When
        RequestSpecification form = given().cookie("tripline_session", cookie).formParam("status", "acknowledged");
        form.post("/alerts/" + id).then().statusCode(403);
        given().spec(form)
                .header("X-Form-Key", "x")
                .post("/alerts/" + id)
                .then()
                .statusCode(403);
        given().get("/api/v1/alerts/" + id).then().body("status", equalTo("open"));
        given().cookie("tripline_session", cookie)
                .formParam("status", "acknowledged")
                .header("X-Form-Key", key.group(1))
                .post("/alerts/" + id)
                .then()
                .statusCode(200);

        // Then
        given().get("/api/v1/alerts/" + id + "/history").then().body("items.by", equalTo(List.of("Ann")));
    }

    @Test
    void whoHasSignedOutBringsNothingThatOpens() {
        // Given
        String cookie = signIn("Ann", "/").cookie("tripline_session");
        Matcher key = FORM_KEY.matcher(
                html().cookie("tripline_session", cookie).get("/alerts").asString());
        assertTrue(key.find());

        // When
        given().cookie("tripline_session", cookie)
                .header("X-Form-Key", key.group(1))
                .post("/sign-out")
                .then()
                .statusCode(204)
                .header("Set-Cookie", containsString("Max-Age=0"));

        // Then
        html().cookie("tripline_session", cookie).get("/alerts").then().body(containsString(">Sign in<"));
    }

    @Test
    void aFormIsBounded() {
        String id = raise();
        given().contentType("application/x-www-form-urlencoded")
                .body("comment=" + "x".repeat(2_000_000))
                .post("/alerts/" + id)
                .then()
                .statusCode(413);
        given().contentType("application/x-www-form-urlencoded")
                .body("comment=%")
                .post("/alerts/" + id)
                .then()
                .statusCode(400);
        given().formParam("status", "resolved")
                .post("/alerts/" + id)
                .then()
                .statusCode(200)
                .body(containsString("role=\"alert\""));
    }

    @Test
    void noViewIsLargeHoweverManyAlertsThereAre() {
        // Given
        for (int i = 0; i < ALERTS; i += 500) {
            post(IntStream.range(0, 500)
                            .mapToObj(n -> deniedGrant("a" + UUID.randomUUID(), "curl", "x"))
                            .collect(Collectors.joining("\n")))
                    .then()
                    .statusCode(202);
        }

        // Then
        for (String path : Views.ALL) {
            int size = html().get(path).asByteArray().length;
            assertTrue(size < LARGEST, path + " has " + size + " bytes");
        }
        html().get("/alerts?view=each").then().body(containsString(ALERTS + " alerts"));
        html().get("/alerts?view=each&from=9900").then().body(containsString("<tr data-row"));
    }

    private static String raise() {
        post(deniedGrant("a" + UUID.randomUUID(), "curl", "x")).then().body("alerts", greaterThan(0));
        return given().get("/api/v1/alerts?limit=1").then().extract().path("items[0].id");
    }

    private static RequestSpecification html() {
        return given().header("Accept", "text/html");
    }

    private static Response signIn(String name, String to) {
        return given().contentType("application/x-www-form-urlencoded; charset=UTF-8")
                .redirects()
                .follow(false)
                .formParam("name", name)
                .formParam("to", to)
                .post("/sign-in");
    }
}
