package io.tripline.dialect.elastic.query;

/** Leaves a recursive parser at the first thing it cannot read; never leaves its public method. */
public final class SyntaxException extends Exception {

    private static final long serialVersionUID = 1;

    private final transient QueryProblem finding;

    public SyntaxException(Span span, String message, String wayOut) {
        super(message, null, false, false);
        this.finding = QueryProblem.error(span, message, wayOut);
    }

    public QueryProblem finding() {
        return finding;
    }
}
