package io.tripline.problem;

import java.util.Locale;

/**
 * Writes a problem for a person: position, severity, message, the source line with carets, the way out. Control characters
 * of hostile rule text become visible escapes, so that a problem never moves a terminal's cursor or forges a log line.
 */
public final class ProblemPrinter {

    private static final int LONGEST_LINE = 160;

    private ProblemPrinter() {}

    /** One to three lines, no line feed at the end. */
    public static String print(Problem problem) {
        StringBuilder out = new StringBuilder(visible(problem.position())).append(": ");
        if (problem.severity() != Problem.Severity.ERROR) {
            out.append(problem.severity().name().toLowerCase(Locale.ROOT)).append(": ");
        }
        out.append(visible(problem.message()));
        String wayOut = problem.wayOut() == null ? "" : visible(problem.wayOut());
        String sourceLine = problem.sourceLine();
        if (sourceLine == null) {
            return wayOut.isEmpty()
                    ? out.toString()
                    : out.append("; ").append(wayOut).toString();
        }
        return out.append('\n').append(quote(problem, sourceLine, wayOut)).toString();
    }

    private static String quote(Problem problem, String sourceLine, String wayOut) {
        String number = "  " + problem.line() + " | ";
        int start = Math.min(Math.max(0, problem.column() - 1), sourceLine.length());
        int from = Math.max(0, start - LONGEST_LINE / 2);
        int end = Math.min(sourceLine.length(), from + LONGEST_LINE);
        String before = visible(sourceLine.substring(from, start));
        String shown = before + visible(sourceLine.substring(start, end));
        StringBuilder out = new StringBuilder(number).append(shown);
        if (problem.column() == 0) {
            return wayOut.isEmpty()
                    ? out.toString()
                    : out.append("\n  ").append(wayOut).toString();
        }
        int marked = visible(sourceLine.substring(start, Math.min(end, start + problem.length())))
                .length();
        out.append('\n').repeat(' ', number.length() + before.length()).repeat('^', Math.max(1, marked));
        return wayOut.isEmpty()
                ? out.toString()
                : out.append(' ').append(wayOut).toString();
    }

    /** {@link Visible#of}. */
    public static String visible(String text) {
        return Visible.of(text);
    }
}
