package io.tripline.cli;

import io.tripline.problem.Problem;
import io.tripline.problem.ProblemPrinter;
import io.tripline.problem.Visible;
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
 * @param screen what a person sees of both
 * @param folder what relative paths are relative to
 */
record Console(InputStream in, PrintStream out, PrintStream err, Terminal screen, Path folder) {

    /** The process's own. */
    static Console ofSystem() {
        // a buffer of its own: System.out would write line by line
        PrintStream out = new PrintStream(
                new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16),
                false,
                StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        return new Console(System.in, out, err, Terminal.ofSystem(), Path.of(""));
    }

    /** Whether a person reads the data. */
    boolean terminal() {
        return screen.out();
    }

    /** A path that the user gave. */
    Path path(String given) {
        return folder.resolve(given);
    }

    /** A line of data for a person, made visible: file names and rule texts are not ours. */
    void print(String line) {
        out.println(Visible.of(line));
    }

    /** A line of data that begins with a word of meaning. */
    void print(String before, Paint paint, String word, String after) {
        out.println(Visible.of(before) + paint.on(Visible.of(word), screen.outColours()) + Visible.of(after));
    }

    /** A problem as data. */
    void print(Problem problem) {
        out.println(painted(problem, screen.outColours()));
    }

    /** A message of one line, made visible. */
    void say(String message) {
        err.println(Visible.of(message));
    }

    void say(Problem problem) {
        err.println(painted(problem, screen.errColours()));
    }

    /** Its position in the colour of its weight. */
    private static String painted(Problem problem, boolean colours) {
        String text = ProblemPrinter.print(problem);
        String position = Visible.of(problem.position());
        Paint paint =
                switch (problem.severity()) {
                    case ERROR -> Paint.BAD;
                    case WARNING -> Paint.DOUBTFUL;
                    case NOTE -> Paint.PLAIN;
                };
        return paint.on(position, colours) + text.substring(position.length());
    }
}
