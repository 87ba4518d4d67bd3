package io.tripline.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * What an author reads: {@code golden/<group>/<case>/} with a rule and {@code problem.txt}, found by glob. A new case is a
 * folder with both, the second empty; {@code -Dgolden.update} writes it.
 */
public final class GoldenProblems {

    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden");

    private GoldenProblems() {}

    /** From the text of a rule to what an author reads. */
    public interface Reading {
        String of(String rule);
    }

    /**
     * A test for each case; that there are any.
     *
     * @param rule name of the file with the rule
     */
    public static Stream<DynamicTest> tests(String group, String rule, Reading reading) throws IOException {
        List<Path> cases;
        try (Stream<Path> folders = Files.list(GOLDEN.resolve(group))) {
            cases = folders.sorted().toList();
        }
        assertFalse(cases.isEmpty());
        return cases.stream()
                .map(folder ->
                        DynamicTest.dynamicTest(folder.getFileName().toString(), () -> compare(folder, rule, reading)));
    }

    private static void compare(Path folder, String rule, Reading reading) throws IOException {
        Path golden = folder.resolve("problem.txt");
        String actual = reading.of(Files.readString(folder.resolve(rule)));
        if (System.getProperty("golden.update") != null) {
            Files.writeString(golden, actual);
        }
        assertEquals(Files.readString(golden), actual);
    }

    /** One after another, each with a line end. */
    public static String printed(List<Problem> problems) {
        return problems.stream()
                .map(problem -> ProblemPrinter.print(problem) + "\n")
                .collect(Collectors.joining());
    }
}
