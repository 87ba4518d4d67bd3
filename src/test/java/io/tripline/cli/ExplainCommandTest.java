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
}
