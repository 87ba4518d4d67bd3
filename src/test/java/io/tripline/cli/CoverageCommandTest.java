package io.tripline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CoverageCommandTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final String ANSWER = """
            {"attack": "18", "counts": {"live": 1, "tested": 0, "seen": 1},
             "tactics": [{"id": "impact", "name": "Impact", "level": "seen", "counts": {"live": 1, "tested": 0, "seen": 1},
               "rules": ["1"], "techniques": ["T1499"]}],
             "techniques": [{"id": "T1499", "name": "Endpoint Denial of Service", "tactics": ["impact"], "level": "seen",
               "counts": {"live": 1, "tested": 0, "seen": 1}, "rules": ["1"], "subtechniques": []}],
             "gaps": [{"id": "T1485", "name": "Data Destruction", "tactics": ["impact"]}],
             "rules": [{"id": "1", "title": "A \\u202erule", "file": "a.drl", "techniques": ["T1499"], "tactics": ["impact"],
               "level": "seen", "tested": false, "seen": true, "lastAlert": null}],
             "dead": [{"id": "1", "title": "A rule", "file": "a.drl", "cause": "log", "log": "okta/system", "fields": [],
               "why": "no event of okta/system came since 2026-01-01T00:00:00Z"}]}
            """;

    private static final String LAYER =
            "{\"name\": \"Tripline\", \"versions\": {\"layer\": \"4.5\"}, \"techniques\": []}";

    @TempDir
    private Path folder;

    private Program program;

    @BeforeEach
    void rules() {
        program = new Program(folder);
        program.write("in/auth0/dcr.yml", SeedRules.dcr());
        program.write("in/auth0/dcr.test.yml", "rules: [dcr.yml]\ntests: []\n");
        program.write("in/cloud.yml", """
                title: Cloud account
                id: aaaaaaaa-0000-4000-8000-000000000001
                tags: [attack.t1078.004]
                logsource: {product: demo}
                detection:
                  selection: {action: signin}
                  condition: selection
                """);
    }

    @Test
    void aTableShowsWhatIsCoveredByTacticAndTechnique() {
        // When
        var result = program.run("coverage", "in");

        // Then
        assertEquals(0, result.exitCode(), result.err());
        assertTrue(
                result.lines().getFirst().matches("TACTIC +TECHNIQUE +NAME +LIVE +TESTED +SEEN +RULES"), result.out());
        assertTrue(
                result.lines().stream()
                        .anyMatch(line -> line.matches(
                                "Impact +T1499 +Endpoint Denial of Service +1 +1 +0 +Rapid creation of clients .*")),
                result.out());
        assertTrue(
                result.lines().stream()
                        .anyMatch(line ->
                                line.matches("Initial Access +T1078.004 +Cloud Accounts +1 +0 +0 +Cloud account")),
                result.out());
        assertEquals(
                "rules that run: 2, of them tested: 1, seen: 0; without tags of ATT&CK: 0; techniques without a rule: 213",
                result.err().strip());
    }

    @Test
    void jsonIsTheSameAsOfAServiceAndSaysNothingOfDeadRules() throws IOException {
        // When
        var result = program.run("coverage", "--json", "--rules", "in");

        // Then
        JsonNode coverage = MAPPER.readTree(result.out());
        assertEquals(1, result.lines().size());
        assertEquals("18", coverage.path("attack").asText());
        assertEquals(2, coverage.at("/counts/live").asInt());
        assertTrue(coverage.path("dead").isNull());
        assertEquals("tested", technique(coverage, "T1499").path("level").asText());
    }

    private static JsonNode technique(JsonNode coverage, String id) {
        for (JsonNode technique : coverage.path("techniques")) {
            if (technique.path("id").asText().equals(id)) {
                return technique;
            }
        }
        throw new AssertionError("no " + id + " in " + coverage);
    }

    @Test
    void aLayerIsWrittenToAFileOrToTheOutput() throws IOException {
        // When
        var toOutput = program.run("coverage", "in", "--navigator", "-");
        var toFile = program.run("coverage", "in", "--navigator", "layer.json");

        // Then
        JsonNode layer = MAPPER.readTree(toOutput.out());
        assertEquals("4.5", layer.at("/versions/layer").asText());
        assertEquals(0, toFile.exitCode(), toFile.err());
        assertEquals("", toFile.out());
        assertTrue(toFile.err().contains("written: layer.json"), toFile.err());
        assertEquals(toOutput.out(), Files.readString(folder.resolve("layer.json")));
        assertEquals(
                4,
                program.run("coverage", "in", "--navigator", "no/such/folder/x").exitCode());
    }

    @Test
    void whatNoRuleCoversIsATableOfItsOwn() {
        // When
        var result = program.run("coverage", "in", "--gaps");

        // Then
        assertEquals(0, result.exitCode(), result.err());
        assertTrue(result.lines().getFirst().matches("TACTIC +TECHNIQUE +NAME"), result.out());
        assertTrue(
                result.lines().stream().anyMatch(line -> line.matches("Impact +T1485 +Data Destruction")),
                result.out());
        assertFalse(result.out().contains("T1499"), result.out());
        assertFalse(result.out().contains("T1078"), result.out());
        assertEquals(2, program.run("coverage", "in", "--gaps", "--json").exitCode());
        assertEquals(
                2, program.run("coverage", "in", "--gaps", "--navigator", "-").exitCode());
    }

    @Test
    void rulesThatDoNotRunCoverNothing() {
        // Given
        program.write("in/auth0/dcr.yml", SeedRules.dcr().replace("selection:", "selection|nonsense:"));

        // When
        var result = program.run("coverage", "in");

        // Then
        assertEquals(1, result.exitCode());
        assertFalse(result.out().contains("T1499"), result.out());
    }

    @Test
    void aRunningServiceIsAskedWithTheToken() throws IOException {
        // Given
        List<String> asked = Collections.synchronizedList(new ArrayList<>());
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] body = (exchange.getRequestURI().toString().endsWith("/navigator") ? LAYER : ANSWER)
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        program.write("token", "0123456789abcdef\n");
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        try {
            // When
            var table = program.run("coverage", "--url", url, "--token-file", "token");
            var layer = program.run("coverage", "--url", url, "--navigator", "-");
            var gaps = program.run("coverage", "--url", url, "--gaps");

            // Then
            assertEquals(0, table.exitCode(), table.err());
            assertTrue(
                    table.lines().get(1).matches("Impact +T1499 +Endpoint Denial of Service +1 +0 +1 +A .u202Erule"),
                    table.out());
            assertTrue(
                    table.out().contains("A rule  no event of okta/system came since 2026-01-01T00:00:00Z"),
                    table.out());
            assertTrue(gaps.lines().getLast().matches("Impact +T1485 +Data Destruction"), gaps.out());
            assertTrue(layer.out().startsWith("{\"name\":\"Tripline\""), layer.out());
            assertTrue(asked.contains("/api/v1/coverage Bearer 0123456789abcdef"), asked.toString());
            assertTrue(
                    asked.stream().anyMatch(each -> each.startsWith("/api/v1/coverage/navigator ")), asked.toString());
        } finally {
            server.stop(0);
        }
    }

    @Test
    void whatIsNotTriplineIsNotTakenForIt() throws IOException {
        // Given
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = "{\"techniques\": []}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        try {
            // Then
            assertEquals(4, program.run("coverage", "--url", url).exitCode());
            assertEquals(
                    4, program.run("coverage", "--url", url, "--navigator", "-").exitCode());
        } finally {
            server.stop(0);
        }
    }

    @Test
    void pathsAndAServiceDoNotGoTogether() {
        assertEquals(
                2, program.run("coverage", "in", "--url", "http://127.0.0.1:9").exitCode());
        assertEquals(2, program.run("coverage", "--token-file", "token").exitCode());
    }
}
