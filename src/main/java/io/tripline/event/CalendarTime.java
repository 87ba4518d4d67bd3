package io.tripline.event;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Dates with a time of day as people and programs write them. Each form names its year, and its month and day in a way that
 * has one meaning: {@code 3/4/2026 15:00} has two, so it is none of them.
 */
final class CalendarTime {

    private static final String CLOCK =
            "(?<hour>\\d{1,2}):(?<minute>\\d{2})(?::(?<second>\\d{2})(?:[.,](?<fraction>\\d{1,9}))?)?"
                    + "(?: ?(?<half>[ap])\\.?m\\.?)?";
    private static final String UTC = "(?: ?(?:Z|UTC|GMT|UT))?";
    private static final String OFFSET = "(?: ?(?<offset>[+-]\\d{2}(?::?\\d{2}(?::?\\d{2})?)?))?";
    private static final String ZONE = UTC + OFFSET;
    private static final String MONTH =
            "(?<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t|tember)?"
                    + "|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";
    private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";

    private static final List<Form> FORMS = List.of(
            // 2026-01-02T03:04:05.678+01:00, 2026-1-2 3:04:05,678 UTC
            Form.of("(?<year>\\d{4})-(?<month>\\d{1,2})-(?<day>\\d{1,2})[T _]" + CLOCK + ZONE),
            // 20260102T030405Z, 20260102030405.678901+060 (the last are minutes)
            Form.of(
                    "(?<year>\\d{4})(?<month>\\d{2})(?<day>\\d{2})[T ]?(?<hour>\\d{2})(?<minute>\\d{2})(?<second>\\d{2})"
                            + "(?:[.,](?<fraction>\\d{1,9}))?" + UTC
                            + "(?: ?(?<offset>[+-]\\d{3}|[+-]\\d{2}(?::?\\d{2})?))?"),
            // 2026/01/02 03:04:05
            Form.of("(?<year>\\d{4})/(?<month>\\d{1,2})/(?<day>\\d{1,2}) " + CLOCK + ZONE),
            // 02.01.2026 03:04:05: wherever dots are written the day comes first
            Form.of("(?<day>\\d{1,2})\\.(?<month>\\d{1,2})\\.(?<year>\\d{4}),? " + CLOCK + ZONE),
            // 1/2/2026 3:04:05 AM
            Form.of("(?<one>\\d{1,2})(?<mark>[/-])(?<other>\\d{1,2})[/-](?<year>\\d{4}),? " + CLOCK + ZONE),
            // Fri, 02 Jan 2026 03:04:05 GMT; 02/Jan/2026:03:04:05 +0100; 02-Jan-2026 03:04:05
            Form.of("(?<day>\\d{1,2})[ /-]" + MONTH + "[ /-](?<year>\\d{4})(?::|,? )" + CLOCK + ZONE),
            // Jan 2, 2026 3:04:05 AM; Friday, January 2, 2026 3:04:05 AM; Fri Jan 02 2026 03:04:05 GMT+0100
            Form.of(MONTH + "\\.? (?<day>\\d{1,2}),? (?<year>\\d{4}),?(?: @| at)? " + CLOCK + ZONE),
            // Fri Jan  2 03:04:05 UTC 2026; Fri Jan 2 03:04:05 2026 +0100
            Form.of(MONTH + " (?<day>\\d{1,2}) " + CLOCK + UTC + " (?<year>\\d{4})" + OFFSET),
            // Fri Jan 02 03:04:05 +0100 2026
            Form.of(MONTH + " (?<day>\\d{1,2}) " + CLOCK + OFFSET + " (?<year>\\d{4})"));

    private static final Pattern DAY_OF_WEEK =
            Pattern.compile("^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\\.?,? ", Pattern.CASE_INSENSITIVE);

    /** The zone's name behind its offset. */
    private static final Pattern NAME_OF_ZONE = Pattern.compile(" ?(?:\\[[\\w/+-]{1,40}]|\\([^()]{1,60}\\))$");

    private static final Pattern BLANKS = Pattern.compile("[ \\t\\u00A0\\u202F]+");
    private static final Pattern MARKS = Pattern.compile("[\\u200E\\u200F]");

    private static final Pattern WITHOUT_YEAR =
            Pattern.compile(MONTH + " {1,2}\\d{1,2} \\d{2}:\\d{2}:\\d{2}.{0,20}", Pattern.CASE_INSENSITIVE);
    private static final Pattern TWO_WAYS = Pattern.compile("\\d{1,2}[/-]\\d{1,2}[/-]\\d{4},? .{1,40}");
    private static final Pattern DATE_ALONE =
            Pattern.compile("\\d{4}-\\d{1,2}-\\d{1,2}|\\d{1,2}[./]\\d{1,2}[./]\\d{4}");

    /**
     * @param names the named parts that it has
     */
    private record Form(Pattern pattern, java.util.Set<String> names) {

