package io.tripline.event;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is cut out of texts, found in them and made of them, as EQL has it. Linear in the length of the texts, whatever they are. */
final class PartsOfText {

    /** Up to so many comparisons the plain search is quicker than any that prepares itself. */
    private static final long FEW = 1 << 16;

    private PartsOfText() {}

    /** From a place up to another, both counted from the end where they are negative; beyond the text is its end. */
    static @Nullable String slice(String text, List<FieldValue> bounds) {
        Integer from = whole(bounds.getFirst());
        Integer to = bounds.size() == 1 ? Integer.valueOf(text.length()) : whole(bounds.get(1));
        if (from == null || to == null) {
            return null;
        }
        int start = place(text, from);
        int end = place(text, to);
        return start < end ? text.substring(start, end) : "";
    }

    private static int place(String text, int place) {
        return Math.clamp(place < 0 ? (long) text.length() + place : place, 0, text.length());
    }

    /** Cut off behind the point; null where it is no number. */
    private static @Nullable Integer whole(FieldValue value) {
        BigDecimal number = value.number();
        return number == null
                ? null
                : Integer.valueOf(number.max(BigDecimal.valueOf(Integer.MIN_VALUE))
                        .min(BigDecimal.valueOf(Integer.MAX_VALUE))
                        .intValue());
    }

    /**
     * Behind the first place of the first text up to the next of the second, or up to its last; empty where one is not there. An
     * empty text bounds nothing.
     */
    static @Nullable String between(FieldValue value, List<FieldValue> bounds, boolean greedy, boolean ignoreCase) {
        String text = value.text();
        String left = folded(bounds.get(0), ignoreCase);
        String right = folded(bounds.get(1), ignoreCase);
        if (text.isEmpty() || left.isEmpty() || right.isEmpty()) {
            return text;
        }
        String searched = folded(value, ignoreCase);
        int found = indexOf(searched, left, 0);
        int start = found + left.length();
        int end = found < 0 ? -1 : greedy ? lastIndexOf(searched, right) : indexOf(searched, right, start);
        if (end < 0) {
            return "";
        }
        return start <= end ? text.substring(start, end) : null;
    }

    /** Null where it is not there. */
    static @Nullable Integer indexOf(FieldValue value, List<FieldValue> with, boolean ignoreCase) {
        Integer from = with.size() == 1 ? Integer.valueOf(0) : whole(with.get(1));
        int found = from == null
                ? -1
                : indexOf(folded(value, ignoreCase), folded(with.getFirst(), ignoreCase), Math.max(0, from));
        return found < 0 ? null : Integer.valueOf(found);
    }

    static @Nullable String joined(FieldValue value, List<FieldValue> with) {
        long length = value.text().length();
        for (FieldValue one : with) {
            length += one.text().length();
        }
        if (length > Derivation.LONGEST) {
            return null;
        }
        StringBuilder joined = new StringBuilder((int) length).append(value.text());
        with.forEach(one -> joined.append(one.text()));
        return joined.toString();
    }

    private static String folded(FieldValue value, boolean ignoreCase) {
        return ignoreCase ? value.folded() : value.text();
    }

    static boolean contains(String text, String part) {
        return indexOf(text, part, 0) >= 0;
    }

    private static int lastIndexOf(String text, String part) {
        if ((long) text.length() * part.length() <= FEW) {
            return text.lastIndexOf(part);
        }
        int found = indexOf(reversed(text), reversed(part), 0);
        return found < 0 ? -1 : text.length() - found - part.length();
    }

    /** Character by character: what is found does not care for pairs of surrogates. */
    private static String reversed(String text) {
        char[] turned = new char[text.length()];
        for (int i = 0; i < turned.length; i++) {
            turned[i] = text.charAt(turned.length - 1 - i);
        }
        return new String(turned);
    }

    private static int indexOf(String text, String part, int from) {
        if ((long) text.length() * part.length() <= FEW) {
            return text.indexOf(part, from);
        }
        int[] borders = borders(part);
        int matched = 0;
        for (int i = from; i < text.length(); i++) {
            while (matched > 0 && text.charAt(i) != part.charAt(matched)) {
                matched = borders[matched - 1];
            }
            matched += text.charAt(i) == part.charAt(matched) ? 1 : 0;
            if (matched == part.length()) {
                return i + 1 - matched;
            }
        }
        return -1;
    }

    /** Of each beginning of the text how long its longest end is that is a beginning as well: Knuth, Morris and Pratt. */
    private static int[] borders(String part) {
        int[] borders = new int[part.length()];
        for (int i = 1, border = 0; i < borders.length; i++) {
            while (border > 0 && part.charAt(i) != part.charAt(border)) {
                border = borders[border - 1];
            }
            border += part.charAt(i) == part.charAt(border) ? 1 : 0;
            borders[i] = border;
        }
        return borders;
    }
}
