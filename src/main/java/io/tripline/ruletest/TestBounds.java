package io.tripline.ruletest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What tests may take of whoever runs them.
 *
 * @param folder no file outside of it is read, whatever leads there; null: any is
 * @param fileLength UTF-16 units of a test file
 * @param fileNodes of its YAML, an alias counted as often as it is used
 * @param rules files of rules that one test file may name, those of folders counted
 * @param events of one test
 * @param eventBytes of all events of one test, as JSON
 * @param isOver asked between two parts of the work: no more is begun
 */
public record TestBounds(
        @Nullable Path folder,
        int fileLength,
        long fileNodes,
        int rules,
        long events,
        long eventBytes,
        BooleanSupplier isOver) {

    /** For somebody who runs own tests on an own machine. */
    public static final TestBounds WIDE = new TestBounds(
            null, 64 * 1024 * 1024, 4_000_000, Integer.MAX_VALUE, 1_000_000, Long.MAX_VALUE, () -> false);

    /** For a service that has other work besides. */
    static TestBounds within(Path folder, BooleanSupplier isOver) {
        return new TestBounds(folder, 1024 * 1024, 200_000, 500, 50_000, 16L * 1024 * 1024, isOver);
    }

    /** @throws OverTime there is no more time */
    void check() {
        if (isOver.getAsBoolean()) {
            throw new OverTime();
        }
    }

    /** @throws IOException it leads out of the folder, or is not there */
    void check(Path file) throws IOException {
        if (folder != null && !file.toRealPath().startsWith(folder.toRealPath())) {
            throw new IOException(file.getFileName() + " is outside of the rules folder, and is not read");
        }
    }

    /** @throws IOException it is no text, too long, or not to be read */
    String read(Path file) throws IOException {
        check(file);
        // at most three bytes for a unit of UTF-16
        if (Files.size(file) > 3L * fileLength) {
            throw new IOException("the file is longer than " + fileLength + " characters");
        }
        return Files.readString(file);
    }
}