        static Form of(String pattern) {
            Pattern compiled = Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);
            return new Form(compiled, compiled.namedGroups().keySet());
        }

        @Nullable
        String part(Matcher found, String name) {
            return names.contains(name) ? found.group(name) : null;
        }

        int number(Matcher found, String name, int otherwise) {
            String part = part(found, name);
            return part == null ? otherwise : Integer.parseInt(part);
        }
    }

    private CalendarTime() {}

    /** @return ms since the epoch; null where the text is of no form, or no date of the calendar */
    static @Nullable Long millis(String text) {
        String plain = plain(text);
        for (Form form : FORMS) {
            Matcher found = form.pattern().matcher(plain);
            if (found.matches()) {
                return millis(form, found);
            }
        }
        return null;
    }

    private static String plain(String text) {
        String line = BLANKS.matcher(MARKS.matcher(text).replaceAll("")).replaceAll(" ");
        if (line.startsWith("[") && line.endsWith("]")) {
            line = line.substring(1, line.length() - 1);
        }
        line = NAME_OF_ZONE.matcher(line).replaceFirst("");
        return DAY_OF_WEEK.matcher(line).replaceFirst("");
    }

    private static @Nullable Long millis(Form form, Matcher found) {
        LocalDate date = date(form, found);
        int hour = hour(form.number(found, "hour", 0), form.part(found, "half"));
        int minute = form.number(found, "minute", 0);
        int second = form.number(found, "second", 0);
        boolean isClock = hour >= 0 && hour < 24 && minute < 60 && second <= 60; // 60: a leap second
        if (date == null || !isClock) {
            return null;
        }
        Integer offset = offset(form.part(found, "offset"));
        return offset == null
                ? null
                : (Long) ((date.toEpochDay() * 86_400 + hour * 3600 + minute * 60 + second - offset) * 1000
                        + fraction(form.part(found, "fraction")));
    }

    private static @Nullable LocalDate date(Form form, Matcher found) {
        int year = form.number(found, "year", 0);
        int one = form.number(found, "one", 0);
        if (year < 1) {
            return null;
        } else if (one == 0) {
            String name = form.part(found, "name");
            int month = name == null
                    ? form.number(found, "month", 0)
                    : MONTHS.indexOf(name.toLowerCase(Locale.ROOT).substring(0, 3)) / 3 + 1;
            return day(year, month, form.number(found, "day", 0));
        }
        int other = form.number(found, "other", 0);
        // where the day is halved with AM and PM and dates have slashes, the month comes first
        boolean monthFirst = "/".equals(form.part(found, "mark")) && form.part(found, "half") != null;
        if (one > 12) {
            return day(year, other, one);
        }
        return other > 12 || one == other || monthFirst ? day(year, one, other) : null;
    }

    /** Null where there is no such day. */
    private static @Nullable LocalDate day(int year, int month, int day) {
        boolean isMonth = month >= 1 && month <= 12;
        return isMonth && day >= 1 && day <= YearMonth.of(year, month).lengthOfMonth()
                ? LocalDate.of(year, month, day)
                : null;
    }

    /** From 0; -1 where there is no such hour. */
    private static int hour(int written, @Nullable String half) {
        if (half == null) {
            return written;
        }
        boolean isHour = written >= 1 && written <= 12;
        return isHour ? written % 12 + (half.equalsIgnoreCase("p") ? 12 : 0) : -1;
    }

    /** Milliseconds, cut. */
    private static int fraction(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt((digits + "00").substring(0, 3));
    }

    /** Seconds; null where no place on earth is so far from Greenwich. */
    private static @Nullable Integer offset(@Nullable String written) {
        if (written == null) {
            return 0;
        }
        String digits = written.substring(1).replace(":", "");
        int seconds = digits.length() == 3 ? Integer.parseInt(digits) * 60 : seconds((digits + "0000").substring(0, 6));
        boolean exists = seconds >= 0 && seconds <= 18 * 3600;
        return exists ? (Integer) (written.charAt(0) == '-' ? -seconds : seconds) : null;
    }

    private static int seconds(String digits) {
        int minutes = Integer.parseInt(digits.substring(2, 4));
        int seconds = Integer.parseInt(digits.substring(4));
        return minutes > 59 || seconds > 59
                ? -1
                : Integer.parseInt(digits.substring(0, 2)) * 3600 + minutes * 60 + seconds;
    }

    /** Why a text is none of the forms, as the end of a sentence that begins with it. */
    static String complaint(String text) {
        String plain = text.length() > 200 ? "" : plain(text);
        if (WITHOUT_YEAR.matcher(plain).matches()) {
            return "names no year";
        } else if (DATE_ALONE.matcher(plain).matches()) {
            return "is a day without a time";
        }
        return TWO_WAYS.matcher(plain).matches() && millis(text) == null
                ? "does not say which is the month and which the day"
                : "is no time of a form that is known";
    }
}
