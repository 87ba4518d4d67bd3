package io.tripline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rule that asks a list, in the verbs that run rules. */
class ListsInVerbsTest {

    private static final String EVENTS = """
            {"event": {"category": "network"}, "destination": {"ip": "203.0.113.7", "port": 443}, "@timestamp": "2026-01-31T00:00:00Z"}
            {"event": {"category": "network"}, "destination": {"ip": "203.0.113.8", "port": 443}, "@timestamp": "2026-01-31T00:00:01Z"}
            """;

    @TempDir
    Path folder;

    private Program program;

    @BeforeEach
    void rules() {
        program = new Program(folder);
        program.write("rules/c2.toml", """
                [rule]
                name = "Connection to a known control server"
                rule_id = "5f8b5a5e-2c4e-4a0f-8a5b-7a1f6f0f3a02"
                type = "threat_match"
                query = "event.category: network"
                threat_index = ["logs-ti_*"]
                threat_query = "@timestamp >= \\"now-12h\\" and not labels.old: true"
                threat_mapping = [ { entries = [
                  { field = "destination.ip", type = "mapping", value = "threat.indicator.ip" },
                  { field = "destination.port", type = "mapping", value = "threat.indicator.port" } ] } ]
                """);
        program.write("events.ndjson", EVENTS);
    }

    private void list() {
        program.write("rules/lists/logs-ti.ndjson", """
                {"threat": {"indicator": {"ip": "203.0.113.7", "port": 443}}, "@timestamp": "2026-01-30T20:00:00Z"}
                {"threat": {"indicator": {"ip": "203.0.113.8", "port": 443}}, "@timestamp": "2026-01-30T20:00:00Z", "labels": {"old": true}}
                """);
    }

    @Test
    void replayLooksIntoTheListBesideTheRules() {
        list();
        for (String given : new String[] {"rules", "rules/c2.toml"}) {
            var result = program.run("replay", "--rules", given, "events.ndjson");

            assertEquals(0, result.exitCode(), result.err());
            assertEquals(1, result.lines().size(), result.out());
            assertTrue(result.out().contains("203.0.113.7"), result.out());
            assertTrue(result.out().contains("logs-ti.ndjson:1"), result.out());
        }
    }

    @Test
    void withoutTheListReplayAndCheckSayWhichFileIsWanted() {
        var replayed = program.run("replay", "--rules", "rules", "events.ndjson");
        var checked = program.run("check", "rules");

        assertEquals("", replayed.out());
        for (String said : new String[] {replayed.err(), checked.out() + checked.err()}) {
            assertTrue(said.contains("there is no list \"logs-ti\""), said);
            assertTrue(said.contains("put lists/logs-ti.ndjson (or .csv) with threat.indicator.ip"), said);
        }
    }

    @Test
    void aRuleTestLooksIntoTheList() {
        list();
        program.write("rules/c2.test.yml", """
                rules: [c2.toml]
                tests:
                  - name: a known server alerts
                    start: 2026-01-31T00:00:00Z
                    events:
                      - {at: 0s, event: {event: {category: network}, destination: {ip: 203.0.113.7, port: 443}}}
                      - {at: 1s, event: {event: {category: network}, destination: {ip: 203.0.113.7, port: 80}}}
                    expect:
                      - {at: 0s}
                """);

        var result = program.run("test", "rules/c2.test.yml");

        assertEquals(0, result.exitCode(), result.out() + result.err());
    }

    @Test
    void explainNamesTheEntry() {
        list();

        var result = program.run(
                "explain", "--rules", "rules", EVENTS.lines().findFirst().orElseThrow());

        assertTrue(result.out().contains("(logs-ti.ndjson:1)"), result.out());
    }
}
