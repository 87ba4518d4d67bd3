package io.tripline.event;

import java.util.Locale;

/**
 * The one way in which case is ignored: Unicode simple case folding by code point, the same in every locale. The index and
 * the closures must agree on it, so nobody else calls {@code toLowerCase}.
 */
public final class CaseFolding {

    private static final int ASCII = 0x80;

    private CaseFolding() {}

    public static String fold(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 'A' && c <= 'Z' || c >= ASCII) {
                return foldFrom(text, i);
            }
        }
        return text;
    }

    private static String foldFrom(String text, int start) {
        for (int i = start; i < text.length(); i++) {
            if (text.charAt(i) >= ASCII) {
                return foldCodePoints(text);
            }
        }
        return text.toLowerCase(Locale.ROOT); // of ASCII the same
    }

    private static String foldCodePoints(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        text.codePoints().map(CaseFolding::fold).forEach(folded::appendCodePoint);
        return folded.toString();
    }

    /** Of a character that is no surrogate: its fold is none either. */
    public static char fold(char c) {
        return (char) fold((int) c);
    }

    private static int fold(int codePoint) {
        if (codePoint < ASCII) {
            return codePoint >= 'A' && codePoint <= 'Z' ? codePoint + 32 : codePoint;
        }
        return Character.toLowerCase(Character.toUpperCase(codePoint));
    }
}
