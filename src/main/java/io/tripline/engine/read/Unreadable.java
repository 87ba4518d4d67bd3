package io.tripline.engine.read;

import org.jspecify.annotations.Nullable;

/** A text that is no expression, constraint or statement of ours. */
final class Unreadable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Span span;
    private final @Nullable String wayOut;

    /** @param span of the offending characters, in the text that was given to the lexer */
    Unreadable(Span span, String message, @Nullable String wayOut) {
        super(message, null, false, false);
        this.span = span;
        this.wayOut = wayOut;
    }

    Unreadable(Span span, String message) {
        this(span, message, null);
    }

    Span span() {
        return span;
    }

    @Nullable
    String wayOut() {
        return wayOut;
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
