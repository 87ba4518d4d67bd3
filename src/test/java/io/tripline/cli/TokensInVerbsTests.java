package io.tripline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tripline.web.token.TokenFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code tripline tokens}. Not among the tests that are compared with the binary's: no token is made twice. */
class TokensInVerbsTests {

    @TempDir
    Path folder = Path.of("");

    @Test
    void aNewTokenIsShownOnceAndKeptAsAHash() throws IOException {
        // When
        Program program = new Program(folder);
        var added = program.run(
                "tokens",
                "add",
                "auth0-acme",
                "--format",
                "auth0",
                "--stamp",
                "tenant=acme",
                "--rate",
                "50",
                "--expires",
                "90d",
                "--data",
                "d");
        String token = added.out().strip();

        // Then
        assertEquals(0, added.exitCode(), added.err());
        assertEquals(43, token.length());
        String kept = program.read("d/tokens.ndjson");
        assertFalse(kept.contains(token), kept);
        var tokens = new TokenFile(folder.resolve("d")).read();
        assertEquals("auth0-acme", tokens.getFirst().name());
        assertEquals(java.util.Map.of("tenant", "acme"), tokens.getFirst().stamp());
        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("d/tokens.ndjson"))));
        String listed = program.run("tokens", "list", "--data", "d").out();
        assertTrue(listed.contains("auth0-acme") && !listed.contains(token), listed);
    }

    @Test
    void aTokenForSignaturesIsLongerThanTheBlockOfTheirHash() {
        String token = new Program(folder)
                .run("tokens", "add", "hub", "--format", "github", "--data", "d")
                .out()
                .strip();

        assertTrue(token.length() > 64, token);
    }

    @Test
    void aTokenThatASenderHasAlreadyIsTakenAndAGoneOneIsGone() throws IOException {
        // Given
        Program program = new Program(folder);
        program.runWithInput(
                "11111111-2222-3333-4444-555555555555\n", "tokens", "add", "hec", "--stdin", "--data", "d");
        assertEquals(1, new TokenFile(folder.resolve("d")).read().size());

        // When
        var revoked = program.run("tokens", "revoke", "hec", "--data", "d");

        // Then
        assertEquals(0, revoked.exitCode());
        assertEquals(1, program.run("tokens", "revoke", "hec", "--data", "d").exitCode());
        assertEquals(0, new TokenFile(folder.resolve("d")).read().size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "add",
                "add two --format nothing",
                "add one",
                "add thr/ee",
                "add two --expires never",
                "add two --rate -1",
                "add two --stamp a.b!=c",
                "add two --stdin"
            })
    void whatIsWrongIsSaid(String arguments) {
        // Given
        Program program = new Program(folder);
        program.run("tokens", "add", "one", "--data", "d");

        // When
        var result = program.runWithInput("short\n", ("tokens " + arguments + " --data d").split(" "));

        // Then
        assertEquals(2, result.exitCode(), result.out() + result.err());
    }
}
