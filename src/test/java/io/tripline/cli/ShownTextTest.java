package io.tripline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tripline.problem.Visible;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules and events that try to steer the terminal of who looks at them. */
class ShownTextTest {

    private static final String HOSTILE = "x\\u009B2Jy\\u2028z\\u202Ew\\uFEFFv\\u001B[31mu";
    private static final String RULE = """
            title: "Hostile %1$s"
            id: 11111111-1111-4111-8111-111111111111
            logsource:
              product: demo
            detection:
              selection:
                name: "%1$s"
                user|exists: true
              condition: selection
            level: high
            """;

    @TempDir
    private Path folder;

    private Program program;

    @BeforeEach
    void aHostileRuleAndAHostileEvent() {
        program = new Program(folder);
        program.write("rules/r.yml", RULE.formatted(HOSTILE));
        program.write("rules/bad.yml", RULE.formatted(HOSTILE).replace("exists", "existz\\u202E"));
        program.write(
                "events.ndjson",
                "{\"name\":\"" + HOSTILE + "\",\"user\":\"" + HOSTILE + "\"}\n{\"" + HOSTILE + "\": \n");
        program.write(
                "t.test.yml",
                "rules: [rules/r.yml]\ntests:\n- name: \"" + HOSTILE + "\"\n  events: [{event: {name: \"" + HOSTILE
                        + "\", user: \"" + HOSTILE + "\"}}]\n  expect: []\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "check rules",
                "check --json rules",
                "translate --output out rules",
                "translate --json --output out rules",
                "replay --rules rules -- events.ndjson",
                "explain --rules rules -- events.ndjson",
                "explain --json --rules rules -- events.ndjson",
                "list rules --rules rules",
                "list rules --json --rules rules",
                "list fields --json --rules rules",
                "list streams --rules rules",
                "test t.test.yml",
                "test --json t.test.yml"
            })
    void noVerbShowsWhatSteersATerminal(String command) {
        // When
        var piped = program.run(command.split(" "));
        var terminal = program.runOnTerminal(command.split(" "));
        // Then
        assertVisible(piped.out() + piped.err());
        assertVisible(terminal.out() + terminal.err());
        assertTrue((piped.out() + piped.err()).contains("\\u"), piped.out() + piped.err());
    }

    private static void assertVisible(String text) {
        String shown = text.replace("\n", "").replaceAll("\u001b\\[[0-9;]*m", "");
        assertEquals(Visible.of(shown), shown);
    }

    @Test
    void jsonHoldsTheSameTextAllTheSame() throws IOException {
        // When
        var result = program.run("replay", "--rules", "rules/r.yml", "events.ndjson");
        // Then
        var alert = new ObjectMapper().readTree(result.lines().getFirst());
        assertEquals(
                "x\u009b2Jy\u2028z\u202ew\ufeffv\u001b[31mu",
                alert.at("/events/0/fields/name").asText());
    }

    @Test
    @Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aDeviceIsNoRuleFile() {
        // When
        var result = program.run("check", "/dev/zero");
        // Then
        assertEquals(1, result.exitCode());
        assertTrue(result.out().contains("/dev/zero: a pipe or a device is no rule file"), result.out());
    }

    @Test
    @Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aPipeIsNoRuleFile() throws IOException, InterruptedException {
        // Given
        Path pipe = folder.resolve("pipe.yml");
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
        // When
        var check = program.run("check", "pipe.yml", "rules/r.yml");
        var translate = program.run("translate", "pipe.yml");
        // Then
        assertTrue(check.out().contains("pipe.yml: a pipe or a device is no rule file"), check.out());
        assertTrue(check.out().contains("1 file is fine, 1 refused"), check.out());
        assertTrue(translate.err().contains("pipe.yml: a pipe or a device is no rule file"), translate.err());
    }
}
