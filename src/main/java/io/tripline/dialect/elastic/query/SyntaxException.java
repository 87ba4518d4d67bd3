package io.tripline.dialect.elastic.query;

/** Leaves a recursive parser at the first thing it cannot read; never leaves its public method. */
public final class SyntaxException extends Exception {

    private static final long serialVersionUID = 1;

    private final transient Finding finding;

    public SyntaxException(Span span, String message, String wayOut) {
        super(message, null, false, false);
        this.finding = Finding.error(span, message, wayOut);
    }

    public Finding finding() {
        return finding;
    }
}
