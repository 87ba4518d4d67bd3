package io.tripline.alert;

import io.tripline.problem.Visible;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to be done to an alert.
 *
 * @param status null for the one that it has
 * @param verdict null for the one that it has
 * @param comment null for none; at most {@value #LONGEST_COMMENT} characters
 * @param by who wants it; one line of at most {@value #LONGEST_NAME} characters
 * @param version that the alert is to have; null for whichever
 */
public record AlertWish(
        @Nullable AlertStatus status,
        @Nullable Verdict verdict,
        @Nullable String comment,
        String by,
        @Nullable Long version) {

    /** Who wants something and does not say who it is. */
    public static final String UNNAMED = "unnamed";

    public static final int LONGEST_NAME = 128;
    public static final int LONGEST_COMMENT = 4096;

    /** @throws IllegalArgumentException with a sentence: it says nothing, or a text is not what it has to be */
    public AlertWish {
        if (status == null && verdict == null && comment == null) {
            throw new IllegalArgumentException("nothing is to be done: give status, verdict or comment");
        }
        if (by.isBlank() || by.length() > LONGEST_NAME || by.codePoints().anyMatch(Visible::isInvisible)) {
            throw new IllegalArgumentException("by is a name of 1 to " + LONGEST_NAME + " visible characters");
        }
        if (comment != null && comment.length() > LONGEST_COMMENT) {
            throw new IllegalArgumentException("comment is longer than " + LONGEST_COMMENT + " characters");
        }
        if (comment != null && comment.codePoints().anyMatch(AlertWish::isNoText)) {
            throw new IllegalArgumentException("comment holds a character that belongs to no text");
        }
    }

    private static boolean isNoText(int codePoint) {
        return codePoint != '\n' && codePoint != '\t' && codePoint != '\r' && codePoint < ' '
                || Character.getType(codePoint) == Character.SURROGATE;
    }
}
