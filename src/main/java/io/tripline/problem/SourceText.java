package io.tripline.problem;

import io.tripline.problem.Problem.Severity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A text with its name, from which problems quote their line. Equal where both are the same. Immutable, any thread. */
public final class SourceText {

    private final String file;
    private final String text;
    private final List<String> lines;

    /** @param file as the user named it: it is printed in front of every problem */
    public SourceText(String file, String text) {
        this.file = file;
        this.text = text;
        this.lines = text.lines().toList();
    }

    public String file() {
        return file;
    }

    public String text() {
        return text;
    }

    /** @param line 1-based */
    public @Nullable String line(int line) {
        return line >= 1 && line <= lines.size() ? lines.get(line - 1) : null;
    }

    /** Line and column are 1-based; the problem quotes its line. */
    public Problem problem(
            Severity severity, int line, int column, int length, String message, @Nullable String wayOut) {
        return new Problem(severity, file, line, column, length, line(line), message, wayOut);
    }

    public Problem error(int line, int column, int length, String message, @Nullable String wayOut) {
        return problem(Severity.ERROR, line, column, length, message, wayOut);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SourceText that && file.equals(that.file) && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return 31 * file.hashCode() + text.hashCode();
    }
}
