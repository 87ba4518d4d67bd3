package io.tripline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
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
            "serve", "translate", "check", "test", "replay", "explain", "list", "bad configuration", "verify"
        }) {
            assertTrue(result.out().contains(word), word);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"serve", "translate", "check", "test", "replay", "explain", "list"})
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
    @ValueSource(strings = {"serve", "translate", "check", "test", "replay", "explain", "list"})
    void anUnknownOptionIsWrongUsage(String verb) {
        // When
        var result = new Program(folder).run(verb, "--no-such-option");
        // Then
        assertEquals(2, result.exitCode());
        assertTrue(result.err().contains("Try 'tripline " + verb + " --help'."), result.err());
    }
}
