package io.tripline.event;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import org.jspecify.annotations.Nullable;

/** How the time of an event is written: ISO-8601 (UTC where it names no zone) or an epoch number. */
public final class EventTime {

    private static final BigDecimal FIRST_MILLIS = new BigDecimal("100000000000");
    private static final BigDecimal LAST_MILLIS = BigDecimal.valueOf(253_402_300_799_999L); // end of year 9999
    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);

    private static final long NOT_PLAIN = Long.MIN_VALUE;

    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendLiteral('T')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            .appendOffset("+HH:MM", "Z")
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HHMM", "Z")
            .optionalEnd()
            .toFormatter(java.util.Locale.ROOT);

    private EventTime() {}

    /** @return ms since the epoch; null where the value is no time */
    public static @Nullable Long parse(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Number number -> epochMillisOrNull(new BigDecimal(number.toString()));
            case String text -> parseText(text.strip());
            default -> null;
        };
    }

    private static @Nullable Long parseText(String text) {
        if (text.isEmpty() || text.length() > 64) {
            return null;
        }
        if (text.chars().allMatch(c -> c >= '0' && c <= '9' || c == '.')) {
            try {
                return epochMillisOrNull(new BigDecimal(text));
            } catch (NumberFormatException notANumber) {
                return null;
            }
        }
        long plain = plainIso(text);
        if (plain != NOT_PLAIN) {
            return plain;
        }
        String iso =
                text.length() > 10 && text.charAt(10) == ' ' ? text.substring(0, 10) + 'T' + text.substring(11) : text;
        try {
            TemporalAccessor parsed = ISO.parseBest(iso, OffsetDateTime::from, LocalDateTime::from);
            Instant instant = parsed instanceof OffsetDateTime zoned
                    ? zoned.toInstant()
                    : LocalDateTime.from(parsed).toInstant(ZoneOffset.UTC);
            return instant.getLong(ChronoField.INSTANT_SECONDS) * 1000 + instant.get(ChronoField.MILLI_OF_SECOND);
        } catch (DateTimeParseException notATime) {
            return null;
        }
    }

    /** The form that nearly all senders write, without the general parser: {@code 2026-01-02T03:04:05[.6][Z]}. */
    private static long plainIso(String text) {
        int length = text.length();
        if (length < 19
                || text.charAt(4) != '-'
                || text.charAt(7) != '-'
                || text.charAt(10) != 'T' && text.charAt(10) != ' '
                || text.charAt(13) != ':'
                || text.charAt(16) != ':') {
            return NOT_PLAIN;
        }
        int year = digits(text, 0, 4);
        int month = digits(text, 5, 7);
        int day = digits(text, 8, 10);
        int hour = digits(text, 11, 13);
        int minute = digits(text, 14, 16);
        int second = digits(text, 17, 19);
        if (year < 1
                || month < 1
                || month > 12
                || day < 1
                || day > 28 && day > YearMonth.of(year, month).lengthOfMonth()) {
            return NOT_PLAIN;
        }
        if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) {
            return NOT_PLAIN;
        }
        int millis = plainFraction(text);
        return millis < 0
                ? NOT_PLAIN
                : (LocalDate.of(year, month, day).toEpochDay() * 86_400 + hour * 3600 + minute * 60 + second) * 1000
                        + millis;
    }

    /** Milliseconds; -1 where something else than a fraction and Z stands behind the seconds. */
    private static int plainFraction(String text) {
        int length = text.charAt(text.length() - 1) == 'Z' ? text.length() - 1 : text.length();
        if (length == 19) {
            return 0;
        }
        if (text.charAt(19) != '.' || length < 21 || length > 29 || digits(text, 20, length) < 0) {
            return -1;
        }
        int millis = digits(text, 20, Math.min(length, 23));
        return length == 21 ? millis * 100 : length == 22 ? millis * 10 : millis;
    }

    /** The number that the digits are; -1 where one is none. */
    private static int digits(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            number = number * 10 + (c - '0');
        }
        return number;
    }

    private static @Nullable Long epochMillisOrNull(BigDecimal epoch) {
        return epoch.signum() < 0 || epoch.compareTo(LAST_MILLIS) > 0 ? null : epochMillis(epoch);
    }

    /** Numbers of 1e11 and more are ms, smaller ones seconds. */
    static long epochMillis(BigDecimal epoch) {
        return (epoch.compareTo(FIRST_MILLIS) >= 0 ? epoch : epoch.multiply(THOUSAND)).longValue();
    }
}
