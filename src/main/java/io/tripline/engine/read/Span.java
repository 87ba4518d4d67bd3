package io.tripline.engine.read;

/**
 * Where something stands in its file's text.
 *
 * @param start index of its first character
 * @param end index after its last one
 */
public record Span(int start, int end) {

    Span to(Span last) {
        return new Span(start, Math.max(end, last.end));
    }
}
