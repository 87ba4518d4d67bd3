package io.tripline.dialect.sigma;

import io.tripline.event.Regex;
import org.jspecify.annotations.Nullable;

/**
 * From the expressions that rules write (PCRE) to RE2, which runs in linear time. Nearly all are the same in both. Looking
 * ahead or behind is not in RE2: without the look the expression finds at least what it found before.
 */
sealed interface RegexTranslation {

    /** The same language. */
    record Exact(String regex) implements RegexTranslation {}

    /** @param left what was left out, as written */
    record Wider(String regex, String left) implements RegexTranslation {}

    record Impossible(String reason) implements RegexTranslation {}

    static RegexTranslation of(String written) {
        String reason = refusal(written);
        if (reason == null) {
            return new Exact(written);
        }
        StringBuilder left = new StringBuilder();
        String without = withoutLooks(written, left);
        return !left.isEmpty() && refusal(without) == null
                ? new Wider(without, left.toString())
                : new Impossible(reason);
    }

    private static @Nullable String refusal(String regex) {
        try {
            Regex.compile(regex);
            return null;
        } catch (IllegalArgumentException refused) {
            return refused.getMessage();
        }
    }

    /** Leaves out every {@code (?=…)}, {@code (?!…)}, {@code (?<=…)} and {@code (?<!…)}. */
    private static String withoutLooks(String regex, StringBuilder left) {
        StringBuilder kept = new StringBuilder();
        boolean inClass = false;
        for (int i = 0; i < regex.length(); i++) {
            char c = regex.charAt(i);
            if (c == '\\' && i + 1 < regex.length()) {
                kept.append(c).append(regex.charAt(++i));
                continue;
            }
            if (!inClass && c == '(' && isLook(regex, i)) {
                int end = closing(regex, i);
                left.append(left.isEmpty() ? "" : " ").append(regex, i, end);
                i = end - 1;
                continue;
            }
            inClass = inClass ? c != ']' : c == '[';
            kept.append(c);
        }
        return kept.toString();
    }

    private static boolean isLook(String regex, int at) {
        return regex.startsWith("(?=", at)
                || regex.startsWith("(?!", at)
                || regex.startsWith("(?<=", at)
                || regex.startsWith("(?<!", at);
    }

    /** The index after the parenthesis that closes the one at {@code open}. */
    private static int closing(String regex, int open) {
        int depth = 0;
        boolean inClass = false;
        for (int i = open; i < regex.length(); i++) {
            char c = regex.charAt(i);
            if (c == '\\') {
                i++;
            } else if (inClass) {
                inClass = c != ']';
            } else if (c == '[') {
                inClass = true;
            } else if (c == '(') {
                depth++;
            } else if (c == ')' && --depth == 0) {
                return i + 1;
            }
        }
        return regex.length();
    }
}
