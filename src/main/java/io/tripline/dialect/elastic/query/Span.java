package io.tripline.dialect.elastic.query;

/**
 * A part of a query text.
 *
 * @param start of its first character, in UTF-16 units from the start of the query
 * @param end behind its last character
 */
public record Span(int start, int end) {

    /** Of a node that nobody wrote. */
    public static final Span NONE = new Span(0, 0);

    public int length() {
        return end - start;
    }
}
