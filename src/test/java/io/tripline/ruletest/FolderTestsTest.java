package io.tripline.ruletest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tripline.config.RuleParameters;
import io.tripline.dialect.ParameterValues;
import io.tripline.ingest.EventDecoder;
import io.tripline.ingest.EventFormats;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of the rules folder, as the service runs them. */
class FolderTestsTest {

    private static final TestedRule RULE =
            new TestedRule("00000000-0000-4000-8000-000000000001", "Secret", "a/secret.drl", "a/secret.yml");

    private static final String SOURCE = """
            title: Secret
            id: 00000000-0000-4000-8000-000000000001
            logsource: {product: okta}
            detection:
                selection: {word: secret}
                condition: selection
            """;

    private static final String CASE = """
            tests:
              - name: it alerts
                events: [{at: 0s, event: {word: secret}}]
                expect: [{rule: Secret}]
            """;

    @TempDir
    Path folder;

    @TempDir
    Path outside;

    @BeforeEach
    void aRule() throws IOException {
        write("a/secret.yml", SOURCE);
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, text);
    }

    private FolderTests tests(Supplier<RuleParameters> parameters, LongSupplier clock) {
        return new FolderTests(
                folder, new EventDecoder(EventFormats.builtIn()), parameters, Duration.ofSeconds(20), clock);
    }

    private static RuleParameters parameters() {
        return new RuleParameters(ParameterValues.NONE);
    }

    private FolderTests.Run run() throws IOException {
        FolderTests.Run run = tests(FolderTestsTest::parameters, () -> 0).run(RULE);
        assertNotNull(run);
        return run;
    }

    private static List<String> told(FolderTests.Run run) {
        return run.results().stream()
                .map(result -> result.file() + " " + result.statusWord())
                .toList();
    }

    @Test
    void itsOwnTestsAndThoseThatNameItAreRunAndNoOthers() throws IOException {
        // Given
        write("a/secret.test.yml", "rules: [secret.yml]\n" + CASE);
        write("all/loads.test.yml", "rules: [../a/secret.yml]\n" + CASE);
        write("all/expects.test.yml", "rules: [../a]\n" + CASE);
        write("b/secret.yml", SOURCE.replace("0001", "0002").replace("Secret", "Other"));
        write("b/other.test.yml", "rules: [secret.yml]\n" + CASE.replace("Secret", "Other"));
        write("b/broken.test.yml", "rules: [../a/secret.yml\n");

        // When
        FolderTests.Run run = run();

        // Then
        assertEquals(
                List.of("a/secret.test.yml passed", "all/expects.test.yml passed", "all/loads.test.yml passed"),
                told(run));
        assertTrue(run.whole());
    }

    @Test
    void theyAreRunWithTheRuleAsItStandsInTheFolder() throws IOException {
        // Given
        write("a/secret.test.yml", "rules: [secret.yml]\n" + CASE);
        run();

        // When
        write("a/secret.yml", SOURCE.replace("{word: secret}", "{word: public}"));

        // Then
        RuleTestResult result = run().results().getFirst();
        assertEquals(RuleTestResult.Status.FAILED, result.status());
        assertEquals(List.of("{rule: Secret}"), result.expectedLines().toList());
        assertEquals(List.of(), result.actualLines().toList());
    }

    @Test
    void aRuleWithoutTestsHasNone() throws IOException {
        assertEquals(new FolderTests.Run(List.of(), true), run());
    }

    @Test
    void nothingOutsideOfTheFolderIsRead() throws IOException {
        // Given: a test, a rule and the DRL beside a rule that are links out of the folder; a path that leads out of it
        Files.writeString(outside.resolve("x.test.yml"), "rules: [secret.yml]\n" + CASE);
        Files.writeString(outside.resolve("private.yml"), "password: hunter2");
        Files.writeString(outside.resolve("private.drl"), "password: hunter2");
        Files.createSymbolicLink(folder.resolve("a/linked.test.yml"), outside.resolve("x.test.yml"));
        Files.createSymbolicLink(folder.resolve("a/private.yml"), outside.resolve("private.yml"));
        Files.createSymbolicLink(folder.resolve("a/out"), outside);
        write("a/beside.yml", SOURCE.replace("0001", "0003"));
        Files.createSymbolicLink(folder.resolve("a/beside.drl"), outside.resolve("private.drl"));
        int number = 0;
        for (String rule : List.of("private.yml", "out/private.yml", outside + "/private.yml", "beside.yml", "out")) {
            write("a/" + number++ + ".test.yml", "rules: [secret.yml, " + rule + "]\n" + CASE);
        }

        // When
        FolderTests.Run run = run();

        // Then
        assertEquals(5, run.results().size());
        for (RuleTestResult result : run.results()) {
            assertEquals(RuleTestResult.Status.ERROR, result.status(), result.file());
            assertTrue(result.messages().getFirst().contains("outside of the rules folder"), result.toString());
            assertFalse(result.messages().toString().contains("hunter2"));
        }
    }

    @Test
    void oneRunGoesOnAtATime() throws IOException {
        // Given
        write("a/secret.test.yml", "rules: [secret.yml]\n" + CASE);
        List<FolderTests> tests = new ArrayList<>();
        List<FolderTests.Run> second = new ArrayList<>();
        tests.add(tests(
                () -> {
                    try {
                        second.add(tests.getFirst().run(RULE));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                    return parameters();
                },
                () -> 0));

        // When
        FolderTests.Run first = tests.getFirst().run(RULE);

        // Then
        assertNotNull(first);
        assertEquals(1, first.results().size());
        assertNull(second.getFirst());
        assertNotNull(tests.getFirst().run(RULE));
    }

    @Test
    void itEndsWhenItsTimeIsOver() throws IOException {
        // Given: each look at the clock takes a second, and there are more events than seconds
        write("a/secret.test.yml", "rules: [secret.yml]\n" + CASE.replace("at: 0s", "at: 0s, repeat: 40000"));
        write("a/z.test.yml", "rules: [secret.yml]\n" + CASE);
        AtomicLong clock = new AtomicLong();

        // When
        FolderTests.Run run = tests(FolderTestsTest::parameters, () -> clock.getAndAdd(1_000_000_000))
                .run(RULE);

        // Then
        assertNotNull(run);
        assertFalse(run.whole());
        assertEquals(List.of("a/secret.test.yml error"), told(run));
        assertEquals(List.of(OverTime.MESSAGE), run.results().getFirst().messages());
    }

    @Test
    void aTestThatAsksForTooMuchIsAnError() throws IOException {
        // Given
        write("a/secret.test.yml", "rules: [secret.yml]\n" + CASE.replace("at: 0s", "at: 0s, repeat: 50001"));
        write(
                "a/2.test.yml",
                "rules: [secret.yml]\n"
                        + CASE.replace("at: 0s", "at: 0s, repeat: 1000")
                                .replace("word: secret", "word: secret, x: " + "y".repeat(20_000)));
        write("a/3.test.yml", "rules: [secret.yml]\n" + CASE + "#".repeat(4_000_000));

        // When
        FolderTests.Run run = run();

        // Then
        assertEquals(List.of("a/2.test.yml error", "a/secret.test.yml error"), told(run));
        assertTrue(run.results().get(1).messages().getFirst().contains("more than 50000 events"));
        assertTrue(run.results().get(0).messages().getFirst().contains("larger than 16777216 bytes"));
    }
}
