package io.tripline.problem;

import org.jspecify.annotations.Nullable;

/**
 * One finding about a text: a rule, a DRL file, a test file, a configuration key.
 *
 * @param severity whether the text is refused, accepted with a restriction, or merely worth a look
 * @param file where the text came from, as the user named it
 * @param line 1-based; 0 where the whole file is meant
 * @param column 1-based, counted in UTF-16 units; 0 where the whole line is meant
 * @param length of the marked text in UTF-16 units, at least 1
 * @param sourceLine the line as written, null where there is none to show
 * @param message what is wrong, in one sentence without a full stop
 * @param wayOut what to do about it, null where the message says it
 */
public record Problem(
        Severity severity,
        String file,
        int line,
        int column,
        int length,
        @Nullable String sourceLine,
        String message,
        @Nullable String wayOut) {

    /** How much a problem weighs. */
    public enum Severity {
        ERROR,
        WARNING,
        NOTE
    }

    public Problem {
        if (line < 0 || column < 0) {
            throw new IllegalArgumentException("negative position " + line + ":" + column);
        }
        length = Math.max(1, length);
    }

    /** A problem with a whole file. */
    public static Problem ofFile(Severity severity, String file, String message, @Nullable String wayOut) {
        return new Problem(severity, file, 0, 0, 1, null, message, wayOut);
    }

    /** {@code file:line:column}, as far as they are known. */
    public String position() {
        if (line == 0) {
            return file;
        }
        return column == 0 ? file + ":" + line : file + ":" + line + ":" + column;
    }
}
