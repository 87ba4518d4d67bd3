package io.tripline.engine.read;

import io.tripline.engine.read.Lexer.Token;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers as rules write them. */
final class Literals {

    private static final Pattern NUMBER =
            Pattern.compile("(\\d{1,400}(?:\\.\\d{1,400})?(?:[eE][+-]?\\d{1,2})?)([lLdDfFBI]?)");

    private Literals() {}

    static Expression.Number number(Token token, boolean negative) {
        Matcher number = NUMBER.matcher(token.text());
        if (!number.matches()) {
            throw new Unreadable(token.span(), "not a number: " + token.text());
        }
        BigDecimal value = new BigDecimal((negative ? "-" : "") + number.group(1));
        Class<?> type =
                switch (number.group(2)) {
                    case "l", "L" -> Long.class;
                    case "B" -> BigDecimal.class;
                    case "I" -> BigInteger.class;
                    case "d", "D", "f", "F" -> Double.class;
                    default -> number.group(1).chars().allMatch(Character::isDigit) ? Integer.class : Double.class;
                };
        try {
            if (type == Integer.class) {
                value.intValueExact();
            } else if (type == Long.class) {
                value.longValueExact();
            } else if (type == BigInteger.class) {
                value.toBigIntegerExact();
            }
        } catch (ArithmeticException tooLarge) {
            throw new Unreadable(token.span(), "this number does not fit its type", "write it as 10L, 10I or 10.5B");
        }
        return new Expression.Number(value, type, token.span());
    }
}
