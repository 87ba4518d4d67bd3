package io.tripline.event;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * How numbers are read and written, in events, in rules and in DRL alike: 4688, 4688.0 and 4.688e3 are one number, and its text
 * is {@code 4688}.
 */
public final class Decimal {

    /** Characters, and digits: 1e999999999 is a few bytes of text but a billion digits as soon as somebody adds to it. */
    private static final int LONGEST = 400;

    private Decimal() {}

    /** The number that a text spells: decimal digits with a sign, a point or an exponent; null where it is none. */
    public static @Nullable BigDecimal parse(String text) {
        int length = text.length();
        if (length == 0 || length > LONGEST || !isLead(text.charAt(0))) {
            return null;
        }
        for (int i = 1; i < length; i++) {
            char c = text.charAt(i);
            if (!isLead(c) && c != 'e' && c != 'E') {
                return null;
            }
        }
        try {
            BigDecimal number = new BigDecimal(text);
            return Math.abs((long) number.scale()) > LONGEST ? null : number;
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }

    private static boolean isLead(char c) {
        return c >= '0' && c <= '9' || c == '-' || c == '+' || c == '.';
    }

    /** The exact number. */
    static BigDecimal of(Number number) {
        return number instanceof BigDecimal decimal ? decimal : new BigDecimal(number.toString());
    }

    /** The one text of a number: no exponent, no zeros at the end, no sign before zero. Equal numbers have equal texts. */
    public static String text(Number number) {
        return switch (number) {
            case Integer whole -> whole.toString();
            case Long whole -> whole.toString();
            case BigInteger whole -> whole.toString();
            default -> {
                BigDecimal exact = of(number);
                yield exact.signum() == 0 ? "0" : exact.stripTrailingZeros().toPlainString();
            }
        };
    }

    /** The text by which a scalar is compared, grouped and counted: of a number its one text. */
    public static Object identity(Object value) {
        return switch (value) {
            case Number number -> text(number);
            case Boolean bool -> bool.toString();
            default -> value;
        };
    }
}
