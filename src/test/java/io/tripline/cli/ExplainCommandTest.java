package io.tripline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainCommandTest {

    @TempDir
    private Path folder;

    private Program program;

    @BeforeEach
    void aFolderWithRules() {
        program = new Program(folder);
        program.write("rules/dcr.yml", SeedRules.dcr());
        program.write("rules/okta.toml", SeedRules.okta());
    }

    @Test
    void eachPartOfTheConditionHasTheEventsValuesBesideIt() {
        // Given
        program.write("event.json", SeedRules.registration(3));
        // When
        var result = program.run("explain", "--rules", "rules", "event.json");
        // Then
        assertEquals(0, result.exitCode(), result.err());
        String text = result.out();
        assertTrue(text.startsWith("event r3 at 2026-01-01T00:03:00Z (format auth0)\n"), text);
        assertTrue(text.contains("\nmatches: "), text);
        assertTrue(text.contains("  (rules/dcr.yml:"), text);
        assertTrue(text.contains("✓ field( \"data.type\" ).isIgnoreCase( \"sapi\" )"), text);
        assertTrue(text.lines().anyMatch(line -> line.contains("\"data.type\"") && line.endsWith("  sapi")), text);
        assertTrue(text.contains("→ counts for: Rapid creation of clients"), text);
        assertTrue(text.contains("more than 10 within 1h"), text);
        assertTrue(text.contains("does not match: Client credentials"), text);
        assertTrue(
                text.lines()
                        .anyMatch(line ->
                                line.contains("✗ field( \"okta.actor.type\" )") && line.endsWith("(not in the event)")),
                text);
    }

    @Test
    void jsonHoldsTheSameTree() throws IOException {
        // When
        var result = program.run("explain", "--json", "--rules", "rules/dcr.yml", "--", SeedRules.registration(3));
        // Then
        assertEquals(0, result.exitCode(), result.err());
        JsonNode explanation = new ObjectMapper().readTree(result.out());
        assertTrue(explanation.get("matches").asBoolean());
        assertEquals("r3", explanation.at("/event/id").asText());
        assertEquals(SeedRules.DCR_ID, explanation.at("/counts_for/0").asText());
        assertEquals("sapi", explanation.at("/condition/parts/1/actual/0").asText());
    }

    @Test
    void onlyMatchingRulesAreShownOnRequest() {
        // When
        var result = program.runWithInput(SeedRules.registration(3), "explain", "--matched", "--rules", "rules", "-");
        // Then
        assertEquals(0, result.exitCode(), result.err());
        assertTrue(result.out().contains("\nmatches: "), result.out());
        assertFalse(result.out().contains("does not match"), result.out());
    }

    @Test
    void whatIsNoEventIsAnInputError() {
        // Given
        program.write("broken.json", "{oops");
        // When
        var broken = program.run("explain", "--rules", "rules", "broken.json");
        var none = program.run("explain", "--rules", "rules");
        // Then
        assertEquals(4, broken.exitCode());
        assertTrue(broken.err().contains("broken.json:1:"), broken.err());
        assertEquals(2, none.exitCode());
    }

    @Test
    void severalEventsAreRunThroughTheWindowsAndWhatIsMissingIsSaid() {
        // Given: 7 of 11
        program.write("seven.ndjson", SeedRules.registrations(7));
        // When
        var result = program.run("explain", "--matched", "--rules", "rules", "seven.ndjson");
        // Then
        assertEquals(0, result.exitCode(), result.err());
        assertTrue(
                result.lines().contains("  7 of 11 in 1h for data.tenant_name acme, until 01:00Z; 4 more"),
                result.out());
        assertFalse(result.out().contains("→ alert at"), result.out());
        assertTrue(result.out().contains("  nothing that it looks at"), result.out());
    }

    @Test
    void severalEventsThatAlertSayWhichAlertCameOfThem() throws IOException {
        // Given: in two files, and one event twice
        String[] lines = SeedRules.registrations(11).split("\n");
        program.write("odd.ndjson", String.join("\n", lines[1], lines[3], lines[5], lines[7], lines[9], lines[9]));
        program.write("even.ndjson", String.join("\n", lines[0], lines[2], lines[4], lines[6], lines[8], lines[10]));
        // When
        var text = program.run("explain", "--rules", "rules/dcr.yml", "odd.ndjson", "even.ndjson");
        var json = program.run("explain", "--json", "--rules", "rules/dcr.yml", "odd.ndjson", "even.ndjson");
        // Then
        assertTrue(text.out().contains("  → alert at 2026-01-01T00:10:00Z: 11 × "), text.out());
        assertTrue(
                text.lines().contains("  11 of 11 in 1h for data.tenant_name acme, silent until 01:10Z"), text.out());
        assertTrue(text.err().contains("1 of 12 events are redeliveries"), text.err());
        JsonNode together = new ObjectMapper().readTree(json.lines().getLast());
        assertEquals(SeedRules.DCR_ID, together.at("/correlation/id").asText());
        assertEquals(11, together.at("/alerts/0/events").size());
        assertEquals("acme", together.at("/nearest/0/group/data.tenant_name").asText());
        assertEquals(
                "2026-01-01T01:10:00Z", together.at("/nearest/0/silent_until").asText());
    }

    @Test
    void aSingleEventIsExplainedByItselfAlone() {
        // When
        var result = program.run("explain", "--rules", "rules", "--", SeedRules.registration(3));
        // Then
        assertFalse(result.out().contains("together:"), result.out());
    }

    @Test
    void keysOfStrangersEndNoLine() {
        // Given
        String hostile = SeedRules.registrations(2).replace("acme", "ac\\nme\\u202e\\u001b[2J");
        // When
        var result = program.runWithInput(hostile, "explain", "--matched", "--rules", "rules/dcr.yml", "-");
        // Then
        assertTrue(
                result.lines()
                        .contains(
                                "  2 of 11 in 1h for data.tenant_name ac\\u000Ame\\u202E\\u001B[2J, until 01:00Z; 9 more"),
                result.out());
    }
}
