package io.tripline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The native binary, where the tests run for it ({@code -Dtripline.binary=FILE}): what {@link Program} runs in this JVM runs there as
 * well, in a copy of the folder, and must say and write the same, byte for byte.
 */
final class Binary {

    private static final long MOST_MINUTES = 20;

    private final Path file;

    private Binary(Path file) {
        this.file = file;
    }

    /** Null where the tests run for the JVM alone. */
    static @Nullable Binary underTest() {
        String file = System.getProperty("tripline.binary");
        return file == null ? null : new Binary(Path.of(file).toAbsolutePath());
    }

    /** A copy of a folder as it stands before a command, and what the binary makes of it. */
    final class Twin implements AutoCloseable {

        private final Path original;
        private final Path copy;

        private Twin(Path original) throws IOException {
            this.original = original;
            this.copy = Files.createTempDirectory("tripline-twin");
            copy(original, copy);
        }

        /** The same command in the copy must come to the same as it did in the original. */
        void assertSame(Program.Result jvm, String input, Terminal terminal, String... arguments)
                throws IOException, InterruptedException {
            String[] there = Arrays.stream(arguments)
                    .map(argument -> argument.replace(original.toString(), copy.toString()))
                    .toArray(String[]::new);
            String command = String.join(" ", arguments);
            Program.Result binary = run(copy, input, terminal, there);
            assertEquals(jvm.out(), binary.out(), command);
            assertEquals(jvm.err(), binary.err(), command);
            assertEquals(jvm.exitCode(), binary.exitCode(), command);
            assertEquals(contents(original), contents(copy), command);
        }

        @Override
        public void close() throws IOException {
            try (Stream<Path> files = Files.walk(copy)) {
                for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    Twin twin(Path folder) {
        try {
            return new Twin(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Names of the folder are left out of what it says, as {@link Program} does. */
    private Program.Result run(Path folder, String input, Terminal terminal, String... arguments)
            throws IOException, InterruptedException {
        Path out = Files.createTempFile("tripline", ".out");
        Path err = Files.createTempFile("tripline", ".err");
        try {
            Process process = process(folder, terminal, arguments)
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            try (OutputStream in = process.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            } catch (IOException closed) {
                // a verb that reads none of it has ended
            }
            if (!process.waitFor(MOST_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError("does not end: " + String.join(" ", arguments));
            }
            return new Program.Result(process.exitValue(), text(out, folder), text(err, folder));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    private ProcessBuilder process(Path folder, Terminal terminal, String... arguments) {
        ProcessBuilder process = new ProcessBuilder(file.toString());
        process.command().addAll(List.of(arguments));
        process.directory(folder.toFile());
        Map<String, String> environment = process.environment();
        environment.keySet().removeIf(name -> name.matches("_?(TRIPLINE|QUARKUS)_.*|NO_COLOR|CLICOLOR_FORCE|COLUMNS"));
        environment.put("_TRIPLINE_TERMINALS", terminal.out() ? "out" : "");
        environment.put(terminal.outColours() ? "CLICOLOR_FORCE" : "NO_COLOR", "1");
        environment.put("COLUMNS", Integer.toString(terminal.width().getAsInt()));
        return process;
    }

    private static String text(Path file, Path folder) throws IOException {
        return Files.readString(file).replace(folder + "/", "");
    }

    private static Map<String, String> contents(Path folder) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path path : files.filter(Files::isRegularFile).toList()) {
                contents.put(folder.relativize(path).toString(), Files.readString(path, StandardCharsets.ISO_8859_1));
            }
        }
        return contents;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path path : files.filter(path -> !path.equals(from)).sorted().toList()) {
                Files.copy(
                        path,
                        to.resolve(from.relativize(path).toString()),
                        LinkOption.NOFOLLOW_LINKS,
                        StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }
}
