package io.tripline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {

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
    void goodRulesOfEveryDialectAreFine() {
        // Given
        program.run("translate", "rules/dcr.yml", "-o", "drl");
        // When
        var result = program.run("check", "rules/okta.toml", "drl");
        // Then
        assertEquals(0, result.exitCode(), result.out() + result.err());
        assertEquals(
                "2 files are fine, 0 refused, 0 do not compile", result.lines().getLast());
    }

    @Test
    void aTypingErrorInDrlIsShownWithFileLineColumnAndTheLineItself() {
        // Given
        program.run("translate", "rules/dcr.yml", "-o", "drl");
        String text = program.read("drl/dcr.drl");
        program.write("drl/dcr.drl", text.replace(".isIgnoreCase( \"sapi\" )", ".isIgnoreCas( \"sapi\" )"));
        int line = text.substring(0, text.indexOf("\"sapi\"")).split("\n").length;
        // When
        var result = program.run("check", "drl");
        // Then
        assertEquals(1, result.exitCode());
        assertTrue(result.out().contains("drl/dcr.drl:" + line + ":"), result.out());
        assertTrue(result.out().contains("isIgnoreCas"), result.out());
    }

    @Test
    void ofEachLogOfSomeEventsItIsSaidHowManyRulesAreEvaluatedForAnEvent() {
        // Given: one rule that asks for a command, and one that only says what must not be
        String process =
                "title: %s\nlogsource: {product: windows, category: process_creation}\ndetection:\n  x: {%s}\n  condition: %s\n";
        program.write("rules/who.yml", process.formatted("Who", "CommandLine: whoami", "x"));
        program.write("rules/odd.yml", process.formatted("Odd", "Image|endswith: .exe", "not x"));
        String event =
                "{\"EventID\": 1, \"Channel\": \"Microsoft-Windows-Sysmon/Operational\", \"CommandLine\": \"%s\", \"Image\": \"C:\\\\a.exe\"}\n";
        program.write("events.ndjson", event.formatted("whoami") + event.formatted("dir") + event.formatted("ver"));
        // When
        var result = program.run("check", "rules/who.yml", "rules/odd.yml", "--index", "events.ndjson");
        // Then
        assertEquals(0, result.exitCode(), result.out() + result.err());
        assertEquals(
                List.of(
                        "windows process_creation sysmon: 3 events, 2 rules; evaluated for an event: median 1, p95 2",
                        "  for each: rules/odd.yml: Odd"),
                result.lines().subList(result.lines().size() - 2, result.lines().size()));
    }

    @Test
    void jsonTellsOfEachFileAndSumsUp() {
        // Given
        program.write("rules/bad.toml", "[rule]\nname = \"x\"\ntype = \"machine_learning\"\n");
        // When
        var result = program.run("check", "--json", "rules");
        // Then
        assertEquals(1, result.exitCode());
        assertTrue(
                result.lines()
                        .getFirst()
                        .startsWith("{\"file\":\"rules/bad.toml\",\"status\":\"refused\",\"problems\":["),
                result.out());
        assertTrue(
                result.out().contains("{\"file\":\"rules/okta.toml\",\"status\":\"ok\",\"problems\":[]}"),
                result.out());
        assertEquals(
                "{\"summary\":{\"ok\":2,\"refused\":1,\"broken\":0}}",
                result.lines().getLast());
    }

    @Test
    void twoFilesWithOneIdAreAConflictThatNamesBoth() {
        // Given
        program.write("rules/copy.yml", SeedRules.dcr());
        // When
        var result = program.run("check", "rules");
        // Then: not a line of a DRL file that is not there
        assertEquals(1, result.exitCode());
        assertTrue(
                result.out()
                        .contains("rules/dcr.yml: rule \"Rapid creation of clients with the dynamic client registration"
                                + " endpoint\" has the same id as one in rules/copy.yml; remove one of them"),
                result.out());
    }

    @Test
    void whatIsNoRuleIsSkippedAndNoFinding() {
        // Given
        program.write("rules/compose.yml", "services:\n  web: {image: nginx}\n");
        program.write("rules/empty.yml", "# nothing yet\n");
        // When
        var result = program.run("check", "rules");
        // Then
        assertEquals(0, result.exitCode());
        assertTrue(result.lines().getLast().endsWith("2 skipped: no rule"), result.out());
    }

    @Test
    void rulesOfOneNameInTwoFoldersAreBothFine() {
        // Given
        String rule = "title: %s\nlogsource: {product: demo}\ndetection: {selection: {a: b}, condition: selection}\n";
        program.write("one/rule.yml", rule.formatted("One"));
        program.write("two/rule.yml", rule.formatted("Two"));
        // When
        var result = program.run("check", "one", "two");
        // Then
        assertEquals(0, result.exitCode(), result.out());
    }

    @Test
    void anEditedRuleWithAnUntrueHeaderIsFineAndWarnedOf() {
        // Given
        program.run("translate", "rules/dcr.yml", "-o", "drl");
        program.write("drl/dcr.drl", program.read("drl/dcr.drl").replace("$count > 10", "$count > 3"));
        // When
        var result = program.run("check", "drl");
        // Then
        assertEquals(0, result.exitCode());
        assertEquals(
                List.of(
                        "drl/dcr.drl:3:20: warning: the header says \"more than 10\", but the rule asks for more than 3",
                        "1 file is fine, 0 refused, 0 do not compile"),
                result.lines().stream().filter(line -> !line.startsWith(" ")).toList());
    }

    @Test
    void whatIsFoundInTheDrlOfASourceQuotesItAndGivesNoLine() {
        // Given
        program.write("rules/process.yml", """
                title: Whoami
                logsource: {product: windows, category: process_creation}
                detection:
                  selection:
                    Commandline: whoami
                  condition: selection
                """);
        // When
        var result = program.run("check", "rules/process.yml");
        // Then
        assertEquals(0, result.exitCode());
        assertEquals(
                "rules/process.yml: warning: no event of process_creation has the field \"Commandline\"; in its DRL:"
                        + " field( \"Commandline\" ).isIgnoreCase( \"whoami\" ); did you mean \"CommandLine\"?",
                result.lines().getFirst());
    }
}
