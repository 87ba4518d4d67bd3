package io.tripline.dialect.elastic.eql;

import io.tripline.event.Regex;
import org.jspecify.annotations.Nullable;

/**
 * Lucene's regular expressions, which {@code regex} takes, in RE2's spelling. Lucene's span the whole value, their dot takes
 * line ends, they have no anchors, no flags and no lazy quantifiers (those make no difference to a whole match), and some
 * operators of their own: those are refused.
 */
final class LuceneRegex {

    private LuceneRegex() {}

    /** @param reason null where the expression could be converted */
    record Converted(String expression, @Nullable String reason) {

        static Converted refused(String reason) {
            return new Converted("", reason);
        }
    }

    static Converted convert(String lucene) {
        StringBuilder re2 = new StringBuilder();
        boolean inClass = false;
        for (int i = 0; i < lucene.length(); i++) {
            char c = lucene.charAt(i);
            if (c == '\\') {
                if (++i == lucene.length()) {
                    return Converted.refused("it ends in a backslash");
                }
                escaped(lucene.charAt(i), re2);
            } else if (inClass) {
                inClass = c != ']';
                re2.append(c == '[' ? "\\[" : String.valueOf(c));
            } else if (c == '[') {
                inClass = true;
                re2.append(c);
            } else if ("~&@#<>\"".indexOf(c) >= 0) {
                return Converted.refused("'" + c + "' is an operator of Lucene that is not supported");
            } else if (c == '^' || c == '$') {
                re2.append('\\').append(c);
            } else if (c == '(' && i + 1 < lucene.length() && lucene.charAt(i + 1) == '?') {
                return Converted.refused("Lucene has no '(?'");
            } else {
                re2.append(c);
            }
        }
        return checked(re2.toString());
    }

    /** Lucene takes any character behind a backslash literally but for the classes of digits, words and blanks. */
    private static void escaped(char c, StringBuilder re2) {
        if ("dDwWsS".indexOf(c) >= 0) {
            re2.append('\\').append(c);
        } else if (Character.isLetterOrDigit(c) || c == '_' || c > 0x7F) {
            re2.append(c);
        } else {
            re2.append('\\').append(c);
        }
    }

    private static Converted checked(String re2) {
        try {
            Regex.compile(re2);
            return new Converted(re2, null);
        } catch (IllegalArgumentException e) {
            return Converted.refused(String.valueOf(e.getMessage()));
        }
    }
}
