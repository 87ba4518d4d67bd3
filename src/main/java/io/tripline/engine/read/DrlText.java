package io.tripline.engine.read;

import io.tripline.problem.Problem;
import io.tripline.problem.Problem.Severity;
import io.tripline.problem.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.drools.drl.ast.descr.BaseDescr;
import org.jspecify.annotations.Nullable;

/** What is found while one file is read, and where its parts stand. One thread. */
final class DrlText {

    /** Whoever has as many does not read more. */
    private static final int MOST = 100;

    private final SourceText source;
    private final List<Problem> problems = new ArrayList<>();

    DrlText(SourceText source) {
        this.source = source;
    }

    List<Problem> errors() {
        return problems.stream()
                .filter(problem -> problem.severity() == Severity.ERROR)
                .toList();
    }

    List<Problem> notes() {
        return problems.stream()
                .filter(problem -> problem.severity() != Severity.ERROR)
                .toList();
    }

    void refuse(BaseDescr descr, String message, @Nullable String wayOut) {
        add(Severity.ERROR, span(descr, new Span(0, 0)), message, wayOut);
    }

    void refuse(Unreadable unreadable) {
        add(Severity.ERROR, unreadable.span(), unreadable.sentence(), unreadable.wayOut());
    }

    void note(Span span, String message) {
        add(Severity.NOTE, span, message, null);
    }

    private void add(Severity severity, Span span, String message, @Nullable String wayOut) {
        String text = source.text();
        int start = Math.clamp(span.start(), 0, text.length());
        int lineStart = text.lastIndexOf('\n', start - 1) + 1;
        int line = 1
                + (int) text.substring(0, lineStart)
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
        int lineEnd = text.indexOf('\n', start);
        int end = Math.min(span.end(), lineEnd < 0 ? text.length() : lineEnd);
        Problem problem = source.problem(severity, line, start - lineStart + 1, end - start, message, wayOut);
        if (problems.size() < MOST && !problems.contains(problem)) {
            problems.add(problem);
        }
    }

    /** The value; null if there is no reading: the problem is noted. */
    <T> @Nullable T attempt(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (Unreadable unreadable) {
            refuse(unreadable);
            return null;
        }
    }

    /** The value, or the other one if there is no reading. */
    <T> T attempt(Supplier<T> reading, T otherwise) {
        T read = attempt(reading);
        return read == null ? otherwise : read;
    }

    /** Where a part stands; inside of what is around it where Drools' parser does not tell. */
    Span span(BaseDescr descr, Span around) {
        int start = descr.getStartCharacter();
        if (start >= 0 && descr.getEndCharacter() >= start) {
            return new Span(start, descr.getEndCharacter() + 1);
        }
        if (descr.getLine() > 0) {
            int at = lineStart(descr.getLine()) + Math.max(0, descr.getColumn());
            return new Span(at, at + 1);
        }
        return around;
    }

    /** Of a pattern the name of its type, to the parenthesis; all of it where that cannot be told. */
    Span head(Span pattern) {
        int open = source.text().indexOf('(', pattern.start());
        if (open < 0 || open >= pattern.end()) {
            return pattern;
        }
        List<Lexer.Token> tokens;
        try {
            tokens = Lexer.tokens(source.text().substring(pattern.start(), open), pattern.start());
        } catch (Unreadable comment) {
            return pattern;
        }
        int first = tokens.size() - 2; // the last is the end
        while (first >= 2 && tokens.get(first - 1).is(".")) {
            first -= 2;
        }
        return first < 0 ? pattern : new Span(tokens.get(first).start(), open + 1);
    }

    /** What stands before the parenthesis; all of it where there is none. */
    Span name(Span call) {
        int open = source.text().indexOf('(', call.start());
        return open <= call.start() || open >= call.end()
                ? call
                : new Span(
                        call.start(),
                        call.start()
                                + source.text()
                                        .substring(call.start(), open)
                                        .stripTrailing()
                                        .length());
    }

    int lineStart(int line) {
        int start = 0;
        for (int number = 1; number < line; number++) {
            start = source.text().indexOf('\n', start) + 1;
            if (start == 0) {
                return source.text().length();
            }
        }
        return start;
    }

    int line(int offset) {
        return 1
                + (int) source.text()
                        .substring(0, Math.clamp(offset, 0, source.text().length()))
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
    }

    /** A part that Drools' parser gives as a text, at its place around there. */
    Part part(String text, Span around) {
        int at = source.text().indexOf(text, around.start());
        boolean inside = at >= 0 && at <= around.end();
        return new Part(text, inside ? at : around.start(), inside ? null : around);
    }

    /** A part at its own place. */
    Part part(String text, int start, Span around) {
        return source.text().startsWith(text, Math.max(0, start)) ? new Part(text, start, null) : part(text, around);
    }

    /**
     * A text to be read.
     *
     * @param start of it in the file
     * @param unknown where it is around there, but not exactly
     */
    record Part(String text, int start, @Nullable Span unknown) {

        Tokens tokens() {
            return Tokens.of(text, start);
        }

        Span span() {
            return unknown == null ? new Span(start, start + text.length()) : unknown;
        }

        /** With the place of what could not be read, as far as it is known. */
        <T> T read(Supplier<T> reading) {
            try {
                return reading.get();
            } catch (Unreadable unreadable) {
                throw unknown == null
                        ? unreadable
                        : new Unreadable(unknown, unreadable.sentence(), unreadable.wayOut());
            }
        }
    }
}
