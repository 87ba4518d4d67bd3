package io.tripline.dialect.sigma.spl;

import java.util.ArrayList;
import java.util.List;

/** Cuts a text into its commands. Comments become blanks, so that offsets stay. */
final class SplText {

    private static final String COMMENT = "```";

    private SplText() {}

    /** One command, between two pipes. */
    record Segment(String text, int offset) {}

    static List<Segment> segments(String text) {
        String bare = withoutComments(text);
        List<Segment> segments = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= bare.length(); i++) {
            if (i == bare.length() || bare.charAt(i) == '|') {
                segments.add(new Segment(bare.substring(start, i), start));
                start = i + 1;
            } else if (bare.charAt(i) == '"') {
                i = endOfQuotes(bare, i);
            }
        }
        return segments;
    }

    private static String withoutComments(String text) {
        StringBuilder bare = new StringBuilder(text);
        int i = 0;
        while (i < bare.length()) {
            if (bare.charAt(i) == '"') {
                i = endOfQuotes(text, i) + 1;
            } else if (text.startsWith(COMMENT, i)) {
                int end = text.indexOf(COMMENT, i + COMMENT.length());
                end = end < 0 ? text.length() : end + COMMENT.length();
                for (; i < end; i++) {
                    bare.setCharAt(i, bare.charAt(i) == '\n' ? '\n' : ' ');
                }
            } else {
                i++;
            }
        }
        return bare.toString();
    }

    /** The index of the quotation mark that closes the one at {@code open}, or of the last character. */
    static int endOfQuotes(String text, int open) {
        for (int i = open + 1; i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                i++;
            } else if (text.charAt(i) == text.charAt(open)) {
                return i;
            }
        }
        return text.length() - 1;
    }
}
