package io.tripline.drl;

import io.tripline.problem.Visible;
import java.math.BigDecimal;

/**
 * Writes literals: the only place where a text is escaped. Whatever the text holds, it comes back equal and ends nothing.
 * Printable characters stay as they are; controls, invisible format and direction characters, line separators, unpaired
 * surrogates and non-characters become {@code \\uXXXX}, in upper case, which is the only one that Drools reads.
 */
final class DrlLiteral {

    private static final BigDecimal INT_MIN = BigDecimal.valueOf(Integer.MIN_VALUE);
    private static final BigDecimal INT_MAX = BigDecimal.valueOf(Integer.MAX_VALUE);
    private static final BigDecimal LONG_MIN = BigDecimal.valueOf(Long.MIN_VALUE);
    private static final BigDecimal LONG_MAX = BigDecimal.valueOf(Long.MAX_VALUE);
    private static final int MOST_DIGITS = 400;

    private DrlLiteral() {}

    /** @throws Untranslatable if the text holds NUL, which Drools' lexer does not survive in any spelling */
    static String of(String text) {
        StringBuilder out = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            append(out, codePoint);
            i += Character.charCount(codePoint);
        }
        return out.append('"').toString();
    }

    /**
     * The same for a statement. There Drools takes the quote after a backslash for a part of the text, even after an escaped
     * backslash, and everything after it for the opposite of what it is: a backslash at the end is written in octal.
     */
    static String inStatement(String text) {
        String literal = of(text);
        return text.endsWith("\\") ? literal.substring(0, literal.length() - 3) + "\\134\"" : literal;
    }

    private static void append(StringBuilder out, int codePoint) {
        switch (codePoint) {
            case 0 -> throw new Untranslatable("a text holds the character NUL, which DRL cannot write");
            case '\\' -> out.append("\\\\");
            case '"' -> out.append("\\\"");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                if (Visible.isInvisible(codePoint)) {
                    out.append(Visible.escape(codePoint));
                } else {
                    out.appendCodePoint(codePoint);
                }
            }
        }
    }

    /** A number for a person. */
    static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : checked(number).stripTrailingZeros().toPlainString();
    }

    /** A number in the smallest type that holds it exactly. */
    static String of(BigDecimal number) {
        if (number.signum() == 0) {
            return "0";
        }
        if (checked(number).stripTrailingZeros().scale() <= 0) {
            return ofInteger(number.setScale(0));
        }
        String plain = number.toPlainString();
        boolean fitsDouble = new BigDecimal(Double.toString(number.doubleValue())).compareTo(number) == 0;
        return fitsDouble ? plain : plain + "B";
    }

    /** The same, with the point of one that has no fraction behind it. */
    static String asWritten(BigDecimal number) {
        boolean isPointed =
                number.scale() > 0 && checked(number).stripTrailingZeros().scale() <= 0;
        String whole = of(number);
        return isPointed && whole.chars().allMatch(c -> c == '-' || c >= '0' && c <= '9') ? whole + ".0" : whole;
    }

    /** Numbers of a few characters can have a billion digits. */
    private static BigDecimal checked(BigDecimal number) {
        if (Math.abs((long) number.scale()) > MOST_DIGITS || number.precision() > MOST_DIGITS) {
            throw new Untranslatable("a number has more than " + MOST_DIGITS + " digits");
        }
        return number;
    }

    private static String ofInteger(BigDecimal number) {
        String plain = number.toPlainString();
        if (number.compareTo(INT_MIN) > 0 && number.compareTo(INT_MAX) <= 0) {
            return plain;
        }
        return number.compareTo(LONG_MIN) > 0 && number.compareTo(LONG_MAX) <= 0 ? plain + "L" : plain + "I";
    }
}
