package io.tripline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code alerts} and {@code sinks}: what is asked of a running service, and what is shown of its answers. */
class RunningAlertsTest {

    private static final String TOKEN = "0123456789abcdef";

    private static final String ALERT = """
            {"id": "%s", "rule": {"id": "r1", "title": "Many\\u202e", "level": "high"}, "time": "2026-01-01T13:02:00Z",
             "reason": "11 for ann\\n", "status": "closed", "verdict": "benign", "version": 2, "silenced": 7, "eventCount": 11,
             "group": {"user": "ann"}, "values": {"count": 11}}""";

    private static final String HISTORY = """
            {"items": [{"version": 1, "time": "2026-01-01T14:00:00Z", "by": "bob", "from": "open", "to": "closed",
             "verdict": "benign", "comment": "a \\u001b[2J test"}]}""";

    @TempDir
    private Path folder;

    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
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
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    /** In order, each once: a native binary and a JVM ask the same beside the run in here ({@link Binary}), at the same time. */
    private List<String> asked() {
        synchronized (asked) {
            return asked.stream().distinct().toList();
        }
    }

    private void answers(String path, int status, String body) {
        server.createContext(path, exchange -> {
            note(exchange);
            send(exchange, status, body);
        });
    }

    private void note(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + (body.isEmpty() ? "" : " " + body));
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private Program.Result run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--url", url));
        return new Program(folder).run(all.toArray(String[]::new));
    }

    @Test
    void theListIsAskedForPageByPageWithItsConditions() {
        // Given
        server.createContext("/api/v1/alerts", exchange -> {
            note(exchange);
            boolean isSecond = exchange.getRequestURI().toString().contains("cursor=7");
            send(
                    exchange,
                    200,
                    "{\"items\": [" + ALERT.formatted(isSecond ? "b" : "a") + "], \"next\": "
                            + (isSecond ? "null" : "\"7\"") + "}");
        });

        // When
        var result = run("alerts", "list", "--status", "open", "--level", "high", "--limit", "5");

        // Then
        assertEquals(0, result.exitCode(), result.err());
        assertEquals(
                List.of(
                        "GET /api/v1/alerts?limit=5&status=open&level=high",
                        "GET /api/v1/alerts?limit=4&cursor=7&status=open&level=high"),
                asked());
        assertTrue(result.lines().getFirst().startsWith("TIME"), result.out());
        assertTrue(
                result.lines().get(1).startsWith("2026-01-01T13:02:00Z  high   closed, benign  Many\\u202E"),
                result.out());
        assertEquals(3, result.lines().size());
    }

    @Test
    void jsonIsOneAlertALine() {
        // Given
        answers("/api/v1/alerts", 200, "{\"items\": [" + ALERT.formatted("a") + "], \"next\": null}");

        // When
        var result = run("alerts", "list", "--json");

        // Then
        assertEquals(1, result.lines().size());
        assertTrue(result.out().startsWith("{\"id\":\"a\",\"rule\":"), result.out());
        assertFalse(result.out().contains("\u202e"), result.out());
    }

    @Test
    void anAlertIsShownWithItsHistory() {
        // Given
        answers("/api/v1/alerts/a b", 200, ALERT.formatted("a b"));
        answers("/api/v1/alerts/a b/history", 200, HISTORY);

        // When
        var result = run("alerts", "show", "a b");

        // Then
        assertEquals(0, result.exitCode(), result.err());
        assertTrue(result.out().contains("group     user=ann\n"), result.out());
        assertTrue(result.out().contains("silenced  7\n"), result.out());
        assertTrue(
                result.out().contains("2026-01-01T14:00:00Z  bob  open > closed, benign: a \\u001B[2J test\n"),
                result.out());
    }

    @Test
    void whatIsDoneToAlertsIsAskedForOneByOne() {
        // Given
        answers("/api/v1/alerts/", 200, ALERT.formatted("a"));

        // When
        var ack = run("alerts", "ack", "a", "--by", "ann");
        var close = run(
                "alerts",
                "close",
                "a",
                "b",
                "--verdict",
                "benign",
                "--comment",
                "it's \"fine\"",
                "--by",
                "ann",
                "--expect",
                "2");
        var reopen = run("alerts", "reopen", "a", "--by", "ann");

        // Then
        assertEquals(0, ack.exitCode(), ack.err());
        assertEquals("a: closed, benign\nb: closed, benign\n", close.out());
        assertEquals(0, reopen.exitCode(), reopen.err());
        String closing =
                "{\"status\":\"closed\",\"verdict\":\"benign\",\"comment\":\"it's \\\"fine\\\"\",\"by\":\"ann\",\"version\":2}";
        List<String> expected = List.of(
                "PATCH /api/v1/alerts/a {\"status\":\"acknowledged\",\"by\":\"ann\"}",
                "PATCH /api/v1/alerts/a " + closing,
                "PATCH /api/v1/alerts/b " + closing,
                "PATCH /api/v1/alerts/a {\"status\":\"open\",\"by\":\"ann\"}");
        assertEquals(expected, asked());
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 409})
    void whatCannotBeDoneIsSaidInTheServicesWords(int status) {
        // Given
        answers("/api/v1/alerts/", status, "{\"status\": " + status + ", \"detail\": \"because\\u001b[2J\"}");

        // When
        var result = run("alerts", "ack", "a");

        // Then
        assertEquals(1, result.exitCode());
        assertTrue(result.err().contains("(" + status + "): because\\u001B[2J"), result.err());
    }

    @Test
    void theTokenComesOfAFileAndIsShownNowhere() {
        // Given
        server.createContext("/", exchange -> {
            boolean known =
                    ("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"));
            send(exchange, known ? 200 : 401, known ? "{\"items\": [], \"next\": null}" : "{}");
        });
        new Program(folder).write("token", TOKEN + "\n");
        new Program(folder).write("empty", "\n");

        // When
        var with = run("alerts", "list", "--token-file", "token");
        var without = run("alerts", "list");
        var empty = run("alerts", "list", "--token-file", "empty");
        var none = run("alerts", "list", "--token-file", "none");

        // Then
        assertEquals(0, with.exitCode(), with.err());
        assertEquals(4, without.exitCode());
        assertTrue(without.err().contains("needs a token: --token-file, or TRIPLINE_TOKEN"), without.err());
        assertEquals(2, empty.exitCode());
        assertEquals(4, none.exitCode());
    }

    @Test
    void whoFollowsComesBackAfterTheEndOfAConnectionWithWhatItGotLast() {
        // Given a service whose connections end after one alert
        server.createContext("/api/v1/alerts/stream", exchange -> {
            String last = exchange.getRequestHeaders().getFirst("Last-Event-ID");
            asked.add(String.valueOf(last));
            long next = last == null ? 7 : Long.parseLong(last) + 1;
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            send(
                    exchange,
                    200,
                    ": still here\n\nid: " + next + "\ndata: "
                            + ALERT.formatted("a" + next).replace("\n", "\ndata: ") + "\n\n: more\n");
        });

        // When
        var result = run("alerts", "follow", "--limit", "3");
        var past = run("alerts", "follow", "--json", "--after", "0", "--limit", "1");

        // Then
        assertEquals(0, result.exitCode(), result.err());
        assertEquals(List.of("null", "7", "8", "0"), asked());
        assertEquals(
                List.of("a7", "a8", "a9"),
                result.lines().stream()
                        .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                        .toList());
        assertTrue(past.out().startsWith("{\"id\":\"a1\""), past.out());
    }

    @Test
    void whoFollowsWhatIsNotThereIsToldAtOnce() {
        // Given
        answers("/api/v1/alerts/stream", 401, "{}");

        // When
        var refused = run("alerts", "follow");
        server.stop(0);
        var gone = run("alerts", "follow");

        // Then
        assertEquals(4, refused.exitCode());
        assertEquals(4, gone.exitCode());
        assertTrue(gone.err().contains("cannot be reached"), gone.err());
    }

    @Test
    void sinksAreListedTestedAndServedAgain() {
        // Given
        answers("/api/v1/sinks", 200, """
                {"items": [{"name": "soc", "type": "webhook", "target": "https://a", "cursor": 7, "waiting": 2, "delivered": 5,
                 "missed": 0, "dead": 1, "tries": 3, "lastError": "answers with 500\\u001b[2J", "nextTry": null}]}""");
        answers("/api/v1/sinks/soc/dead", 200, """
                {"items": [{"alert": "a", "sequence": 3, "tries": 16, "error": "no", "time": "2026-01-01T14:00:00Z"}], "next": null}""");
        answers("/api/v1/sinks/soc/test", 200, "{\"outcome\": \"later\", \"error\": \"no answer\"}");
        answers("/api/v1/sinks/log/test", 200, "{\"outcome\": \"delivered\", \"error\": null}");
        answers("/api/v1/sinks/soc/retry", 200, "{\"again\": 1}");

        // When
        var list = run("sinks", "list");
        var dead = run("sinks", "dead", "soc");
        var failing = run("sinks", "test", "soc");
        var fine = run("sinks", "test", "log");
        var retry = run("sinks", "retry", "soc", "a");

        // Then
        assertEquals(0, list.exitCode(), list.err());
        assertTrue(list.lines().get(1).startsWith("soc   webhook  https://a  2"), list.out());
        assertTrue(list.out().contains("answers with 500\\u001B[2J"), list.out());
        assertTrue(dead.lines().get(1).startsWith("2026-01-01T14:00:00Z  16     a"), dead.out());
        assertEquals(1, failing.exitCode());
        assertEquals("soc: later: no answer\n", failing.out());
        assertEquals(0, fine.exitCode(), fine.err());
        assertEquals("soc: 1 are sent again\n", retry.out());
        assertTrue(asked.contains("POST /api/v1/sinks/soc/retry {\"alerts\":[\"a\"]}"), asked().toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alerts",
                "alerts burn",
                "alerts show",
                "alerts ack",
                "alerts close a",
                "alerts ack a --verdict benign",
                "alerts list a",
                "alerts list --comment x",
                "alerts follow --status open",
                "alerts show a --limit 3",
                "alerts list --limit 0",
                "alerts list --after 3",
                "sinks",
                "sinks list soc",
                "sinks test",
                "sinks test soc a",
                "alerts list --token x"
            })
    void whatMakesNoSenseIsAWrongUse(String command) {
        assertEquals(2, run(command.split(" ")).exitCode(), command);
        assertEquals(List.of(), asked());
    }
}
