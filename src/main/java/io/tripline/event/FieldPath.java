package io.tripline.event;

/**
 * A dotted path to the values of an event, normalised: Splunk's {@code x{}} ("any element of the list x") is {@code x},
 * because lists are looked through anyway. May hold blanks, dashes and {@code @}; a {@code *} stands for any text.
 *
 * @param text never blank
 */
public record FieldPath(String text) implements Comparable<FieldPath> {

    public FieldPath {
        text = normalise(text);
        if (text.isBlank()) {
            throw new IllegalArgumentException("a field path must not be blank");
        }
    }

    /** The path as events are keyed by it. */
    public static String normalise(String path) {
        return path.indexOf("{}") < 0 ? path : path.replace("{}", "");
    }

    /** Whether any field whose name matches is meant. */
    public boolean isPattern() {
        return text.indexOf('*') >= 0;
    }

    @Override
    public int compareTo(FieldPath other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
