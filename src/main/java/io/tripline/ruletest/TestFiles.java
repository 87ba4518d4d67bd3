package io.tripline.ruletest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds test files. */
public final class TestFiles {

    private static final List<String> ENDINGS = List.of(".test.yml", ".test.yaml");

    private TestFiles() {}

    /** All {@code *.test.yml} below a folder, in order of name; hidden files are left out. */
    public static List<Path> below(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(TestFiles::isTest)
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static boolean isTest(Path file) {
        return ending(file) != null && !String.valueOf(file.getFileName()).startsWith(".");
    }

    /** How the name of a test ends; null for other files. */
    static @Nullable String ending(Path file) {
        String name = file.toString();
        return ENDINGS.stream().filter(name::endsWith).findFirst().orElse(null);
    }
}
