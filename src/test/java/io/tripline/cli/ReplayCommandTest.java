package io.tripline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tripline.engine.Rules;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayCommandTest {

    @TempDir
    private Path folder;

    private Program program;

    @BeforeEach
    void aFolderWithARule() {
        program = new Program(folder);
        program.write("rules/dcr.yml", SeedRules.dcr());
    }

    @Test
    void anAlertIsOneLineOfJsonWithAllThatItMustShow() throws IOException {
        // Given
        program.write("events.ndjson", SeedRules.registrations(11));
        // When
        var result = program.run("replay", "--rules", "rules", "events.ndjson");
        // Then
        assertEquals(0, result.exitCode(), result.err());
        assertEquals(1, result.lines().size(), result.out());
        JsonNode alert = new ObjectMapper().readTree(result.out());
        assertEquals(SeedRules.DCR_ID, alert.at("/rule/id").asText());
        assertEquals("medium", alert.at("/rule/level").asText());
        assertEquals("rules/dcr.yml", alert.at("/rule/source").asText());
        assertEquals("2026-01-01T00:10:00Z", alert.at("/time").asText());
        assertEquals("open", alert.at("/status").asText());
        assertEquals("acme", alert.at("/group").get("data.tenant_name").asText());
        assertEquals("2025-12-31T23:10:00Z", alert.at("/window/from").asText());
        assertEquals(11, alert.at("/values/count").asInt());
        assertEquals(10, alert.at("/values/minutes").asInt());
        assertEquals(
                11,
                alert.at("/values").get("data.details.response.body.client_id").size());
        assertEquals(11, alert.at("/events").size());
        assertEquals("r0", alert.at("/events/0/id").asText());
    }

    @Test
    void aRuleThatThrowsIsNamedWithItsEventAndTheOthersAlert() {
        // Given
        program.write("rules/bad.drl", bad());
        program.write("events.ndjson", SeedRules.registrations(11));
        // When
        var result = program.run("replay", "--rules", "rules", "events.ndjson");
        // Then
        assertEquals(1, result.exitCode(), result.err());
        assertEquals(1, result.lines().size(), result.out());
        assertTrue(result.err().contains("rule \"bad\" (rules/bad.drl:"), result.err());
        assertTrue(result.err().contains(") failed 11 times, at last: then failed at event r10: "), result.err());
        assertFalse(result.err().contains("\tat "), result.err());
    }

    @Test
    void aTestOfARuleThatThrowsFails() {
        // Given
        program.write("bad.drl", bad());
        program.write("bad.test.yml", """
                rules: [bad.drl]
                tests:
                  - name: nothing alerts
                    events:
                      - {at: 0s, event: {data: {type: sapi}}}
                    expect: []
                """);
        // When
        var result = program.run("test", "bad.test.yml");
        // Then
        assertEquals(1, result.exitCode(), result.err());
        assertTrue(result.out().contains("failed 1 time: then failed at event "), result.out() + result.err());
    }

    private static String bad() {
        return "package rules.bad\n" + Rules.IMPORTS + """
                rule "bad"
                when
                    $event : Event( hasField( "data.type" ) )
                then
                    alerts.raise( drools.getRule(), Alert.of( $event ) );
                    $event.get( "missing" ).toString();
                end
                """;
    }

    @Test
    void anEventWhoseTimeCannotBeReadIsInNoWindowAndIsSaid() {
        // Given: eleven registrations of one day, of which no year is told
        program.write(
                "events.ndjson",
                SeedRules.registrations(11).replaceAll("\"date\": ?\"[^\"]*\"", "\"date\": \"Jan  1 00:00:00\""));
        // When
        var result = program.run("replay", "--rules", "rules", "events.ndjson");
        // Then
        assertEquals(1, result.exitCode(), result.err());
        assertEquals("", result.out());
        assertTrue(
                result.err()
                        .contains(
                                "the time of 11 of 11 events cannot be read: rules about one event saw them, windows did not."
                                        + " The first: events.ndjson: data.date 'Jan  1 00:00:00' names no year"),
                result.err());
    }

    @Test
    void aRuleAboutOneEventSeesAnEventWhoseTimeCannotBeRead() {
        // Given
        program.write("one/rule.yml", """
                title: One
                id: 11111111-1111-4111-8111-111111111111
                logsource: {product: demo}
                detection: {selection: {action: login}, condition: selection}
                """);
        program.write("events.ndjson", """
                {"action": "login", "time": "3/4/2026 15:00"}
                {"action": "login", "time": "2026-03-04T15:00:00Z"}
                """);
        // When
        var result = program.run("replay", "--rules", "one", "events.ndjson");
        // Then
        assertEquals(1, result.exitCode(), result.err());
        assertEquals(2, result.lines().size(), result.out());
    }

    @Test
    void theUserSaysFromWhichLogTheEventsCome() {
        // Given
        program.write("log/rule.yml", """
                title: Keyword
                id: 11111111-1111-4111-8111-111111111111
                logsource: {product: linux}
                detection: {keywords: [segfault], condition: keywords}
                """);
        program.write("events.ndjson", "{\"line\": \"segfault\", \"time\": \"2026-03-04T15:00:00Z\"}\n");
        // When
        var silent = program.run("replay", "--rules", "log", "events.ndjson");
        var said = program.run("replay", "--rules", "log", "--log", "product=linux", "events.ndjson");
        var slip = program.run("replay", "--rules", "log", "--log", "product=linx,service=auditd", "events.ndjson");
        var form = program.run("replay", "--rules", "log", "--log", "linux", "events.ndjson");
        // Then
        assertEquals(0, silent.lines().size(), silent.out());
        assertEquals(1, said.lines().size(), said.err());
        assertEquals(2, slip.exitCode());
        assertTrue(
                slip.err().contains("--log product=linx: no format knows the product 'linx': did you mean 'linux'?"),
                slip.err());
        assertEquals(2, form.exitCode());
        assertTrue(form.err().contains("it is written as product=windows,service=sysmon"), form.err());
    }

    @Test
    void eventsThatSayNoTimeAreCounted() {
        // Given
        program.write("events.ndjson", "{\"a\": 1}\n{\"a\": 2, \"date\": \"\"}\n");
        // When
        var result = program.run("replay", "--rules", "rules", "events.ndjson");
        // Then
        assertEquals(0, result.exitCode(), result.err());
        assertTrue(
                result.err().contains("2 of 2 events say no time and have that of the event before them"),
                result.err());
    }

    @Test
    void theSameFilesGiveTheSameBytes() {
        // Given
        program.write("events.ndjson", SeedRules.registrations(30));
        // When
        var first = program.run("replay", "--rules", "rules", "events.ndjson");
        var second = program.run("replay", "--rules", "rules", "events.ndjson");
        // Then
        assertEquals(first.out(), second.out());
        assertFalse(first.out().isEmpty());
    }

    @Test
    void eventsComeAsNdjsonAsAListAsGzipAndFromStdin() throws IOException {
        // Given
        String lines = SeedRules.registrations(11);
        program.write("events.ndjson", lines);
        program.write("events.json", "[" + lines.strip().replace("\n", ",\n") + "]");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve("events.ndjson.gz")))) {
            out.write(lines.getBytes(StandardCharsets.UTF_8));
        }
        String expected =
                program.run("replay", "--rules", "rules", "events.ndjson").out();
        // When
        String list = program.run("replay", "--rules", "rules", "events.json").out();
        String gzip =
                program.run("replay", "--rules", "rules", "events.ndjson.gz").out();
        String stdin =
                program.runWithInput(lines, "replay", "--rules", "rules", "-").out();
        // Then
        assertEquals(1, expected.lines().count());
        assertEquals(expected, list);
        assertEquals(expected, gzip);
        assertEquals(expected, stdin);
    }

    @Test
    void aTerminalShowsATable() {
        // Given
        program.write("events.ndjson", SeedRules.registrations(11));
        // When
        var table = program.runOnTerminal("replay", "--rules", "rules", "events.ndjson");
        var json = program.runOnTerminal("replay", "--json", "--rules", "rules", "events.ndjson");
        // Then
        assertTrue(table.lines().getFirst().startsWith("TIME"), table.out());
        assertTrue(table.lines().get(1).startsWith("2026-01-01T00:10:00Z  medium  Rapid creation"), table.out());
        assertTrue(json.out().startsWith("{"), json.out());
    }

    @Test
    void theFilesOfOneDayAreOneDay() {
        // Given: every second registration in another file
        StringBuilder even = new StringBuilder();
        StringBuilder odd = new StringBuilder();
        for (int i = 0; i < 11; i++) {
            (i % 2 == 0 ? even : odd).append(SeedRules.registration(i)).append('\n');
        }
        program.write("even.ndjson", even.toString());
        program.write("odd.ndjson", odd.toString());
        program.write("all.ndjson", SeedRules.registrations(11));
        // When
        var result = program.run("replay", "--rules", "rules", "even.ndjson", "odd.ndjson");
        // Then
        assertEquals(program.run("replay", "--rules", "rules", "all.ndjson").out(), result.out());
    }

    @Test
    void redeliveredEventsCountOnceAndAreReported() {
        // Given
        program.write("events.ndjson", SeedRules.registrations(10) + SeedRules.registration(9) + "\n");
        // When
        var result = program.run("replay", "--rules", "rules", "events.ndjson");
        // Then
        assertEquals(0, result.exitCode());
        assertEquals("", result.out());
        assertTrue(result.err().contains("1 of 11 events are redeliveries"), result.err());
    }

    @Test
    void malformedLinesAreNamedAndTheOthersAreEvaluated() {
        // Given
        program.write("events.ndjson", SeedRules.registrations(5) + "{oops\n" + SeedRules.registrations(11));
        // When
        var result = program.run("replay", "--rules", "rules", "events.ndjson");
        // Then
        assertEquals(0, result.exitCode());
        assertEquals(1, result.lines().size());
        assertTrue(result.err().contains("events.ndjson:6:"), result.err());
    }

    @Test
    void eventsOutOfOrderAreReportedAndLatenessPutsThemInOrder() {
        // Given: the newest first, over more than the window
        StringBuilder backwards = new StringBuilder();
        for (int i = 10; i >= 0; i--) {
            backwards.append(SeedRules.registration(i)).append('\n');
        }
        program.write("ordered.ndjson", SeedRules.registrations(11));
        program.write("backwards.ndjson", backwards.toString());
        // When
        var asTheyCame = program.run("replay", "--rules", "rules", "backwards.ndjson");
        var inOrder = program.run("replay", "--lateness", "1d", "--rules", "rules", "backwards.ndjson");
        // Then
        assertTrue(asTheyCame.err().contains("10 of 11 events are not in order of time"), asTheyCame.err());
        assertEquals(program.run("replay", "--rules", "rules", "ordered.ndjson").out(), inOrder.out());
    }

    @Test
    void refusedRulesAreNamedTheOthersRunAndTheExitCodeTells() {
        // Given
        program.write("rules/broken.yml", "title: Broken\ndetection:\n  a:\n    x|contain: y\n  condition: a\n");
        program.write("events.ndjson", SeedRules.registrations(11));
        // When
        var result = program.run("replay", "--rules", "rules", "events.ndjson");
        // Then
        assertEquals(1, result.exitCode());
        assertEquals(1, result.lines().size());
        assertTrue(result.err().contains("rules/broken.yml:4:"), result.err());
        assertTrue(result.err().contains("1 of 2 rule files do not run"), result.err());
    }

    @Test
    void expectNoneTurnsAnAlertIntoAFinding() {
        // Given
        program.write("quiet.ndjson", SeedRules.registrations(10));
        program.write("loud.ndjson", SeedRules.registrations(11));
        // When
        var quiet = program.run("replay", "--expect-none", "--rules", "rules", "quiet.ndjson");
        var loud = program.run("replay", "--expect-none", "--rules", "rules", "loud.ndjson");
        // Then
        assertEquals(0, quiet.exitCode());
        assertEquals(1, loud.exitCode());
    }

    @Test
    void silenceIsSeenOnlyWhenTimeRunsOn() {
        // Given: a rule that alerts when there are fewer than three in an hour
        program.write("few/few.yml", SeedRules.dcr().replace("gt: '{threshold_for_max_clients_created}'", "lt: 3"));
        program.write("events.ndjson", SeedRules.registrations(2));
        // When
        var stopped = program.run("replay", "--rules", "few", "events.ndjson");
        var drained = program.run("replay", "--drain", "--rules", "few", "events.ndjson");
        // Then
        assertEquals("", stopped.out(), stopped.err());
        assertEquals(1, drained.lines().size(), drained.err());
    }

    @Test
    void onlyTheDrlIsLoadedWhereItStandsBesideItsSource() {
        // Given
        program.run("translate", "rules", "-o", "rules");
        program.write("rules/dcr.drl", program.read("rules/dcr.drl").replace("$count > 10", "$count > 3"));
        program.write("events.ndjson", SeedRules.registrations(4));
        // When
        var folderGiven = program.run("replay", "--rules", "rules", "events.ndjson");
        var sourceGiven = program.run("replay", "--rules", "rules/dcr.yml", "events.ndjson");
        // Then
        assertEquals(1, folderGiven.lines().size(), folderGiven.err());
        assertEquals(folderGiven.out(), sourceGiven.out());
    }

    @Test
    void severalRulesAndSeveralFilesOfEventsAreToldApart() {
        // Given
        program.write("rules/okta.toml", SeedRules.okta());
        program.write("events.ndjson", SeedRules.registrations(11));
        program.write("more.json", "{\"eventType\": \"x\", \"published\": \"2026-01-01T00:00:00Z\"}");
        // When
        var result = program.run("replay", "--rules", "rules/dcr.yml", "rules/okta.toml", "events.ndjson", "more.json");
        // Then
        assertEquals(0, result.exitCode(), result.err());
        assertEquals(1, result.lines().size());
    }

    @Test
    void whatIsSaidOfTheOrderIsTrue() {
        // Given: the third is ten minutes older than the newest
        program.write(
                "backwards.ndjson",
                SeedRules.registration(5) + "\n" + SeedRules.registration(10) + "\n" + SeedRules.registration(0));
        // When
        var asTheyCame = program.run("replay", "--rules", "rules", "backwards.ndjson");
        var held = program.run("replay", "--lateness", "1h", "--rules", "rules", "backwards.ndjson");
        var heldTooShort = program.run("replay", "--lateness", "1m", "--rules", "rules", "backwards.ndjson");
        // Then
        assertTrue(
                asTheyCame.err().contains("1 of 3 events are not in order of time and were evaluated as they came"),
                asTheyCame.err());
        assertTrue(
                held.err().contains("1 of 3 events are not in order of time and were put in order (held for 1h)"),
                held.err());
        assertTrue(heldTooShort.err().contains("1 came later than that and were evaluated"), heldTooShort.err());
    }

    @Test
    void onATerminalAnAlertIsOneLineAndInAPipeNothingIsCut() {
        // Given
        program.write("events.ndjson", SeedRules.registrations(11));
        // When
        var narrow = program.inColours(72).runOnTerminal("replay", "--rules", "rules", "events.ndjson");
        var piped = program.run("list", "rules", "--rules", "rules");
        // Then
        assertEquals(2, narrow.lines().size(), narrow.out());
        narrow.lines()
                .forEach(
                        line -> assertTrue(line.replaceAll("\u001b\\[\\d+m", "").length() <= 72, line));
        assertTrue(
                piped.out().contains("Rapid creation of clients with the dynamic client registration endpoint"),
                piped.out());
    }

    @Test
    void theEndTellsHowMuchThereWas() {
        // Given
        program.write("rules/okta.toml", SeedRules.okta());
        program.write("events.ndjson", SeedRules.registrations(11) + "{\n");
        // When
        var result = program.run("replay", "--rules", "rules", "--", "events.ndjson");
        // Then
        assertTrue(result.err().endsWith("""
                11 events from 2026-01-01T00:00:00Z to 2026-01-01T00:10:00Z, 1 alert
                  beside    1 unreadable
                  by level       1  medium
                  by rule        1  Rapid creation of clients with the dynamic client registration endpoint (%s)
                  by group       1  data.tenant_name=acme
                """.formatted(SeedRules.DCR_ID)), result.err());
        assertEquals(1, result.lines().size());
    }

    @Test
    void whatIsNoFileOfEventsIsNamed() throws IOException {
        // Given
        program.write("events.ndjson", SeedRules.registrations(11));
        program.write("folder/x.json", "{}");
        ByteArrayOutputStream gzip = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(gzip)) {
            out.write(SeedRules.registrations(11).getBytes(StandardCharsets.UTF_8));
        }
        byte[] whole = gzip.toByteArray();
        Files.write(folder.resolve("cut.gz"), Arrays.copyOf(whole, whole.length / 2));
        whole[whole.length / 2] ^= 0x55;
        Files.write(folder.resolve("broken.gz"), whole);
        // When
        var directory = program.run("replay", "--rules", "rules", "--", "folder");
        var taken = program.run("replay", "--rules", "rules", "folder");
        var cut = program.run("replay", "--rules", "rules", "cut.gz");
        var broken = program.run("replay", "--rules", "rules", "broken.gz");
        // Then
        assertEquals(4, directory.exitCode());
        assertTrue(directory.err().contains("folder: is a folder: name the files in it"), directory.err());
        assertEquals(2, taken.exitCode());
        assertTrue(taken.err().startsWith("EVENTS are missing"), taken.err());
        assertEquals(4, cut.exitCode());
        assertTrue(cut.err().contains("cut.gz: is cut off: its gzip data ends too early"), cut.err());
        assertEquals(4, broken.exitCode());
        assertTrue(broken.err().contains("broken.gz: is no gzip that can be read: "), broken.err());
    }

    @Test
    void whatIsNotThereIsAnInputError() {
        // Given
        program.write("events.ndjson", SeedRules.registrations(1));
        // When
        var noEvents = program.run("replay", "--rules", "rules", "nowhere.ndjson");
        var noRules = program.run("replay", "--rules", "nowhere", "events.ndjson");
        var nothingGiven = program.run("replay", "--rules", "rules");
        // Then
        assertEquals(4, noEvents.exitCode());
        assertTrue(noEvents.err().contains("nowhere.ndjson: no such file"), noEvents.err());
        assertEquals(4, noRules.exitCode());
        assertTrue(noRules.err().contains("nowhere: no such file"), noRules.err());
        assertEquals(2, nothingGiven.exitCode());
    }
}
