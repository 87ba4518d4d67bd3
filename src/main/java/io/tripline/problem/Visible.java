package io.tripline.problem;

/**
 * Text of strangers, safe to show: whatever a rule, an event or a file name holds, it ends no line, moves no cursor and does
 * not turn the direction of writing. This is the one place that knows which characters those are: C0 and C1 controls, format
 * and direction characters (the byte order mark among them), line and paragraph separators, unpaired surrogates and
 * non-characters.
 */
public final class Visible {

    private Visible() {}

    /** The text with such characters as {@code \\uXXXX}, a tab as one blank. */
    public static String of(String text) {
        int first = firstInvisible(text);
        if (first == text.length()) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length() + 16).append(text, 0, first);
        for (int i = first; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            if (codePoint == '\t') {
                out.append(' ');
            } else if (isInvisible(codePoint)) {
                out.append(escape(codePoint));
            } else {
                out.appendCodePoint(codePoint);
            }
            i += Character.charCount(codePoint);
        }
        return out.toString();
    }

    private static int firstInvisible(String text) {
        int i = 0;
        while (i < text.length() && !isInvisible(text.codePointAt(i))) {
            i += Character.charCount(text.codePointAt(i));
        }
        return i;
    }

    /** Whether a reader cannot see the character, or it would change what stands around it. */
    public static boolean isInvisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> (codePoint & 0xFFFE) == 0xFFFE || codePoint >= 0xFDD0 && codePoint <= 0xFDEF;
        };
    }

    /** The code point in escapes of four hexadecimal digits, one for each UTF-16 unit. */
    public static String escape(int codePoint) {
        StringBuilder out = new StringBuilder(12);
        for (char unit : Character.toChars(codePoint)) {
            out.append(String.format("\\u%04X", (int) unit));
        }
        return out.toString();
    }
}
