package io.tripline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code list streams --url}: what a running service says, and what is no service. */
class RunningStreamsTest {

    private static final String TOKEN = "0123456789abcdef";

    private static final String ANSWER = """
            {"items": [{"stream": "s", "matches": 7, "groups": 1, "oldest": "2026-01-01T13:02:00Z",
              "newest": "2026-01-01T13:08:00Z", "writtenBy": [{"file": "a.drl", "rule": "failed"}],
              "readBy": [{"file": "a.drl", "rule": "Many", "id": "1", "nearest": [{"rule": "Many",
                "group": {"user": "an\\u202en\\n", "host": null}, "text": "7 of 11, until 14:02Z",
                "newest": "2026-01-01T13:08:00Z"}]}]}],
             "totals": {"groups": 1, "open": 0, "matches": 7, "whole": true}}
            """;

    @TempDir
    private Path folder;

    private final AtomicInteger asked = new AtomicInteger();
    private HttpServer server = never();
    private String url = "";

    private static HttpServer never() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void aService() {
        url = "http://127.0.0.1:" + server.getAddress().getPort();
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answers(int status, String body) {
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            boolean known =
                    ("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            if (status == 302) {
                exchange.getResponseHeaders().set("Location", url + "/elsewhere");
            }
            int code = status == 401 && known ? 200 : status;
            exchange.sendResponseHeaders(code, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    @Test
    void aTableShowsTheStreamsAndTheNearestGroups() {
        // Given
        answers(200, ANSWER);
        // When
        var result = new Program(folder).run("list", "streams", "--url", url + "/");
        // Then
        assertEquals(0, result.exitCode(), result.err());
        assertTrue(result.lines().getFirst().startsWith("STREAM  MATCHES  GROUPS  OLDEST"), result.out());
        assertTrue(result.lines().get(1).startsWith("s       7        1       2026-01-01T13:02:00Z"), result.out());
        assertTrue(
                result.out().contains("7 of 11, until 14:02Z  user=an\\u202En\\u000A, host=(none)  Many"),
                result.out());
        assertEquals("groups: 1, of them open: 0; matches: 7\n", result.err());
    }

    @Test
    void jsonIsOneStreamALine() {
        // Given
        answers(200, ANSWER);
        // When
        var result = new Program(folder).run("list", "streams", "--json", "--url", url);
        // Then
        assertEquals(0, result.exitCode(), result.err());
        assertEquals(1, result.lines().size());
        assertTrue(result.out().startsWith("{\"stream\":\"s\",\"matches\":7,"), result.out());
        assertTrue(result.out().contains("\"text\":\"7 of 11, until 14:02Z\""), result.out());
        assertFalse(result.out().contains("\u202e"), result.out());
    }

    @Test
    void aServiceThatNeedsATokenSaysSo() {
        // Given
        answers(401, ANSWER);
        // When
        var without = new Program(folder).run("list", "streams", "--url", url);
        var wrong = new Program(folder).run("list", "streams", "--url", url, "--token", "wrong");
        var right = new Program(folder).run("list", "streams", "--url", url, "--token", TOKEN);
        // Then
        assertEquals(4, without.exitCode());
        assertTrue(without.err().contains(url + " needs a token: --token, or TRIPLINE_TOKEN"), without.err());
        assertEquals(4, wrong.exitCode());
        assertTrue(wrong.err().contains("does not take this token"), wrong.err());
        assertFalse(wrong.err().contains("wrong\n"), "the token is not shown");
        assertEquals(0, right.exitCode(), right.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>hello</html>", "[]", "{}", "{\"items\": 1}", "", "{\"items\": ["})
    void whatIsNotTriplineIsNotTakenForIt(String body) {
        // Given
        answers(200, body);
        // When
        var result = new Program(folder).run("list", "streams", "--url", url);
        // Then
        assertEquals(4, result.exitCode());
        assertTrue(result.err().contains("not as Tripline does"), result.err());
        assertEquals("", result.out());
    }

    @Test
    void aRedirectIsNotFollowedSoThatTheTokenStaysWhereItWasSent() {
        // Given
        answers(302, "{}");
        // When
        var result = new Program(folder).run("list", "streams", "--url", url, "--token", TOKEN);
        // Then
        assertEquals(4, result.exitCode());
        assertTrue(result.err().contains("answers with 302"), result.err());
        assertEquals(Binary.underTest() == null ? 1 : 3, asked.get(), "once by each program");
    }

    @Test
    void whereNobodyListensTheMessageSaysWhatToDo() throws IOException {
        // Given: a port that was free a moment ago
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        // When
        var result = new Program(folder).run("list", "streams", "--url", "http://127.0.0.1:" + port);
        // Then
        assertEquals(4, result.exitCode());
        assertTrue(result.err().contains("cannot be reached: is `tripline serve` running there?"), result.err());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1:8080",
                "ftp://a",
                "http://",
                "file:///etc/passwd",
                "http://u:p@a",
                "http://a/?q=1",
                "x y"
            })
    void whatIsNoAddressIsAWrongUse(String address) {
        assertEquals(
                2, new Program(folder).run("list", "streams", "--url", address).exitCode());
    }

    @Test
    void onlyStreamsAreAskedOfAService() {
        // When
        var rules = new Program(folder).run("list", "rules", "--url", url);
        var paths = new Program(folder).run("list", "streams", "--url", url, "--rules", "x");
        var token = new Program(folder).run("list", "streams", "--token", TOKEN);
        // Then
        assertEquals(2, rules.exitCode());
        assertEquals(2, paths.exitCode());
        assertEquals(2, token.exitCode());
        assertTrue(rules.err().contains("tripline list streams --url"), rules.err());
    }
}
