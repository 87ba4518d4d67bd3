package io.tripline.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The program as a user runs it in a folder: arguments in, exit code and both outputs out. Where the tests run for the native binary,
 * too, it runs each command as well and must come to the same.
 */
final class Program {

    private static final int WIDE = 200;

    private final Path folder;
    private final int width;
    private final boolean colours;

    Program(Path folder) {
        this(folder, WIDE, false);
    }

    /** @param width columns of the terminal, where there is one */
    private Program(Path folder, int width, boolean colours) {
        this.folder = folder;
        this.width = width;
        this.colours = colours;
    }

    /** The same before a terminal of so many columns, with colours. */
    Program inColours(int columns) {
        return new Program(folder, columns, true);
    }

    record Result(int exitCode, String out, String err) {

        List<String> lines() {
            return out.lines().toList();
        }
    }

    /** Piped, as in a script. */
    Result run(String... arguments) {
        return run("", false, arguments);
    }

    Result runOnTerminal(String... arguments) {
        return run("", true, arguments);
    }

    Result runWithInput(String input, String... arguments) {
        return run(input, false, arguments);
    }

    private Result run(String input, boolean terminal, String... arguments) {
        Terminal screen = new Terminal(terminal, false, terminal && colours, terminal && colours, () -> width);
        Binary binary = Binary.underTest();
        if (binary != null) {
            binary.assertSame(folder, input, screen, arguments);
        }
        return run(input, screen, arguments);
    }

    private Result run(String input, Terminal screen, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                screen,
                folder);
        int exitCode = Main.run(console, arguments);
        return new Result(exitCode, text(out), text(err));
    }

    /** Without the name of the folder, which differs from run to run. */
    private String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8).replace(folder + "/", "");
    }

    /** A file in the folder, made with the folders above it. */
    Path write(String file, String text) {
        try {
            Path path = folder.resolve(file);
            Files.createDirectories(path.getParent());
            return Files.writeString(path, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String read(String file) {
        try {
            return Files.readString(folder.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path folder() {
        return folder;
    }
}
