package io.tripline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TestCommandTest {

    private static final String EVENT =
            "{data: {type: sapi, description: Dynamic client registration, tenant_name: acme, ip: \"10.0.0.{{n}}\"}}";

    @TempDir
    private Path folder;

    private Program program;

    @BeforeEach
    void aFolderWithARule() {
        program = new Program(folder);
        program.write("rules/dcr.yml", SeedRules.dcr());
    }

    private String file(int registrations, String expect) {
        return "rules: [../rules/dcr.yml]\ntests:\n  - name: registrations\n    start: 2026-01-01T00:00:00Z\n    events:\n"
                + "      - {at: 0s, repeat: " + registrations + ", every: 30s, event: " + EVENT + "}\n"
                + "    expect: " + expect + "\n";
    }

    @Test
    void aTestThatHoldsPasses() {
        // Given
        program.write(
                "tests/dcr.test.yml",
                file(11, "[{rule: " + SeedRules.DCR_ID + ", at: 300s, events: [0,1,2,3,4,5,6,7,8,9,10]}]"));
        // When
        var result = program.run("test", "tests/dcr.test.yml");
        // Then
        assertEquals(0, result.exitCode(), result.out());
        assertEquals(
                "tests/dcr.test.yml:3: passed: registrations", result.lines().getFirst());
        assertEquals("1 passed, 0 failed, 0 with errors", result.lines().getLast());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            [{at: 301s}]; the nearest alert has at 300s
            [{rule: another}]; the nearest alert has rule 4bf28f3a-716c-11f0-9932-723487b9527c
            [{group: {data.tenant_name: globex}}]; the nearest alert has group {data.tenant_name: acme}
            [{group: {}}]; the nearest alert has group {data.tenant_name: acme}
            [{events: [0]}]; the nearest alert has events [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
            [{values: {count: 12}}]; the nearest alert has value count 11
            [{values: {nothing: 1}}]; the nearest alert has value nothing null
            [{}, {}]; not raised: {}
            []; not expected: {rule: 4bf28f3a-716c-11f0-9932-723487b9527c, at: 300s, group: {data.tenant_name: acme}, events: [0, 1
            """)
    void whatDiffersIsNamed(String expect, String message) {
        // Given
        program.write("tests/dcr.test.yml", file(11, expect));
        // When
        var result = program.run("test", "tests");
        // Then
        assertEquals(1, result.exitCode());
        assertTrue(result.out().contains(message), result.out());
        assertEquals("0 passed, 1 failed, 0 with errors", result.lines().getLast());
    }

    @Test
    void whereNothingIsRaisedTheCountersTellHowFarTheEventsCame() {
        // Given
        program.write("tests/dcr.test.yml", file(10, "[{}]"));
        // When
        var result = program.run("test", "tests");
        // Then
        assertTrue(result.out().contains("matched 10 of 10 events"), result.out());
    }

    @Test
    void jsonHasOneObjectATestAndASummary() throws IOException {
        // Given
        program.write("tests/dcr.test.yml", file(11, "[{at: 301s}]"));
        // When
        var result = program.run("test", "--json", "tests");
        // Then
        assertEquals(2, result.lines().size());
        JsonNode test = new ObjectMapper().readTree(result.lines().getFirst());
        assertEquals("tests/dcr.test.yml", test.get("file").asText());
        assertEquals("registrations", test.get("name").asText());
        assertEquals("failed", test.get("status").asText());
        assertEquals("301s", test.at("/expected/0/at").asText());
        assertEquals("300s", test.at("/actual/0/at").asText());
        assertEquals("acme", test.at("/actual/0/group").get("data.tenant_name").asText());
        assertEquals(
                "{\"summary\":{\"passed\":0,\"failed\":1,\"error\":0}}",
                result.lines().getLast());
    }

    @Test
    void aRefusedRuleIsAnErrorOfTheTest() {
        // Given
        program.write("rules/dcr.yml", SeedRules.dcr().replace("data.type: sapi", "data.type|contain: sapi"));
        program.write("tests/dcr.test.yml", file(11, "[{}]"));
        // When
        var result = program.run("test", "tests");
        // Then
        assertEquals(1, result.exitCode());
        assertTrue(result.out().contains(": error: registrations"), result.out());
        assertTrue(result.out().contains("contain"), result.out());
        assertEquals("0 passed, 0 failed, 1 with errors", result.lines().getLast());
    }

    @Test
    void parametersOfTheFileReachTheRule() {
        // Given
        String text = file(4, "[{at: 90s}]");
        program.write("tests/dcr.test.yml", "parameters: {threshold_for_max_clients_created: 3}\n" + text);
        // When
        var result = program.run("test", "tests");
        // Then
        assertEquals(0, result.exitCode(), result.out());
    }

    @Test
    void parametersReachARuleWhoseDrlNobodyEditedAndNoneThatSomebodyDid() {
        // Given
        program.write(
                "tests/dcr.test.yml", "parameters: {threshold_for_max_clients_created: 3}\n" + file(4, "[{at: 90s}]"));
        program.run("translate", "rules", "-o", "rules");
        // When
        var unedited = program.run("test", "tests");
        program.write("rules/dcr.drl", program.read("rules/dcr.drl").replace("$count > 10", "$count > 2"));
        var edited = program.run("test", "tests");
        // Then
        assertEquals(0, unedited.exitCode(), unedited.out());
        assertTrue(edited.out().contains("the nearest alert has at 60s"), edited.out());
    }

    @Test
    void inlineRulesAreRecognised() {
        // Given
        program.write(
                "tests/inline.test.yml",
                "inline:\n  - |\n" + SeedRules.dcr().indent(6) + "  - |\n"
                        + SeedRules.okta().indent(6)
                        + file(11, "[{at: 300s}]").replace("rules: [../rules/dcr.yml]\n", ""));
        // When
        var result = program.run("test", "tests");
        // Then
        assertEquals(0, result.exitCode(), result.out());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            '{rules: [../rules/dcr.yml], tests: [{name: x, events: [{at: soon, event: {}}]}]}'; x.test.yml:1:61: at is no duration
            '{rules: [../rules/dcr.yml], tests: [{name: x, evnts: []}]}'; x.test.yml:1:47: unknown key 'evnts'
            '{rules: [../rules/dcr.yml], tests: [{name: x, events: [{repeat: 0, event: {}}]}]}'; x.test.yml:1:65: repeat must be a whole number of at least 1
            '{rules: [../rules/dcr.yml], tests: [{name: x, events: [], expect: [{events: [0]}]}]}'; there is no event 0
            '{rules: [../rules/dcr.yml], tests: [{name: x, start: soon, events: []}]}'; start is no time
            '{rules: [../rules/dcr.yml], tests: {}}'; tests must be a list
            '{tests: [{name: x, events: []}]}'; there are no rules to test
            '{rules: [../rules/dcr.yml]}'; there are no tests
            '{rules: [nowhere.yml], tests: []}'; no such file
            '{rules: [../rules/dcr.yml], tests: [{name: x, evnts: []}]}'; did you mean 'events'?
            '{rules: [../rules/dcr.yml], test: []}'; x.test.yml:1:29: unknown key 'test'
            '{rules: [../rules/dcr.yml], tests: [{name: x, events: [{event: {}, evry: 1s}]}]}'; did you mean 'every'?
            '{rules: [../rules/dcr.yml], tests: [{name: x, events: [], expect: [{grup: {}}]}]}'; did you mean 'group'?
            '{rules: [../rules/dcr.yml], tests: [{name: x, name: y, events: []}]}'; x.test.yml:1:47: the key 'name' is there twice
            '{rules: [../rules/dcr.yml], tests: [{name: x, events: [{event: {a: 1, b: 2, a: 3}}]}]}'; the key 'a' is there twice
            '{rules: [../rules/dcr.yml], tests: [{name: x, events: [{event: {a: "x{{i}}"}}]}]}'; x.test.yml:1:68: nothing is known as {{i}}
            '{rules: [../rules/dcr.yml], tests: [{name: x, events: [{repeat: 3, event: {a: [{b: "{{ N }}"}]}}]}]}'; nothing is known as {{N}}
            '{rules: [../rules/dcr.yml], tests: [{name: x, events: [{event: {"{{num}}": 1}}]}]}'; nothing is known as {{num}}
            '{rules: ['; x.test.yml:1:
            '&a [*a]'; the alias *a stands inside what it is an alias of
            '[]'; a test file must be a map
            """)
    void anUnreadableFileIsAnErrorWithAPosition(String text, String message) {
        // Given
        program.write("tests/x.test.yml", text);
        // When
        var result = program.run("test", "tests");
        // Then
        assertEquals(1, result.exitCode());
        assertTrue(result.out().contains(message), result.out());
    }

    @Test
    void aStreamThatIsNotEmptyOrNotThereFails() {
        // Given
        program.write("tests/dcr.test.yml", file(1, "[]\n    empty: [dcr]"));
        program.write("tests/typo.test.yml", file(1, "[]\n    empty: [drc]"));
        // When
        var result = program.run("test", "tests");
        // Then
        assertTrue(result.out().contains("tests/dcr.test.yml:3: passed"), result.out());
        assertTrue(result.out().contains("no rule reads a stream 'drc'; there are: "), result.out());
    }

    @Test
    void aMissingFileIsAnError() {
        // When
        var file = program.run("test", "nowhere.test.yml");
        var folderWithout = program.run("test", "rules");
        // Then
        assertEquals(1, file.exitCode());
        assertTrue(file.out().contains("nowhere.test.yml: no such file or folder"), file.out());
        assertEquals(4, folderWithout.exitCode());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"acme", "true", "7", "a: b, {c}", "x\u202Ey", "it's \"so\"", "ä 漢 🦊", "", "~", "- a", "#c"})
    void whatIsShownAsRaisedCanBePasted(String tenant) {
        // Given
        String event = EVENT.replace("acme", '"' + tenant.replace("\"", "\\\"") + '"');
        String text = file(12, "[]").replace(EVENT, event);
        program.write("tests/dcr.test.yml", text);
        var failed = program.run("test", "tests");
        List<String> lines = failed.lines();
        String pasted = String.join("\n", lines.subList(lines.indexOf("    expect:"), lines.size() - 1));
        // When
        program.write("tests/dcr.test.yml", text.replace("    expect: []", pasted));
        var result = program.run("test", "tests");
        // Then
        assertEquals(1, failed.exitCode());
        assertEquals(0, result.exitCode(), pasted + "\n" + result.out());
    }

    @Test
    void whereAnAlertIsMissingTheWindowsAreShown() {
        // Given
        program.write("tests/dcr.test.yml", file(10, "[{}]"));
        // When
        var result = program.run("test", "tests");
        // Then
        assertTrue(
                result.out()
                        .contains("(more than 10 within 1h) found something 0 times; after the last event"
                                + " 'dcr' held 10 matches and alerts"),
                result.out());
    }

    @Test
    void theNumberIsFilledInWithoutRepetitionTooAndABackslashLeavesBracesAlone() {
        // Given
        program.write("tests/n.test.yml", """
                inline:
                  - |
                    title: n
                    id: 11111111-1111-4111-8111-111111111111
                    logsource: {product: demo}
                    detection: {sel: {a: 'n1', b: '{{user}}', c: '{{7*7}}', d1: 1}, condition: sel}
                tests:
                  - name: n
                    events: [{event: {a: "n{{n}}", b: '\\{{user}}', c: '{{7*7}}', "d{{n}}": 1}}]
                    expect: [{}]
                """);
        // When
        var result = program.run("test", "tests");
        // Then
        assertEquals(0, result.exitCode(), result.out());
    }
}
