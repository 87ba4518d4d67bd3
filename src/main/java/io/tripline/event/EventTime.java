package io.tripline.event;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The one reader of moments: {@link EpochTime numbers}, {@link CalendarTime dates with a time of day}, .NET's {@code /Date(…)/},
 * and what programs put around them. What can be read in two ways is not read. Where no zone is named it is UTC.
 */
public final class EventTime {

    /** The longest form that is known has 70 characters. */
    private static final int LONGEST = 100;

    private static final int LONGEST_SHOWN = 60;

    private static final long NOT_PLAIN = Long.MIN_VALUE;

    private static final Pattern NUMBER = Pattern.compile("\\d{1,25}(?:\\.\\d{0,25}(?:[eE]\\+?\\d{1,2})?)?");

    /** Milliseconds of UTC, with the sender's zone behind them for whoever wants to show it. */
    private static final Pattern DOT_NET = Pattern.compile("\\\\?/Date\\((-?\\d{1,15})(?:[+-]\\d{4})?\\)\\\\?/");

    /** Where programs keep a time that they write as an object: PowerShell, MongoDB, the Windows event log as XML. */
    private static final List<String> INSIDE =
            List.of("value", "$date", "$numberLong", "SystemTime", "@SystemTime", "#attributes", "DateTime");

    private EventTime() {}

    /** @return ms since the epoch; null where the value is no time, or not one alone */
    public static @Nullable Long parse(@Nullable Object value) {
        return parse(value, 2);
    }

    private static @Nullable Long parse(@Nullable Object value, int deeper) {
        return switch (value) {
            case null -> null;
            case Number number -> EpochTime.millis(new BigDecimal(number.toString()));
            case String text -> parseText(text.strip());
            case List<?> list -> list.size() == 1 && deeper > 0 ? parse(list.getFirst(), deeper - 1) : null;
            case Map<?, ?> object -> deeper > 0 ? parseObject(object, deeper) : null;
            default -> null;
        };
    }

    private static @Nullable Long parseObject(Map<?, ?> object, int deeper) {
        for (String name : INSIDE) {
            Long time = parse(object.get(name), deeper - 1);
            if (time != null) {
                return time;
            }
        }
        return null;
    }

    private static @Nullable Long parseText(String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return null;
        }
        long plain = plainIso(text);
        if (plain != NOT_PLAIN) {
            return plain;
        }
        if (NUMBER.matcher(text).matches()) {
            return EpochTime.millis(new BigDecimal(text));
        }
        Matcher dotNet = DOT_NET.matcher(text);
        return dotNet.matches() ? (Long) Long.parseLong(dotNet.group(1)) : CalendarTime.millis(text);
    }

    /** Why a value that should be a time is not read, as the end of a sentence that begins with it. */
    public static String complaint(Object value) {
        String text = value.toString().strip();
        String shown = text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "…" : text;
        return "'" + shown + "' " + CalendarTime.complaint(text);
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
}
