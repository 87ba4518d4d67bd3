package io.tripline.cli;

import io.tripline.problem.Problem;
import io.tripline.problem.ProblemPrinter;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Where a verb's user is.
 *
 * @param out data, UTF-8; buffered, flushed when the verb ends
 * @param err messages and progress, UTF-8
 * @param terminal whether a person reads {@code out}
 * @param progress whether a person watches {@code err}
 * @param folder what relative paths are relative to
 */
record Console(InputStream in, PrintStream out, PrintStream err, boolean terminal, boolean progress, Path folder) {

    /** The launcher knows which outputs are terminals; Java knows only whether all of them are. */
    private static final String TERMINALS = "_TRIPLINE_TERMINALS";

    /** The process's own. */
    static Console ofSystem() {
        // a buffer of its own: System.out would write line by line
        PrintStream out = new PrintStream(
                new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16),
                false,
                StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        String terminals = System.getenv(TERMINALS);
        if (terminals == null) {
            java.io.Console attached = System.console();
            boolean person = attached != null && attached.isTerminal();
            return new Console(System.in, out, err, person, person, Path.of(""));
        }
        return new Console(System.in, out, err, terminals.contains("out"), terminals.contains("err"), Path.of(""));
    }

    /** A path that the user gave. */
    Path path(String given) {
        return folder.resolve(given);
    }

    /** A line of data for a person, its control characters made visible. */
    void print(String line) {
        out.println(ProblemPrinter.visible(line));
    }

    /** A message, its control characters made visible: file names and rule texts are not ours. */
    void say(String message) {
        err.println(ProblemPrinter.visible(message));
    }

    void say(Problem problem) {
        err.println(ProblemPrinter.print(problem));
    }
}
