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

    /** Digits: what is longer cannot be reckoned with, leading zeros aside, which nobody writes. */
    private static final int LONGEST_EXPONENT = 9;

    private Decimal() {}

    /** The number that a text spells: decimal digits with a sign, a point or an exponent; null where it is none. */
    public static @Nullable BigDecimal parse(String text) {
        return text.length() > LONGEST ? null : parse(text, LONGEST);
    }

    /**
     * The same, however long.
     *
     * @param largestScale null is what has more digits behind the point, or zeros in front of it
     */
    static @Nullable BigDecimal parse(String text, int largestScale) {
        if (!isSpelled(text)) {
            return null;
        }
        BigDecimal number = new BigDecimal(text);
        return Math.abs((long) number.scale()) > largestScale ? null : number;
    }

    /** Whether {@link BigDecimal} reads it: most texts are none, and each would cost an exception. */
    private static boolean isSpelled(String text) {
        int at = isSign(text, 0) ? 1 : 0;
        int point = digits(text, at);
        int end = point < text.length() && text.charAt(point) == '.' ? digits(text, point + 1) : point;
        boolean hasDigits = end - at > (end > point ? 1 : 0);
        if (!hasDigits || end == text.length()) {
            return hasDigits;
        }
        int exponent = isSign(text, end + 1) ? end + 2 : end + 1;
        int length = text.length() - exponent;
        return (text.charAt(end) | 0x20) == 'e'
                && length > 0
                && length <= LONGEST_EXPONENT
                && digits(text, exponent) == text.length();
    }

    private static boolean isSign(String text, int at) {
        return at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+');
    }

    /** Behind the last of the digits that begin there. */
    private static int digits(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
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
