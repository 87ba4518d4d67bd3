package io.tripline.engine.read;

/**
 * Where something stands in its file's text.
 *
 * @param start index of its first character
 * @param end index after its last one
 */
public record Span(int start, int end) {

    /** From the start of this to the end of the other, or of this if that is later. */
    public Span to(Span last) {
        return new Span(start, Math.max(end, last.end));
    }
}
