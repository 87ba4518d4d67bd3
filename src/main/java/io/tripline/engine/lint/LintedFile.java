package io.tripline.engine.lint;

import io.tripline.engine.compile.CompiledFile;
import io.tripline.engine.compile.RuleOutline;
import io.tripline.engine.read.Span;
import io.tripline.problem.Cut;
import io.tripline.problem.Problem;
import io.tripline.problem.Problem.Severity;
import io.tripline.problem.SourceText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A file under the eyes of lints: its rules, its text, and what was found so far. One thread. */
final class LintedFile {

    /** A file with more to say than this is not read to the end anyway. */
    private static final int MOST_FINDINGS = 100;

    /** Parts of rules that are shown in a message are cut here. */
    private static final int LONGEST_SHOWN = 400;

    private final CompiledFile file;
    private final SourceText text;
    private final List<Problem> findings = new ArrayList<>();

    LintedFile(CompiledFile file) {
        this.file = file;
        this.text = new SourceText(file.source().file(), file.source().text());
    }

    List<RuleOutline> rules() {
        return file.rules();
    }

    List<Problem> findings() {
        return List.copyOf(findings);
    }

    /** @param line 1-based; null beyond the end */
    @Nullable
    String line(int line) {
        return text.line(line);
    }

    void add(Severity severity, int line, int column, int length, String message, String wayOut) {
        Problem problem = text.problem(severity, line, column, length, message, wayOut);
        if (findings.size() < MOST_FINDINGS && !findings.contains(problem)) {
            findings.add(problem);
        }
    }

    /** As written, on one line. */
    String text(Span span) {
        return shown(file.source().text().substring(span.start(), span.end()));
    }

    /** A finding about a part of the file; it ends with its first line. */
    void addAt(Severity severity, Span span, String message, String wayOut) {
        String all = file.source().text();
        String before = all.substring(0, span.start());
        int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
        int length = all.substring(span.start(), span.end())
                .lines()
                .findFirst()
                .orElse("")
                .length();
        add(severity, line, span.start() - before.lastIndexOf('\n'), length, message, wayOut);
    }

    /** On one line, whole unless it is a list of very many values. */
    static String shown(String part) {
        return Cut.after(LONGEST_SHOWN, part.strip().replaceAll("\\s+", " "));
    }
}
