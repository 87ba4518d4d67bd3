package io.tripline.dialect.elastic;

import io.tripline.problem.Problem;
import io.tripline.problem.Problem.Severity;
import io.tripline.problem.SourceText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the problems of one file. A file with hundreds of them is not worth more lines than a person reads. */
final class Report {

    private static final int MOST = 100;

    private final SourceText source;
    private final List<Problem> problems = new ArrayList<>();

    Report(SourceText source) {
        this.source = source;
    }

    SourceText source() {
        return source;
    }

    void add(Severity severity, Place place, String message, @Nullable String wayOut) {
        if (problems.size() < MOST) {
            problems.add(source.problem(severity, place.line(), place.column(), place.length(), message, wayOut));
        }
    }

    void error(Place place, String message, String wayOut) {
        add(Severity.ERROR, place, message, wayOut);
    }

    /** Every warning is a restriction of the translation. */
    void warning(Place place, String message, String wayOut) {
        add(Severity.WARNING, place, message, wayOut);
    }

    void note(Place place, String message, String wayOut) {
        add(Severity.NOTE, place, message, wayOut);
    }

    boolean hasErrors() {
        return problems.stream().anyMatch(problem -> problem.severity() == Severity.ERROR);
    }

    /** In the order of the file. */
    List<Problem> problems() {
        return problems.stream()
                .sorted(java.util.Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column))
                .toList();
    }

    List<String> restrictions() {
        return problems().stream()
                .filter(problem -> problem.severity() == Severity.WARNING)
                .map(Problem::message)
                .distinct()
                .toList();
    }
}
