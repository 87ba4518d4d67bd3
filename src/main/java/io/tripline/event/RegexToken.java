package io.tripline.event;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a regular expression as PCRE, Java and RE2 read it: what can be repeated, what repeats, what groups. Tells nothing of
 * whether the expression is well formed; the texts of all tokens together are the expression.
 *
 * @param text as written
 * @param least how often a repetition repeats at least, else 1
 * @param most how often at most, {@link #WITHOUT_END} where nothing says; else 1
 */
public record RegexToken(Kind kind, String text, int least, int most) {

    public static final int WITHOUT_END = -1;

    /** Repetitions of more count as so many; no expression of that size is ever compiled. */
    private static final int MOST = 1_000_000;

    /** What a token does. */
    public enum Kind {
        /** A character, an escape, a class or a quotation. */
        ATOM,
        /** A brace that begins no repetition: the character. */
        BRACE,
        /** {@code (}, with what stands behind it: {@code (?:}, {@code (?=}, {@code (?<name>}. */
        OPEN,
        CLOSE,
        /** Flags or a remark for which nothing has to be there: {@code (?i)}, {@code (?# … )}. */
        ASIDE,
        BAR,
        /** {@code *}, {@code +?}, <code>{2,3}</code>. */
        REPEAT
    }

    private static final Pattern REPEAT = Pattern.compile("(?:[*+?]|\\{([0-9]+)(?:(,)([0-9]*))?\\})[?+]?");
    private static final Pattern ESCAPE = Pattern.compile(
            "\\\\(?:Q.*?(?:\\\\E|\\z)|[xpPkgo]\\{[^}]*\\}|x[0-9A-Fa-f]{1,2}|u[0-9A-Fa-f]{4}|k<[^>]*>|k'[^']*'|c.|0[0-7]{0,2}|[1-9][0-9]?|.)",
            Pattern.DOTALL);
    private static final Pattern ASIDE = Pattern.compile("\\(\\?(?:#[^)]*|[A-Za-z^-]*)\\)");
    private static final Pattern OPEN =
            Pattern.compile("\\((?:\\?(?:[:=!>|]|<[=!]|P?<[A-Za-z0-9_]*>|'[A-Za-z0-9_]*'|[A-Za-z^-]*:))?");

    private static RegexToken of(Kind kind, String text) {
        return new RegexToken(kind, text, 1, 1);
    }

    public static List<RegexToken> all(String expression) {
        List<RegexToken> tokens = new ArrayList<>();
        for (int i = 0; i < expression.length(); i += tokens.getLast().text().length()) {
            tokens.add(at(expression, i));
        }
        return tokens;
    }

    private static RegexToken at(String expression, int start) {
        return switch (expression.charAt(start)) {
            case ')' -> of(Kind.CLOSE, ")");
            case '|' -> of(Kind.BAR, "|");
            case '(' -> {
                String aside = found(ASIDE, expression, start);
                yield aside.isEmpty() ? of(Kind.OPEN, found(OPEN, expression, start)) : of(Kind.ASIDE, aside);
            }
            case '*', '+', '?', '{' -> repeat(expression, start);
            case '[' -> of(Kind.ATOM, expression.substring(start, endOfClass(expression, start)));
            case '\\' -> {
                String escape = found(ESCAPE, expression, start);
                yield of(Kind.ATOM, escape.isEmpty() ? "\\" : escape);
            }
            default -> of(Kind.ATOM, Character.toString(expression.codePointAt(start)));
        };
    }

    private static String found(Pattern pattern, String expression, int start) {
        Matcher matcher = pattern.matcher(expression).region(start, expression.length());
        return matcher.lookingAt() ? matcher.group() : "";
    }

    private static RegexToken repeat(String expression, int start) {
        Matcher repeat = REPEAT.matcher(expression).region(start, expression.length());
        if (!repeat.lookingAt()) {
            return of(Kind.BRACE, "{");
        }
        String bound = repeat.group(1);
        if (bound == null) {
            return new RegexToken(
                    Kind.REPEAT,
                    repeat.group(),
                    expression.charAt(start) == '+' ? 1 : 0,
                    expression.charAt(start) == '?' ? 1 : WITHOUT_END);
        }
        int least = count(bound);
        String most = repeat.group(3);
        int end = repeat.group(2) == null ? least : most.isEmpty() ? WITHOUT_END : count(most);
        return new RegexToken(Kind.REPEAT, repeat.group(), least, end);
    }

    private static int count(String digits) {
        return digits.length() > 7 ? MOST : Math.min(MOST, Integer.parseInt(digits));
    }

    /** Behind the bracket that closes the class; a bracket right at its beginning belongs to it. */
    private static int endOfClass(String expression, int start) {
        int end = start + (expression.startsWith("[^", start) ? 2 : 1);
        end += expression.startsWith("]", end) ? 1 : 0;
        while (end < expression.length() && expression.charAt(end) != ']') {
            int posix = expression.startsWith("[:", end) ? expression.indexOf(":]", end + 2) : -1;
            end = posix >= 0 ? posix + 2 : end + (expression.charAt(end) == '\\' ? 2 : 1);
        }
        return Math.min(expression.length(), end + 1);
    }

    /** Whether more than {@code times} is repeated. */
    boolean isBeyond(int times) {
        return kind == Kind.REPEAT && Math.max(least, most) > times;
    }

    /** {@code a++}: what it has taken is never given back. */
    public boolean isPossessive() {
        return kind == Kind.REPEAT && text.length() > 1 && text.endsWith("+");
    }
}
