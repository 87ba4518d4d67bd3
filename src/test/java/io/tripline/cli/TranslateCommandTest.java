package io.tripline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TranslateCommandTest {

    @TempDir
    private Path folder;

    private Program program;

    @BeforeEach
    void aFolderWithSources() {
        program = new Program(folder);
        program.write("in/auth0/dcr.yml", SeedRules.dcr());
        program.write("in/elastic/okta.toml", SeedRules.okta());
    }

    @Test
    void theOutputKeepsThePathBelowTheGivenFolder() {
        // When
        var result = program.run("translate", "in", "-o", "out");
        // Then
        assertEquals(0, result.exitCode(), result.err());
        assertTrue(Files.isRegularFile(folder.resolve("out/auth0/dcr.drl")));
        assertTrue(Files.isRegularFile(folder.resolve("out/elastic/okta.drl")));
        assertEquals("2 exact, 0 approximated, 0 refused", result.lines().getLast());
    }

    @Test
    void whereItWroteIsSaidAndAFileThatIsTooLargeIsARefusedRule() {
        // Given
        program.write("in/large.yml", "title: T\n" + "# more than two MiB\n".repeat(150_000));
        // When
        var result = program.run("translate", "in", "-o", "out");
        var json = program.run("translate", "--json", "in", "-o", "out");
        // Then
        assertTrue(result.err().contains("written: out/auth0/dcr.drl"), result.err());
        assertEquals("2 exact, 0 approximated, 1 refused", result.lines().getLast());
        assertTrue(json.out().contains("\"status\":\"refused\",\"reasons\":[\"larger than 2 MiB\"]"), json.out());
        assertEquals(
                "{\"summary\":{\"exact\":2,\"approximated\":0,\"refused\":1}}",
                json.lines().getLast());
    }

    @Test
    void aSourceInTheOutputFolderGetsItsDrlBesideIt() {
        // When
        var result = program.run("translate", "in/auth0/dcr.yml", "-o", "in");
        // Then
        assertEquals(0, result.exitCode(), result.err());
        assertTrue(Files.isRegularFile(folder.resolve("in/auth0/dcr.drl")));
    }

    @Test
    void jsonHasOneObjectARuleAndASummary() throws IOException {
        // Given
        program.write(
                "in/bad.yml",
                "title: Bad\nid: 11111111-1111-4111-8111-111111111111\n"
                        + "detection:\n  a:\n    x|contain: y\n  condition: a\n");
        ObjectMapper mapper = new ObjectMapper();
        // When
        var result = program.run("translate", "--json", "in", "-o", "out");
        // Then
        assertEquals(1, result.exitCode());
        assertEquals(4, result.lines().size(), result.out());
        JsonNode dcr = mapper.readTree(result.lines().get(0));
        assertEquals("in/auth0/dcr.yml", dcr.get("source").asText());
        assertEquals(SeedRules.DCR_ID, dcr.get("id").asText());
        assertEquals("sigma", dcr.get("dialect").asText());
        assertEquals("exact", dcr.get("status").asText());
        assertEquals("out/auth0/dcr.drl", dcr.get("drl").asText());
        JsonNode bad = mapper.readTree(result.lines().get(1));
        assertEquals("refused", bad.get("status").asText());
        assertTrue(bad.get("drl").isNull());
        assertTrue(bad.get("reasons").get(0).asText().startsWith("5:"), bad.toString());
        JsonNode okta = mapper.readTree(result.lines().get(2));
        assertEquals("elastic", okta.get("dialect").asText());
        assertEquals("new_terms", okta.get("type").asText());
        assertEquals(
                "{\"summary\":{\"exact\":2,\"approximated\":0,\"refused\":1}}",
                result.lines().getLast());
    }

    @Test
    void anEditedFileIsKeptShownOnRequestAndOverwrittenOnDemand() {
        // Given
        program.run("translate", "in", "-o", "out");
        String generated = program.read("out/auth0/dcr.drl");
        String edited = generated.replace("$count > 10", "$count > 3");
        program.write("out/auth0/dcr.drl", edited);
        // When
        var again = program.run("translate", "in", "-o", "out");
        String afterAgain = program.read("out/auth0/dcr.drl");
        var diff = program.run("translate", "--diff", "in", "-o", "out");
        String afterDiff = program.read("out/auth0/dcr.drl");
        var force = program.run("translate", "--force", "in", "-o", "out");
        // Then
        assertEquals(1, again.exitCode());
        assertEquals(edited, afterAgain);
        assertTrue(again.err().contains("out/auth0/dcr.drl: a person edited it"), again.err());
        assertEquals(1, diff.exitCode());
        assertEquals(edited, afterDiff);
        assertTrue(diff.out().contains("-        $count > 3"), diff.out());
        assertTrue(diff.out().contains("+        $count > 10"), diff.out());
        assertEquals(0, force.exitCode());
        assertEquals(generated, program.read("out/auth0/dcr.drl"));
    }

    @Test
    void anUneditedFileIsWrittenAgain() {
        // Given
        program.run("translate", "in", "-o", "out");
        program.write(
                "in/auth0/dcr.yml", SeedRules.dcr().replace("gt: '{threshold_for_max_clients_created}'", "gt: 5"));
        // When
        var result = program.run("translate", "in", "-o", "out");
        // Then
        assertEquals(0, result.exitCode(), result.err());
        assertTrue(program.read("out/auth0/dcr.drl").contains("$count > 5"));
    }

    @Test
    void theRulesThatComeWithTheProgramAreTranslatedAsTheyWouldBeNow() throws IOException {
        // Given
        Path rules = Path.of("rules-drl").toAbsolutePath();
        // When
        var result = program.run("translate", rules.toString(), "-o", "out");
        // Then
        assertEquals(0, result.exitCode(), result.out() + result.err());
        try (Stream<Path> files = Files.walk(folder.resolve("out"))) {
            for (Path generated : files.filter(Files::isRegularFile).toList()) {
                Path shipped = rules.resolve(
                        folder.resolve("out").relativize(generated).toString());
                assertEquals(Files.readString(generated), Files.readString(shipped), shipped.toString());
            }
        }
    }

    @Test
    void nothingToTranslateIsAnInputError() throws IOException {
        // Given
        Files.createDirectories(folder.resolve("empty"));
        // When
        var empty = program.run("translate", "empty", "-o", "out");
        var missing = program.run("translate", "nowhere.yml", "-o", "out");
        // Then
        assertEquals(4, empty.exitCode(), empty.err());
        assertEquals(4, missing.exitCode());
        assertTrue(missing.err().contains("nowhere.yml: no such file"), missing.err());
    }
}
