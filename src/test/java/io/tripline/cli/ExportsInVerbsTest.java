package io.tripline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kibana's exports where rules are given. */
class ExportsInVerbsTest {

    @TempDir
    private Path folder;

    private Program program;

    @BeforeEach
    void anExport() {
        program = new Program(folder);
        program.write("soc.ndjson", """
                {"rule_id": "r1", "name": "Sign in", "type": "query", "language": "kuery", "query": "action: in", "exceptions_list": [{"list_id": "trusted"}]}
                {"rule_id": "r2", "name": "A table", "type": "esql", "language": "esql", "query": "from logs"}
                {"list_id": "trusted", "name": "Trusted", "type": "detection"}
                {"list_id": "trusted", "name": "Ada, for a while", "type": "simple", "expire_time": "2026-01-02T00:00:00Z", "entries": [{"field": "user", "type": "match", "operator": "included", "value": "ada"}]}
                {"exported_count": 2}
                """);
        program.write("events.ndjson", """
                {"@timestamp": "2026-01-01T23:59:59.999Z", "action": "in", "user": "ada"}
                {"@timestamp": "2026-01-01T23:59:59.999Z", "action": "in", "user": "bob"}
                {"@timestamp": "2026-01-02T00:00:00Z", "action": "in", "user": "ada"}
                """);
    }

    @Test
    void translateWritesAFileForEachRuleAndRefusesOneAlone() {
        // When
        var result = program.run("translate", "soc.ndjson", "-o", "out");
        var json = program.run("translate", "--json", "soc.ndjson", "-o", "out");
        // Then
        assertEquals(1, result.exitCode(), result.err());
        assertEquals("1 exact, 0 approximated, 1 refused", result.lines().getLast());
        assertTrue(Files.isRegularFile(folder.resolve("out/soc/sign_in.drl")), result.err());
        assertTrue(result.err().contains("soc.ndjson:2:"), result.err());
        assertTrue(json.out().contains("soc.ndjson#sign_in\""), json.out());
        assertTrue(json.out().contains("\"type\":\"esql\""), json.out());
    }

    @Test
    void anExceptionEndsAtItsMoment() {
        // When
        var result = program.run("replay", "--rules", "soc.ndjson", "events.ndjson", "--json");
        // Then
        assertEquals(2, result.lines().size(), result.out() + result.err());
        assertTrue(result.lines().getFirst().contains("bob"), result.out());
        assertTrue(result.lines().getLast().contains("ada"), result.out());
    }

    @Test
    void checkListAndExplainTakeIt() {
        program.write(
                "event.json", "{\"@timestamp\": \"2026-01-01T00:00:00Z\", \"action\": \"in\", \"user\": \"ada\"}");

        var checked = program.run("check", "soc.ndjson");
        var listed = program.run("list", "rules", "soc.ndjson");
        var explained = program.run("explain", "--rules", "soc.ndjson", "event.json");

        assertTrue(checked.out().contains("1 refused"), checked.out() + checked.err());
        assertTrue(listed.out().contains("Sign in"), listed.out() + listed.err());
        assertTrue(explained.out().contains("isBefore( \"2026-01-02T00:00:00Z\" )"), explained.out() + explained.err());
    }
}
