package io.tripline.engine.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.tripline.engine.Engine;
import io.tripline.engine.EngineSettings;
import io.tripline.engine.LoadReport;
import io.tripline.engine.compile.DrlSource;
import io.tripline.problem.ProblemPrinter;
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
 * What an author reads about a rule that runs: {@code golden/lint/<case>/rule.drl} and {@code problem.txt}, found by glob. A new
 * case is a folder with both, the second empty; {@code -Dgolden.update} writes it.
 */
class LintGoldenTest {

    private static final Path CASES = Path.of("src", "test", "resources", "golden", "lint");

    @TestFactory
    Stream<DynamicTest> everyFindingReadsAsExpected() throws IOException {
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
        String text = Files.readString(folder.resolve("rule.drl"));
        String actual = found(text);
        if (System.getProperty("golden.update") != null) {
            Files.writeString(golden, actual);
        }
        assertEquals(Files.readString(golden), actual);
    }

    /** What loading says, one finding after another; that the rule runs. */
    static String found(String drl) {
        try (Engine engine = new Engine(EngineSettings.DEFAULT)) {
            LoadReport report = engine.load(List.of(new DrlSource("rule.drl", drl)));
            String problems = report.problems().stream()
                    .map(problem -> ProblemPrinter.print(problem) + "\n")
                    .collect(Collectors.joining());
            assertEquals(List.of("rule.drl"), report.live(), problems);
            return problems;
        }
    }
}
