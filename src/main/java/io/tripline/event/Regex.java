package io.tripline.event;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Regular expressions in RE2 syntax: found in time linear in the text. What an expression itself takes is bounded here, as RE2/J
 * does not: it unfolds {@code (a{1000}){1000}} to a million steps.
 */
public final class Regex {

    private static final int LONGEST = 20_000;
    private static final long MOST_STEPS = 100_000;
    private static final int LONGEST_SHOWN = 40;

    private Regex() {}

    /** @throws IllegalArgumentException with what is wrong, for the rule's author */
    public static Pattern compile(String expression) {
        if (expression.length() > LONGEST) {
            throw new IllegalArgumentException("longer than " + LONGEST + " characters");
        }
        if (steps(expression) > MOST_STEPS) {
            throw new IllegalArgumentException("its repetitions unfold to more than " + MOST_STEPS + " steps");
        }
        try {
            return Pattern.compile(expression);
        } catch (PatternSyntaxException refused) {
            String part = refused.getPattern();
            boolean isShown = part != null && !part.isEmpty() && part.length() <= LONGEST_SHOWN;
            throw new IllegalArgumentException(
                    isShown ? refused.getDescription() + ": " + part : refused.getDescription(), refused);
        } catch (RuntimeException | StackOverflowError refused) {
            throw new IllegalArgumentException("too deeply nested", refused);
        }
    }

    /**
     * About how many steps the compiled expression has, which each character of a text may cost in the worst case; whether it is
     * well formed is not looked at.
     */
    public static long steps(String expression) {
        Deque<Long> outer = new ArrayDeque<>();
        long group = 0;
        long last = 0;
        for (int i = 0; i < expression.length(); i++) {
            char c = expression.charAt(i);
            switch (c) {
                case '(' -> {
                    outer.push(group);
                    group = 0;
                    last = 0;
                }
                case ')' -> {
                    last = group;
                    group += outer.isEmpty() ? 0 : outer.pop();
                }
                case '{' -> {
                    int end = expression.indexOf('}', i);
                    long times = end < 0 ? 1 : times(expression.substring(i + 1, end));
                    group = Math.min(MOST_STEPS + 1, group + last * (times - 1));
                    last = Math.min(MOST_STEPS + 1, last * times);
                }
                default -> {
                    i = endOfAtom(expression, i);
                    last = 1;
                    group++;
                }
            }
        }
        return outer.stream().reduce(group, Long::sum);
    }

    /** The index of the last character of what starts here: an escape, a class, a quotation or a character. */
    private static int endOfAtom(String expression, int start) {
        char c = expression.charAt(start);
        if (c == '\\') {
            int quotation = expression.startsWith("\\Q", start) ? expression.indexOf("\\E", start) : -1;
            return quotation < 0 ? start + 1 : quotation + 1;
        }
        if (c != '[') {
            return start;
        }
        int end = start + (expression.startsWith("[^", start) ? 2 : 1);
        end += expression.startsWith("]", end) ? 1 : 0;
        while (end < expression.length() && expression.charAt(end) != ']') {
            end += expression.charAt(end) == '\\' ? 2 : expression.startsWith("[:", end) ? 2 : 1;
        }
        return end;
    }

    /** How often {@code n}, {@code n,} or {@code n,m} in braces repeats at most; 1 where it is no repetition. */
    private static long times(String bounds) {
        try {
            int comma = bounds.indexOf(',');
            String most = comma < 0 || comma == bounds.length() - 1 ? bounds : bounds.substring(comma + 1);
            return Math.clamp(Long.parseLong(most.replace(",", "")), 1, MOST_STEPS);
        } catch (NumberFormatException notARepetition) {
            return 1;
        }
    }
}
