package io.tripline.dialect.sigma;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.tripline.dialect.ParameterValues;
import io.tripline.dialect.Parsed;
import io.tripline.dialect.RuleLibrary;
import io.tripline.problem.ProblemPrinter;
import io.tripline.problem.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What an author reads: {@code golden/sigma/<case>/rule.yml} and {@code problem.txt}, found by glob. A new case is a folder
 * with both, the second empty; {@code -Dgolden.update} writes it.
 */
class SigmaProblemGoldenTest {

    private static final Path CASES = Path.of("src", "test", "resources", "golden", "sigma");

    @TestFactory
    Stream<DynamicTest> everyProblemReadsAsExpected() throws IOException {
        return cases().stream()
                .map(folder -> DynamicTest.dynamicTest(folder.getFileName().toString(), () -> compare(folder)));
    }

    @Test
    void thereAreCases() throws IOException {
        assertFalse(cases().isEmpty());
    }

    private static List<Path> cases() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders.filter(folder -> Files.exists(folder.resolve("problem.txt")))
                    .sorted()
                    .toList();
        }
    }

    private static void compare(Path folder) throws IOException {
        Path golden = folder.resolve("problem.txt");
        Parsed parsed = new SigmaParser()
                .parse(
                        new SourceText("rule.yml", Files.readString(folder.resolve("rule.yml"))),
                        ParameterValues.NONE,
                        RuleLibrary.EMPTY);
        String verdict = parsed instanceof Parsed.Accepted ? "accepted\n" : "refused\n";
        String actual = verdict
                + parsed.problems().stream()
                        .map(problem -> ProblemPrinter.print(problem) + "\n")
                        .collect(Collectors.joining());
        if (System.getProperty("golden.update") != null) {
            Files.writeString(golden, actual);
        }
        assertEquals(Files.readString(golden), actual);
    }
}
