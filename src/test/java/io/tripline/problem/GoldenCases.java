package io.tripline.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;

/**
 * {@code golden/<group>/<case>/}, found by glob: a rule, and beside it a file for each thing that comes of it, such as {@code
 * problem.txt}, what its author reads. What is empty has no file. A new case is a folder with a rule; {@code -Dgolden.update}
 * writes the others.
 */
public final class GoldenCases {

    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden");

    private GoldenCases() {}

    /** From a rule to what comes of it. */
    public interface Reading {
        /**
         * Key: name of a file that may stand beside the rule; value: its text, empty if there must be no such file.
         *
         * @param name of the case
         */
        Map<String, String> of(String name, String rule);
    }

    /**
     * A test for each case; that there are any.
     *
     * @param rule name of the file with the rule: folders without one are cases of somebody else
     */
    public static Stream<DynamicTest> tests(String group, String rule, Reading reading) throws IOException {
        List<Path> cases;
        try (Stream<Path> folders = Files.list(GOLDEN.resolve(group))) {
            cases = folders.filter(folder -> Files.exists(folder.resolve(rule)))
                    .sorted()
                    .toList();
        }
        assertFalse(cases.isEmpty());
        return cases.stream()
                .map(folder ->
                        DynamicTest.dynamicTest(folder.getFileName().toString(), () -> compare(folder, rule, reading)));
    }

    private static void compare(Path folder, String rule, Reading reading) throws IOException {
        Map<String, String> outcome =
                reading.of(folder.getFileName().toString(), Files.readString(folder.resolve(rule)));
        for (Map.Entry<String, String> entry : outcome.entrySet()) {
            compare(folder.resolve(entry.getKey()), entry.getValue());
        }
    }

    private static void compare(Path golden, String actual) throws IOException {
        if (System.getProperty("golden.update") != null) {
            update(golden, actual);
        }
        assertEquals(Files.exists(golden) ? Files.readString(golden) : "", actual, golden.toString());
    }

    private static void update(Path golden, String actual) throws IOException {
        if (actual.isEmpty()) {
            Files.deleteIfExists(golden);
        } else {
            Files.writeString(golden, actual);
        }
    }

    /** Another file of a case; null where it has none. */
    public static @Nullable String beside(String group, String name, String file) {
        Path path = GOLDEN.resolve(group).resolve(name).resolve(file);
        try {
            return Files.exists(path) ? Files.readString(path) : null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One after another, each with a line end. */
    public static String printed(List<Problem> problems) {
        return problems.stream()
                .map(problem -> ProblemPrinter.print(problem) + "\n")
                .collect(Collectors.joining());
    }
}
