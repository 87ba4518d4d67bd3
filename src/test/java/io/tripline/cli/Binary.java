package io.tripline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tripline.JvmOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The native binary, where the tests run for it ({@code -Dtripline.binary=FILE}): what {@link Program} runs is run by it and by a JVM
 * of its own as well, as a user would in a folder like the test's, and both must say and write the same, byte for byte.
 */
final class Binary {

    private static final long MOST_MINUTES = 20;

    private static final List<String> JVM = jvm();

    /** Says how far loading is every few seconds, which no two runs do alike; and what is random on purpose. */
    private static final String PROGRESS = "(?m)^\\d+ (rule files (translated|loaded)|events) …\n";

    /** In the lock of a data folder. */
    private static final String OWNER = "^process \\d+";

    private static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    private final Path file;

    private Binary(Path file) {
        this.file = file;
    }

    private static List<String> jvm() {
        List<String> jvm = new ArrayList<>();
        jvm.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        jvm.addAll(JvmOptions.OF_THE_LAUNCHER);
        jvm.add("-XX:+UseSerialGC");
        jvm.add("-Djava.util.logging.manager=org.jboss.logmanager.LogManager");
        jvm.add("-cp");
        jvm.add(System.getProperty("java.class.path"));
        return List.copyOf(jvm);
    }

    /** Null where the tests run for the JVM alone. */
    static @Nullable Binary underTest() {
        String file = System.getProperty("tripline.binary");
        return file == null ? null : new Binary(Path.of(file).toAbsolutePath());
    }

    /** Runs a command in copies of a folder, to which nothing happens. */
    void assertSame(Path folder, String input, Terminal terminal, String... arguments) {
        if (String.join("", arguments).indexOf('\0') >= 0) {
            return; // no process takes it
        }
        List<String> jvm = new ArrayList<>(JVM);
        jvm.addAll(settings());
        jvm.add(Main.class.getName());
        List<String> binary = new ArrayList<>(List.of(file.toString()));
        binary.addAll(settings());
        try (Run expected = new Run(folder, jvm, terminal, arguments);
                Run actual = new Run(folder, binary, terminal, arguments)) {
            expected.send(input);
            actual.send(input);
            String command = String.join(" ", arguments);
            assertEquals(expected.result(), actual.result(), command);
            boolean random = arguments.length > 0 && arguments[0].equals("new");
            assertEquals(expected.contents(random), actual.contents(random), command);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a test sets as configuration. */
    private static List<String> settings() {
        return System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("tripline.") && !name.matches("tripline\\.(binary|test\\..*)"))
                .map(name -> "-D" + name + "=" + System.getProperty(name))
                .toList();
    }

    /** A process in a copy of a folder. */
    private static final class Run implements AutoCloseable {

        private final Path place;
        private final Path folder;
        private final Process process;

        Run(Path original, List<String> program, Terminal terminal, String... arguments) throws IOException {
            // names of one length: tables are as wide as what stands in them
            place = Files.createTempDirectory("tripline-run");
            folder = Files.createDirectory(place.resolveSibling(
                    "tripline-%016x".formatted(ThreadLocalRandom.current().nextLong())));
            copy(original, folder);
            ProcessBuilder start = new ProcessBuilder(program);
            for (String argument : arguments) {
                start.command().add(argument.replace(original.toString(), folder.toString()));
            }
            start.directory(folder.toFile());
            Map<String, String> environment = start.environment();
            environment
                    .keySet()
                    .removeIf(name -> name.matches("_?(TRIPLINE|QUARKUS)_.*|NO_COLOR|CLICOLOR_FORCE|COLUMNS"));
            environment.put("_TRIPLINE_TERMINALS", terminal.out() ? "out" : "");
            environment.put(terminal.outColours() ? "CLICOLOR_FORCE" : "NO_COLOR", "1");
            environment.put("COLUMNS", Integer.toString(terminal.width().getAsInt()));
            process = start.redirectOutput(place.resolve("out").toFile())
                    .redirectError(place.resolve("err").toFile())
                    .start();
        }

        void send(String input) {
            try (OutputStream in = process.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            } catch (IOException closed) {
                // a verb that reads none of it has ended
            }
        }

        /** Names of the folder are left out of what it says, as {@link Program} does. */
        Program.Result result() throws IOException, InterruptedException {
            if (!process.waitFor(MOST_MINUTES, TimeUnit.MINUTES)) {
                throw new AssertionError("does not end");
            }
            return new Program.Result(process.exitValue(), text("out"), text("err"));
        }

        private String text(String output) throws IOException {
            return Files.readString(place.resolve(output))
                    .replace(folder + "/", "")
                    .replaceAll(PROGRESS, "");
        }

        Map<String, String> contents(boolean random) throws IOException {
            Map<String, String> contents = new TreeMap<>();
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path path : files.filter(Files::isRegularFile).toList()) {
                    String text =
                            Files.readString(path, StandardCharsets.ISO_8859_1).replaceAll(OWNER, "process");
                    contents.put(folder.relativize(path).toString(), random ? text.replaceAll(UUID, "id") : text);
                }
            }
            return contents;
        }

        @Override
        public void close() throws IOException {
            process.destroyForcibly();
            for (Path root : List.of(folder, place)) {
                try (Stream<Path> files = Files.walk(root)) {
                    for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(path);
                    }
                }
            }
        }
    }

    /** Pipes and devices stay behind: what a verb says of them, it says of a file that is not there. */
    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path path : files.filter(path -> !path.equals(from)).sorted().toList()) {
                if (!Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                        .isOther()) {
                    Files.copy(
                            path,
                            to.resolve(from.relativize(path).toString()),
                            LinkOption.NOFOLLOW_LINKS,
                            StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }
}
