package io.tripline.ruletest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.tripline.config.RuleParameters;
import io.tripline.dialect.ParameterValues;
import io.tripline.given.ServedRules;
import io.tripline.ingest.EventDecoder;
import io.tripline.ingest.EventFormats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** A test file may hold anything: it becomes results, never an exception. */
class HostileTestFileTest {

    private static final RuleTestRunner RUNNER = new RuleTestRunner(
            new EventDecoder(EventFormats.builtIn()),
            new ServedRules(null),
            new RuleParameters(ParameterValues.NONE),
            TestBounds.WIDE);

    private static List<RuleTestResult> run(String text) throws IOException {
        Path file = Files.createTempFile("hostile", ".test.yml");
        try {
            Files.writeString(file, text);
            List<RuleTestResult> results = new ArrayList<>();
            RUNNER.run("x.test.yml", file, results::add);
            return results;
        } finally {
            Files.delete(file);
        }
    }

    /** Pieces of the format in any order, with any text between. */
    @Provide
    Arbitrary<String> almostTests() {
        Arbitrary<String> pieces = Arbitraries.of(
                "rules: ",
                "inline:\n  - ",
                "tests:\n  - ",
                "name: x\n",
                "    events: ",
                "    expect: ",
                "[",
                "]",
                "{",
                "}",
                ", ",
                "at: 0s",
                "repeat: 3",
                "every: 1h",
                "event: {a: b}",
                "&a ",
                "*a",
                "<<: *a",
                "!!binary x",
                "|\n",
                "? ",
                "- ",
                "\n",
                ": ",
                "'",
                "\"",
                "%YAML 9\n---\n",
                "---\n",
                "\u0000",
                "\t",
                "1e999",
                ".nan",
                "~",
                "empty: [x]\n");
        return Arbitraries.frequencyOf(
                        net.jqwik.api.Tuple.of(8, pieces),
                        net.jqwik.api.Tuple.of(1, Arbitraries.strings().ofMaxLength(5)))
                .list()
                .ofMaxSize(25)
                .map(parts -> String.join("", parts));
    }

    @Property(tries = 500)
    void anyTextBecomesResults(@ForAll("almostTests") String text) throws IOException {
        for (RuleTestResult result : run(text)) {
            assertFalse(result.document().isEmpty());
        }
    }

    @Test
    void anchorsThatMultiplyEnd() throws IOException {
        // Given: nine levels of nine
        StringBuilder text = new StringBuilder("inline: [x]\ntests:\n  - name: x\n    events:\n      - event:\n");
        text.append("          a0: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1]\n");
        for (int i = 1; i < 9; i++) {
            text.append("          a" + i + ": &a" + i + " [")
                    .append(("*a" + (i - 1) + ", ").repeat(9))
                    .append("1]\n");
        }
        // When
        List<RuleTestResult> results = assertTimeoutPreemptively(Duration.ofSeconds(30), () -> run(text.toString()));
        // Then
        assertEquals(RuleTestResult.Status.ERROR, results.getFirst().status());
    }

    @Test
    void deepNestingIsAnError() throws IOException {
        // When
        List<RuleTestResult> results = run("inline: " + "[".repeat(100_000));
        // Then
        assertEquals(RuleTestResult.Status.ERROR, results.getFirst().status());
    }
}
