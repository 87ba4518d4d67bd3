package io.tripline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListCommandTest {

    @TempDir
    private Path folder;

    private Program program;

    @BeforeEach
    void aFolderWithRules() {
        program = new Program(folder);
        program.write("rules/auth0/dcr.yml", SeedRules.dcr());
        program.write("rules/okta.toml", SeedRules.okta());
    }

    @Test
    void rulesAreThoseThatAlert() {
        // When
        var table = program.run("list", "rules", "--rules", "rules");
        var json = program.run("list", "rules", "--json", "rules");
        // Then
        assertEquals(0, table.exitCode(), table.err());
        assertEquals(3, table.lines().size(), table.out());
        assertTrue(table.lines().get(1).startsWith("medium  1h      more than 10"), table.out());
        assertEquals(2, json.lines().size());
        assertTrue(json.lines().getFirst().contains("\"id\":\"" + SeedRules.DCR_ID + "\""), json.out());
    }

    @Test
    void fieldsAreThoseThatRulesTest() {
        // When
        var result = program.run("list", "fields", "--json", "--rules", "rules");
        // Then
        assertTrue(
                result.lines().stream()
                        .anyMatch(line -> line.startsWith("{\"field\":\"data.type\",\"count\":1,\"rules\":[\"")),
                result.out());
        assertTrue(result.out().contains("\"okta.actor.display_name\""), result.out());
    }

    @Test
    void streamsHaveWritersAndReaders() {
        // When
        var result = program.run("list", "streams", "--json", "--rules", "rules");
        // Then
        assertTrue(result.lines().getFirst().startsWith("{\"stream\":\"auth0/dcr\",\"written_by\":[\""), result.out());
    }

    @Test
    void formatsNeedNoRules() {
        // When
        var result = program.run("list", "formats");
        // Then
        assertEquals(0, result.exitCode());
        assertTrue(result.lines().contains("okta"), result.out());
        assertTrue(result.lines().contains("auth0"), result.out());
    }

    @Test
    void parametersHaveAValueAndAnOrigin() {
        // Given: one value in a file beside the rule, one for all rules and one for another rule in the configuration
        String title = "Rapid creation of clients with the dynamic client registration endpoint";
        program.write("rules/auth0/parameters.properties", "threshold_for_observed_time_window_in_minutes = 30\n");
        List<String> keys = List.of(
                "tripline.parameters.nobody_asks",
                "tripline.rules." + SeedRules.DCR_ID + ".parameters.threshold_for_max_clients_created",
                "tripline.rules.nowhere.parameters.threshold_for_max_clients_created");
        keys.forEach(key -> System.setProperty(key, "4"));
        try {
            // When
            var json = program.run("list", "parameters", "--json", "--rules", "rules");
            var table = program.run("list", "parameters", "rules");
            // Then
            assertEquals(
                    List.of(
                            "{\"parameter\":\"nobody_asks\",\"value\":\"4\",\"type\":\"number\",\"from\":\"system property\",\"rules\":[]}",
                            "{\"parameter\":\"threshold_for_max_clients_created\",\"value\":\"4\",\"type\":\"number\","
                                    + "\"from\":\"system property, for this rule\",\"rules\":[\"" + title + "\"]}",
                            "{\"parameter\":\"threshold_for_max_clients_created\",\"value\":\"4\",\"type\":\"number\","
                                    + "\"from\":\"system property, for rule nowhere\",\"rules\":[]}",
                            "{\"parameter\":\"threshold_for_observed_time_window_in_minutes\",\"value\":\"30\",\"type\":\"number\","
                                    + "\"from\":\"rules/auth0/parameters.properties\",\"rules\":[\"" + title + "\"]}"),
                    json.lines());
            assertEquals(5, table.lines().size(), table.out());
            assertTrue(table.lines().getFirst().startsWith("PARAMETER"), table.out());
        } finally {
            keys.forEach(System::clearProperty);
        }
    }

    @Test
    void anythingElseIsWrongUsage() {
        assertEquals(2, new Program(folder).run("list", "monsters").exitCode());
    }

    @Test
    void theFieldsOfALogAreItsOwnAndThoseMadeOfThem() {
        // When
        var json = program.run("list", "fields", "--log", "okta", "--json");
        var table = program.run("list", "fields", "--log", "windows/sysmon");

        // Then
        assertEquals(0, json.exitCode(), json.err());
        assertTrue(
                json.lines().contains("{\"log\":\"okta\",\"field\":\"eventType\",\"how\":\"own\",\"from\":[]}"),
                json.out());
        assertTrue(
                json.lines()
                        .contains(
                                "{\"log\":\"okta\",\"field\":\"event.action\",\"how\":\"same\",\"from\":[\"eventType\"]}"),
                json.out());
        assertTrue(
                json.lines()
                        .contains(
                                "{\"log\":\"okta-ecs\",\"field\":\"eventType\",\"how\":\"same\",\"from\":[\"event.action\"]}"),
                json.out());
        assertTrue(table.lines().getFirst().startsWith("LOG"), table.out());
        assertTrue(table.out().contains("process.executable"), table.out());
        assertTrue(table.err().contains("windows: its events can have further names of their own"), table.err());
    }

    @Test
    void everyFormatIsALogWhoseFieldsCanBeListed() {
        for (String line :
                program.run("list", "formats").lines().stream().skip(1).toList()) {
            // When
            var fields = program.run("list", "fields", "--log", line.strip());

            // Then
            assertEquals(0, fields.exitCode(), fields.err());
            assertTrue(fields.lines().size() > 5, line + ": " + fields.out());
        }
    }

    @Test
    void aLogThatIsNotThereIsAWrongUse() {
        // When
        var misspelt = program.run("list", "fields", "--log", "oktta");
        var elsewhere = program.run("list", "rules", "--log", "okta");

        // Then
        assertEquals(2, misspelt.exitCode());
        assertTrue(misspelt.err().contains("there is no log 'oktta': did you mean 'okta'?"), misspelt.err());
        assertEquals(2, elsewhere.exitCode());
        assertTrue(elsewhere.err().contains("tripline list fields --log okta"), elsewhere.err());
    }
}
