package io.tripline.dialect.elastic.query;

import io.tripline.problem.Problem.Severity;
import org.jspecify.annotations.Nullable;

/**
 * Something to say about a part of a query; the caller, who knows where the query stands in its file, makes a problem of it.
 *
 * @param severity error: the query cannot be translated; warning: it is translated with a restriction; note: it means what
 *     it says, but perhaps not what its author meant
 */
public record QueryProblem(
        Severity severity,
        Span span,
        String message,
        @Nullable String wayOut) {

    public static QueryProblem error(Span span, String message, String wayOut) {
        return new QueryProblem(Severity.ERROR, span, message, wayOut);
    }

    public static QueryProblem warning(Span span, String message, String wayOut) {
        return new QueryProblem(Severity.WARNING, span, message, wayOut);
    }

    public static QueryProblem note(Span span, String message, String wayOut) {
        return new QueryProblem(Severity.NOTE, span, message, wayOut);
    }
}
