package io.tripline.event;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Reckons with numbers and with texts that spell some. Whole numbers divide as whole numbers, and a number is whole if it is
 * written without a point. Results are exact up to 34 digits; there is none beyond 400 digits in front of the point or behind it, and none
 * of a division by zero.
 */
final class Arithmetic {

    private static final int MOST_DIGITS = 400;

    /** A sign and 63 bits. */
    private static final int LONGEST_IN_A_BASE = 65;

    private Arithmetic() {}

    /** The number that a text spells, in a base where one is given; {@code 0x} in front is sixteen. */
    static @Nullable Number number(FieldValue value, List<FieldValue> base) {
        String text = value.text();
        boolean hexadecimal = text.startsWith("0x");
        BigDecimal given = base.isEmpty()
                ? BigDecimal.valueOf(hexadecimal ? 16 : 10)
                : base.getFirst().number();
        if (given == null || given.stripTrailingZeros().scale() > 0) {
            return null;
        }
        if (given.compareTo(BigDecimal.TEN) == 0) {
            return value.number();
        }
        boolean isBase = given.compareTo(BigDecimal.valueOf(Character.MIN_RADIX)) >= 0
                && given.compareTo(BigDecimal.valueOf(Character.MAX_RADIX)) <= 0;
        int radix = isBase ? given.intValue() : 0;
        String digits = hexadecimal && radix == 16 ? text.substring(2) : text;
        return isBase ? inBase(digits, radix) : null;
    }

    private static @Nullable Long inBase(String digits, int radix) {
        if (digits.isEmpty() || digits.length() > LONGEST_IN_A_BASE) {
            return null;
        }
        int first = digits.charAt(0) == '-' || digits.charAt(0) == '+' ? 1 : 0;
        for (int i = first; i < digits.length(); i++) {
            if (digits.charAt(i) >= 0x80 || Character.digit(digits.charAt(i), radix) < 0) {
                return null;
            }
        }
        try {
            return Long.valueOf(digits, radix);
        } catch (NumberFormatException tooLarge) {
            return null;
        }
    }

    static @Nullable BigDecimal sum(FieldValue value, List<FieldValue> with) {
        return reckoned(value, with, (a, b) -> a.add(b, MathContext.DECIMAL128));
    }

    static @Nullable BigDecimal difference(FieldValue value, List<FieldValue> with) {
        return reckoned(value, with, (a, b) -> a.subtract(b, MathContext.DECIMAL128));
    }

    static @Nullable BigDecimal product(FieldValue value, List<FieldValue> with) {
        return reckoned(value, with, (a, b) -> a.multiply(b, MathContext.DECIMAL128));
    }

    static @Nullable BigDecimal quotient(FieldValue value, List<FieldValue> with) {
        return reckoned(value, with, Arithmetic::quotient);
    }

    /** It has the sign of the first. */
    static @Nullable BigDecimal remainder(FieldValue value, List<FieldValue> with) {
        return reckoned(value, with, (a, b) -> b.signum() == 0 ? null : a.remainder(b));
    }

    private static @Nullable BigDecimal quotient(BigDecimal a, BigDecimal b) {
        if (b.signum() == 0) {
            return null;
        }
        if (isWhole(a) && isWhole(b)) {
            return a.divide(b, 0, RoundingMode.DOWN);
        }
        BigDecimal quotient = a.divide(b, MathContext.DECIMAL128);
        return isWhole(quotient) ? quotient.setScale(1) : quotient;
    }

    private static boolean isWhole(BigDecimal number) {
        return number.scale() <= 0;
    }

    private static @Nullable BigDecimal reckoned(
            FieldValue value, List<FieldValue> with, BinaryOperator<@Nullable BigDecimal> how) {
        BigDecimal a = value.number();
        BigDecimal b = with.getFirst().number();
        BigDecimal result = a == null || b == null ? null : how.apply(a, b);
        return result == null || Math.abs((long) result.scale()) > MOST_DIGITS ? null : result;
    }
}
