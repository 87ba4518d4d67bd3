package io.tripline.event;

import java.util.ArrayList;
import java.util.List;

/**
 * A pattern over a whole text: {@code *} any text, {@code ?} one character (code unit), a backslash before one of the three
 * takes it literally. Matching is linear in the text for each star, never exponential.
 */
public final class Glob {

    private static final char ANY_TEXT = '\uFFFF';
    private static final char ANY_CHARACTER = '\uFFFE';

    /** Literal characters with the two wildcards as non-characters, which no valid text holds. */
    private final String pattern;

    private Glob(String pattern) {
        this.pattern = pattern;
    }

    public static Glob of(String source) {
        StringBuilder compiled = new StringBuilder(source.length());
        for (int i = 0; i < source.length(); i++) {
            char c = source.charAt(i);
            if (c == '\\' && i + 1 < source.length() && isSpecial(source.charAt(i + 1))) {
                compiled.append(source.charAt(++i));
            } else if (c == '*') {
                if (compiled.isEmpty() || compiled.charAt(compiled.length() - 1) != ANY_TEXT) {
                    compiled.append(ANY_TEXT);
                }
            } else {
                compiled.append(c == '?' ? ANY_CHARACTER : c);
            }
        }
        return new Glob(compiled.toString());
    }

    /** The source of a glob that matches exactly this text. */
    public static String escape(String literal) {
        StringBuilder escaped = new StringBuilder(literal.length());
        for (int i = 0; i < literal.length(); i++) {
            char c = literal.charAt(i);
            boolean ambiguous = c == '\\' && i + 1 < literal.length() && isSpecial(literal.charAt(i + 1));
            if (c == '*' || c == '?' || ambiguous || c == '\\' && i + 1 == literal.length()) {
                escaped.append('\\');
            }
            escaped.append(c);
        }
        return escaped.toString();
    }

    private static boolean isSpecial(char c) {
        return c == '*' || c == '?' || c == '\\';
    }

    /** The literal runs between wildcards, in order: every matching text contains each of them. */
    public List<String> literals() {
        List<String> runs = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= pattern.length(); i++) {
            if (i == pattern.length() || isWildcard(pattern.charAt(i))) {
                if (i > start) {
                    runs.add(pattern.substring(start, i));
                }
                start = i + 1;
            }
        }
        return runs;
    }

    private static boolean isWildcard(char c) {
        return c == ANY_TEXT || c == ANY_CHARACTER;
    }

    public boolean matches(String text) {
        int p = 0;
        int t = 0;
        int star = -1;
        int resume = 0;
        while (t < text.length()) {
            char expected = p < pattern.length() ? pattern.charAt(p) : 0;
            if (p < pattern.length() && expected == ANY_TEXT) {
                star = p++;
                resume = t;
            } else if (p < pattern.length() && (expected == ANY_CHARACTER || expected == text.charAt(t))) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == ANY_TEXT) {
            p++;
        }
        return p == pattern.length();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Glob glob && glob.pattern.equals(pattern);
    }

    @Override
    public int hashCode() {
        return pattern.hashCode();
    }
}
