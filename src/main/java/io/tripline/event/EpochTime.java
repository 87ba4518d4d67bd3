package io.tripline.event;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a number means as a moment. Its size tells the unit: for any moment from 1973 to 2100 only one unit fits, and no other
 * reading of the same number lies in living memory.
 */
final class EpochTime {

    private static final BigDecimal FIRST_MILLIS = new BigDecimal("1e11");
    private static final BigDecimal FIRST_MICROS = new BigDecimal("1e14");
    private static final BigDecimal FIRST_NANOS = new BigDecimal("1e17");
    private static final BigDecimal LAST_NANOS = BigDecimal.valueOf(Long.MAX_VALUE);

    /** Digits of a date and a time, {@code 20260102030405}; as milliseconds they would be of the years 2600. */
    private static final BigDecimal FIRST_DIGITS = new BigDecimal("19700101000000");

    private static final BigDecimal LAST_DIGITS = new BigDecimal("21001231235959");

    /** Days since 1899-12-30, as spreadsheets count, of the years 2000 to 2100. */
    private static final BigDecimal FIRST_SERIAL = new BigDecimal("36526");

    private static final BigDecimal LAST_SERIAL = new BigDecimal("73415");
    private static final long SERIAL_OF_EPOCH = 25_569;
    private static final BigDecimal DAY = BigDecimal.valueOf(86_400_000);

    /** Units of 100 ns. */
    private static final long TICKS_PER_MILLI = 10_000;

    /** Windows' FILETIME, since 1601: of 1970 and of 2110. As nanoseconds they would be of 1973 to 1975. */
    private static final long FIRST_FILETIME = 116_444_736_000_000_000L;

    private static final long LAST_FILETIME = 160_623_000_000_000_000L;

    /** .NET's ticks, since the year 1: of 1970 and of 2110. As nanoseconds they would be of 1989 to 1991. */
    private static final long FIRST_TICKS = 621_355_968_000_000_000L;

    private static final long LAST_TICKS = 665_534_000_000_000_000L;

    private EpochTime() {}

    /** @return ms since the epoch; null below zero and beyond what nanoseconds can say */
    static @Nullable Long millis(BigDecimal number) {
        if (number.signum() < 0 || number.compareTo(LAST_NANOS) > 0) {
            return null;
        }
        if (number.compareTo(FIRST_MILLIS) < 0) {
            return isSerial(number)
                    ? number.subtract(BigDecimal.valueOf(SERIAL_OF_EPOCH))
                            .multiply(DAY)
                            .longValue()
                    : scaled(number);
        }
        if (number.compareTo(FIRST_DIGITS) >= 0 && number.compareTo(LAST_DIGITS) <= 0) {
            Long digits = CalendarTime.millis(number.toBigInteger().toString());
            return digits == null ? (Long) scaled(number) : digits;
        }
        return scaled(number);
    }

    /** A whole number of days is no time of an event, and may be seconds as well. */
    private static boolean isSerial(BigDecimal number) {
        return number.compareTo(FIRST_SERIAL) >= 0
                && number.compareTo(LAST_SERIAL) < 0
                && number.stripTrailingZeros().scale() > 0;
    }

    /** For any number: how it compares with other moments. */
    static long scaled(BigDecimal number) {
        BigDecimal size = number.abs();
        if (size.compareTo(FIRST_MILLIS) < 0) {
            return number.movePointRight(3).longValue();
        } else if (size.compareTo(FIRST_MICROS) < 0) {
            return number.longValue();
        } else if (size.compareTo(FIRST_NANOS) < 0) {
            return number.movePointLeft(3).longValue();
        }
        long units = number.min(LAST_NANOS).max(LAST_NANOS.negate()).longValue();
        if (units >= FIRST_FILETIME && units < LAST_FILETIME) {
            return (units - FIRST_FILETIME) / TICKS_PER_MILLI;
        } else if (units >= FIRST_TICKS && units < LAST_TICKS) {
            return (units - FIRST_TICKS) / TICKS_PER_MILLI;
        }
        return units / 1_000_000;
    }
}
