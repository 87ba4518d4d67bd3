package io.tripline.web.wire;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.tripline.web.SenderTokenLines;
import io.tripline.web.ServeProfile;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Who has sent what, and how to try it. The program needs a token. */
@QuarkusTest
@TestProfile(ServeProfile.Senders.class)
class SourcesHttpTest {

    private static final String MASTER = "Bearer " + ServeProfile.Guarded.TOKEN;

    private static List<Map<String, String>> tries() {
        return given().header("Authorization", MASTER)
                .get("/api/v1/sources")
                .then()
                .statusCode(200)
                .extract()
                .path("tries");
    }

    @Test
    void everyFormatHasALineToTryItThatWorks() throws IOException, InterruptedException {
        // Given
        Assumptions.assumeTrue(run("curl --version && openssl version", "").exit() == 0, "no curl, or no openssl");
        List<Map<String, String>> tries = tries();
        assertEquals(
                WireFormats.NAMES,
                tries.stream().map(each -> each.get("format")).toList());

        for (Map<String, String> each : tries) {
            String format = String.valueOf(each.get("format"));
            String token = format.equals("github") ? SenderTokenLines.SIGNING : ServeProfile.Guarded.TOKEN;

            // When
            Shell shell = run(each.get("line") + " -w '\n%{http_code}'", token);

            // Then
            assertEquals(0, shell.exit(), format + ": " + shell.output());
            assertEquals(
                    "2", shell.output().lines().toList().getLast().substring(0, 1), format + ": " + shell.output());
            Integer events = given().header("Authorization", MASTER)
                    .get("/api/v1/sources")
                    .path("items.find { it.format == '" + format + "' && it.events > 0 }.events");
            assertNotNull(events, format + " brought nothing: " + shell.output());
        }
    }

    private record Shell(int exit, String output) {}

    private static Shell run(String line, String token) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", line).redirectErrorStream(true);
        builder.environment().put("TRIPLINE_TOKEN", token);
        builder.environment().put("NO_PROXY", "*");
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return new Shell(process.waitFor(), output);
    }

    @Test
    void linesCallTheAddressByWhichTheyWereAskedForAndHoldNoToken() {
        given().header("Authorization", MASTER)
                .header("Host", "localhost:4711")
                .get("/api/v1/sources")
                .then()
                .body(
                        "tries.find { it.format == 'auth0' }.address",
                        equalTo("http://localhost:4711/api/v1/events/auth0"))
                .body(
                        "tries.find { it.format == 'auth0' }.line",
                        containsString("'http://localhost:4711/api/v1/events/auth0'"))
                .body("tries.find { it.format == 'splunk-hec' }.line", containsString("Splunk $TRIPLINE_TOKEN"))
                .body(not(containsString(ServeProfile.Guarded.TOKEN)));
    }

    @Test
    void whatIsNoEventIsShownWithItsReasonMadeVisibleAndShort() {
        // Given
        String source = "items.find { it.format == 'alertmanager' && it.sender == 'any' }";
        given().header("Authorization", "Bearer tripline-example-token")
                .contentType(ContentType.JSON)
                .body("{\"no\":\"<script>\u202e\u001b[2J" + "x".repeat(3_000) + "\"}")
                .post("/api/v1/events/alertmanager")
                .then()
                .statusCode(400);

        // Then
        given().header("Authorization", MASTER)
                .get("/api/v1/sources")
                .then()
                .statusCode(200)
                .body(source + ".refused", not(equalTo(0)))
                .body(source + ".sample", containsString("no notification of Alertmanager"))
                .body(source + ".sampleText", startsWith("{\"no\":\"<script>\\u202E\\u001B[2Jxxx"))
                .body(not(containsString("\u202e")))
                .body(not(containsString("x".repeat(501))));
    }

    @Test
    void aSourceSaysFromWhichLogsItsEventsAreAndHowEventsOfNoneBegin() {
        // Given
        String source = "items.find { it.format == 'cloudtrail' && it.sender == 'any' }";
        given().header("Authorization", "Bearer tripline-example-token")
                .contentType(ContentType.JSON)
                .body("{\"nobody\":\"knows\"}")
                .post("/api/v1/events/cloudtrail")
                .then()
                .statusCode(200);

        // Then
        given().header("Authorization", MASTER)
                .get("/api/v1/sources")
                .then()
                .body(source + ".logs.log", org.hamcrest.Matchers.hasItem("json"))
                .body(source + ".unrecognisedText", startsWith("{\""))
                .body(source + ".silent", equalTo(false))
                .body(source + ".silentSince", equalTo(null));
    }
}
