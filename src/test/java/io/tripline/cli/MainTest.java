package io.tripline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

    @TempDir
    private Path folder;

    @Test
    void noVerbIsWrongUsage() {
        // When
        var result = new Program(folder).run();
        // Then
        assertEquals(2, result.exitCode());
        assertEquals("", result.out());
        assertTrue(result.err().startsWith("a verb is missing"), result.err());
    }

    @Test
    void anUnknownVerbIsWrongUsageAndTheNearestOneIsNamed() {
        // When
        var result = new Program(folder).run("replya");
        // Then
        assertEquals(2, result.exitCode());
        assertTrue(result.err().contains("replay"), result.err());
    }

    @Test
    void helpListsEveryVerbAndTheExitCodes() {
        // When
        var result = new Program(folder).run("--help");
        // Then
        assertEquals(0, result.exitCode());
        for (String word : new String[] {
            "serve",
            "translate",
            "check",
            "test",
            "replay",
            "explain",
            "list",
            "coverage",
            "store",
            "tokens",
            "bad configuration",
            "verify"
        }) {
            assertTrue(result.out().contains(word), word);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "serve",
                "translate",
                "check",
                "test",
                "replay",
                "explain",
                "list",
                "coverage",
                "alerts",
                "sinks",
                "store",
                "tokens",
                "new",
                "help",
                "version",
                "completion"
            })
    void everyVerbHasHelpVersionAndJson(String verb) {
        // Given
        Program program = new Program(folder);
        // When
        var help = program.run(verb, "--help");
        var version = program.run(verb, "--version");
        // Then
        assertEquals(0, help.exitCode());
        assertTrue(help.out().contains("--json"), help.out());
        assertEquals(0, version.exitCode());
        assertTrue(version.out().matches("tripline \\d+\\.\\d+\\.\\d+\\S*\\R"), version.out());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "serve",
                "translate",
                "check",
                "test",
                "replay",
                "explain",
                "list",
                "coverage",
                "alerts",
                "sinks",
                "store",
                "tokens",
                "new",
                "help",
                "version",
                "completion"
            })
    void anUnknownOptionIsWrongUsage(String verb) {
        // When
        var result = new Program(folder).run(verb, "--no-such-option");
        // Then
        assertEquals(2, result.exitCode());
        assertTrue(result.err().contains("Try 'tripline " + verb + " --help'."), result.err());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            replya                          | unknown verb 'replya'; did you mean 'replay'?
            verfy                           | unknown verb 'verfy'; did you mean 'verify'?
            xyzzy                           | unknown verb 'xyzzy'
            check --jsno                    | unknown option '--jsno'; did you mean '--json'?
            replay --rule=a b               | unknown option '--rule'; did you mean '--rules'?
            replay events.ndjson            | --rules PATH is missing
            explain --rules                 | --rules needs a value: --rules PATH
            translate                       | RULE is missing
            test                            | FILE is missing
            list                            | WHAT is missing
            list rule                       | 'rule' is no WHAT; did you mean 'rules'?
            list monsters                   | 'monsters' is no WHAT; there are: rules, fields, streams, formats, parameters
            new a --dialect sgima           | 'sgima' is no DIALECT; did you mean 'sigma'?
            new a b                         | one argument too many: 'b'
            serve --port x                  | --port PORT: 'x' is no whole number
            serve --port 70000              | --port 70000 is no port: 0 to 65535
            help chekc                      | there is no verb 'chekc'; did you mean 'check'?
            replay --lateness 5 --rules a b | --lateness 5 is no duration such as 0s, 30s, 5m, 1h
            """)
    void aMistakeInTheCommandLineIsNamedWithTheWayOut(String command, String message) {
        // When
        var result = new Program(folder).run(command.split(" "));
        // Then
        assertEquals(2, result.exitCode(), result.err());
        assertEquals("", result.out());
        assertEquals(message, result.err().lines().findFirst().orElse(""));
    }

    @Test
    void helpIsAVerbToo() {
        // Given
        Program program = new Program(folder);
        // When, Then
        assertEquals(program.run("--help").out(), program.run("help").out());
        assertEquals(
                program.run("replay", "--help").out(),
                program.run("help", "replay").out());
        assertTrue(program.run("help", "--json").lines().getFirst().startsWith("{\"verb\":\"serve\""));
    }

    @Test
    void versionIsAVerbToo() {
        // Given
        Program program = new Program(folder);
        // When, Then
        assertEquals(program.run("--version").out(), program.run("version").out());
        assertTrue(program.run("version", "--json").out().matches("\\{\"version\":\"[^\"]+\"}\\R"));
    }

    @Test
    void completionKnowsEveryVerbAndBashUnderstandsIt() throws Exception {
        // Given
        Program program = new Program(folder);
        Path script = program.write("completion.sh", program.run("completion").out());
        // When: the second word is to be completed, which so far is "re"
        Process bash = new ProcessBuilder(
                        "bash",
                        "-c",
                        "source " + script
                                + "; COMP_WORDS=(tripline re); COMP_CWORD=1; _complete_tripline; echo \"${COMPREPLY[@]}\"")
                .redirectErrorStream(true)
                .start();
        String completed = new String(bash.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        // Then
        assertEquals(0, bash.waitFor(), completed);
        assertEquals("replay", completed.strip());
    }

    @Test
    void coloursAreForTerminalsAlone() {
        // Given
        Program program = new Program(folder);
        program.write("rules/a.yml", "title: a\n");
        // When, Then
        assertTrue(program.inColours(100).runOnTerminal("check", "rules").out().contains("\u001b[31m"));
        assertFalse(program.inColours(100).run("check", "rules").out().contains("\u001b"));
        assertFalse(program.runOnTerminal("check", "rules").out().contains("\u001b"));
        assertTrue(program.inColours(100).runOnTerminal("--help").out().contains("\u001b["));
        assertFalse(program.inColours(100).run("--help").out().contains("\u001b"));
    }
}
