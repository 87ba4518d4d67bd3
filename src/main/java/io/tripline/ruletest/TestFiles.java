package io.tripline.ruletest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Finds test files. */
public final class TestFiles {

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
        String name = String.valueOf(file.getFileName());
        return (name.endsWith(".test.yml") || name.endsWith(".test.yaml")) && !name.startsWith(".");
    }
}
