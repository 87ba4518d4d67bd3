package io.tripline.dialect.elastic;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Measuring material that other people published: beside the project, never in it. Tests are skipped where it is absent. */
final class Shared {

    private Shared() {}

    static Path folder(String name) {
        String set =
                System.getProperty("TRIPLINE_SHARED", System.getenv().getOrDefault("TRIPLINE_SHARED", "../shared"));
        Path folder = Path.of(set).resolve(name);
        assumeTrue(Files.exists(folder), "no measuring material at " + folder.toAbsolutePath());
        return folder;
    }

    static List<Path> files(Path folder, String ending) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(path -> path.toString().endsWith(ending)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
