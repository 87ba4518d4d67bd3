package io.tripline.problem;

import io.tripline.problem.Problem.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The problems of one text, collected while it is read: an author sees all of them at once. One thread. */
public final class Problems {

    /** A text with more problems than this is no rule; nobody reads on. */
    private static final int MOST = 200;

    private final SourceText source;
    private final List<Problem> problems = new ArrayList<>();
    private final List<String> approximations = new ArrayList<>();

    public Problems(SourceText source) {
        this.source = source;
    }

    public SourceText source() {
        return source;
    }

    /** The same problems so far, of which each copy gets its own further ones. */
    public Problems copy() {
        Problems copy = new Problems(source);
        copy.problems.addAll(problems);
        return copy;
    }

    public void error(Place place, String message, @Nullable String wayOut) {
        add(Severity.ERROR, place, message, wayOut);
    }

    public void warning(Place place, String message, @Nullable String wayOut) {
        add(Severity.WARNING, place, message, wayOut);
    }

    public void note(Place place, String message, @Nullable String wayOut) {
        add(Severity.NOTE, place, message, wayOut);
    }

    /** A warning of something that bears on alerting and is not taken: the rules of the document become approximations. */
    public void approximation(Place place, String message, @Nullable String wayOut) {
        warning(place, message, wayOut);
        approximations.add(message);
    }

    /** Nothing is said twice; the first error is kept whatever stands before it. */
    public void add(Severity severity, Place place, String message, @Nullable String wayOut) {
        Problem problem = place.line() == 0
                ? Problem.ofFile(severity, source.file(), message, wayOut)
                : source.problem(severity, place.line(), place.column(), place.length(), message, wayOut);
        boolean worthAPlace = problems.size() < MOST || severity == Severity.ERROR && !hasErrors();
        if (worthAPlace && !problems.contains(problem)) {
            problems.add(problem);
        }
    }

    public boolean hasErrors() {
        return errors() > 0;
    }

    /** How many errors so far: a step that compares before and after knows whether it may go on. */
    public int errors() {
        return (int) problems.stream()
                .filter(problem -> problem.severity() == Severity.ERROR)
                .count();
    }

    /** In the order of the text. */
    public List<Problem> problems() {
        return problems.stream()
                .sorted(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column))
                .toList();
    }

    /** What {@link #approximation} was told, in that order. */
    public List<String> approximations() {
        return List.copyOf(approximations);
    }

    /** What all warnings say, in the order of the text, each once. */
    public List<String> warnings() {
        return problems().stream()
                .filter(problem -> problem.severity() == Severity.WARNING)
                .map(Problem::message)
                .distinct()
                .toList();
    }
}
