package io.tripline.event;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Regular expressions in RE2 syntax: found in time linear in the text. What an expression itself takes is bounded here, as RE2/J
 * does not: it unfolds {@code (a{1000}){1000}} to a million steps. Its own limits are not ours: repetitions may be of any number
 * within that bound, and a brace that begins no repetition is a character.
 */
public final class Regex {

    private static final int LONGEST = 20_000;
    private static final long MOST_STEPS = 100_000;
    private static final int LONGEST_SHOWN = 40;

    /** Groups in groups: RE2/J calls itself for each, on a stack of whatever size. */
    private static final int DEEPEST = 1000;

    /** RE2/J repeats nothing more often; in nested repetitions each counts for itself. */
    private static final int MOST_TIMES = 1000;

    private Regex() {}

    /** @throws IllegalArgumentException with what is wrong, for the rule's author */
    public static Pattern compile(String expression) {
        if (expression.length() > LONGEST) {
            throw new IllegalArgumentException("longer than " + LONGEST + " characters");
        }
        if (steps(expression) > MOST_STEPS) {
            throw new IllegalArgumentException("its repetitions unfold to more than " + MOST_STEPS + " steps");
        }
        if (depth(expression) > DEEPEST) {
            throw new IllegalArgumentException("groups nested deeper than " + DEEPEST);
        }
        try {
            return Pattern.compile(readable(expression));
        } catch (PatternSyntaxException refused) {
            String part = refused.getPattern();
            boolean isShown = part != null && !part.isEmpty() && part.length() <= LONGEST_SHOWN;
            throw new IllegalArgumentException(
                    isShown ? refused.getDescription() + ": " + part : refused.getDescription(), refused);
        } catch (RuntimeException | StackOverflowError refused) {
            throw new IllegalArgumentException("too deeply nested", refused);
        }
    }

    private static int depth(String expression) {
        int depth = 0;
        int deepest = 0;
        for (RegexToken token : RegexToken.all(expression)) {
            switch (token.kind()) {
                case OPEN -> deepest = Math.max(deepest, ++depth);
                case CLOSE -> depth--;
                case REPEAT, ATOM, BRACE, BAR, ASIDE -> {}
            }
        }
        return deepest;
    }

    /**
     * About how many steps the compiled expression has, which each character of a text may cost in the worst case; whether it is
     * well formed is not looked at.
     */
    public static long steps(String expression) {
        Deque<Long> outer = new ArrayDeque<>();
        long group = 0;
        long last = 0;
        for (RegexToken token : RegexToken.all(expression)) {
            switch (token.kind()) {
                case OPEN -> {
                    outer.push(group);
                    group = 0;
                    last = 0;
                }
                case CLOSE -> {
                    last = group;
                    group += outer.isEmpty() ? 0 : outer.pop();
                }
                case REPEAT -> {
                    long times = Math.max(1, Math.max(token.least(), token.most()));
                    long choice = token.least() == token.most() ? 0 : 1;
                    group = Math.min(MOST_STEPS + 1, group + last * (times - 1) + choice);
                    last = Math.min(MOST_STEPS + 1, last * times + choice);
                }
                case ATOM, BRACE, BAR, ASIDE -> {
                    last = 1;
                    group++;
                }
            }
        }
        return outer.stream().reduce(group, Long::sum);
    }

    /** The same language without what RE2/J cannot read: repetitions of more than 1000, and braces that begin none. */
    private static String readable(String expression) {
        if (expression.indexOf('{') < 0) {
            return expression;
        }
        StringBuilder out = new StringBuilder(expression.length() + 16);
        Deque<Integer> opened = new ArrayDeque<>();
        int last = 0;
        for (RegexToken token : RegexToken.all(expression)) {
            int start = out.length();
            switch (token.kind()) {
                case OPEN -> {
                    opened.push(start);
                    out.append(token.text());
                }
                case CLOSE -> {
                    last = opened.isEmpty() ? start : opened.pop();
                    out.append(')');
                }
                case REPEAT -> {
                    if (token.isBeyond(MOST_TIMES) && last < start) {
                        String repeated = repeated(out.substring(last), token.least(), token.most());
                        out.setLength(last);
                        out.append(repeated);
                    } else {
                        out.append(token.text());
                    }
                }
                case BRACE -> {
                    last = start;
                    out.append("\\{");
                }
                case ATOM, ASIDE, BAR -> {
                    last = start;
                    out.append(token.text());
                }
            }
        }
        return out.toString();
    }

    private static String repeated(String part, int least, int most) {
        String one = "(?:" + part + ")";
        if (most == RegexToken.WITHOUT_END) {
            return "(?:" + times(one, "", least) + one + "*)";
        }
        return "(?:" + times(one, "", least) + times(one, "0,", most - least) + ")";
    }

    /** @param from in front of the count: "" exactly so often, "0," so often at most */
    private static String times(String one, String from, int count) {
        int thousands = count / MOST_TIMES;
        int rest = count % MOST_TIMES;
        return (thousands <= 0 ? "" : "(?:" + one + "{" + from + MOST_TIMES + "}){" + thousands + "}")
                + (rest <= 0 ? "" : one + "{" + from + rest + "}");
    }
}
