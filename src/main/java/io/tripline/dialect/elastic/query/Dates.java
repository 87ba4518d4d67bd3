package io.tripline.dialect.elastic.query;

import io.tripline.event.EventTime;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Dates as Elasticsearch reads them in a query: {@code strict_date_optional_time||epoch_millis}, UTC. */
public final class Dates {

    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern TIME =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(?<second>:\\d{2}(?<fraction>[.,]\\d+)?)?.{0,19}");
    private static final Pattern EPOCH_MILLIS = Pattern.compile("\\d{1,15}");

    private Dates() {}

    /** The first and the last millisecond that a date means: a day or a second has many, a moment with a fraction is both. */
    public record Moments(Instant first, Instant last) {}

    /** A day, or a moment as exact as it is written; null where the text is none. */
    public static @Nullable Moments parse(String text) {
        if (DAY.matcher(text).matches()) {
            return day(text);
        }
        Matcher time = TIME.matcher(text);
        Long millis = time.matches() ? EventTime.parse(text) : null;
        if (millis == null) {
            return null;
        }
        Duration unit = time.group("second") == null
                ? Duration.ofMinutes(1)
                : time.group("fraction") == null ? Duration.ofSeconds(1) : Duration.ofMillis(1);
        Instant first = Instant.ofEpochMilli(millis);
        return new Moments(first, first.plus(unit).minusMillis(1));
    }

    /** The same, and epoch milliseconds. */
    public static @Nullable Moments parseOrMillis(String text) {
        if (EPOCH_MILLIS.matcher(text).matches()) {
            Instant instant = Instant.ofEpochMilli(Long.parseLong(text));
            return new Moments(instant, instant);
        }
        return parse(text);
    }

    private static @Nullable Moments day(String text) {
        try {
            LocalDate day = LocalDate.parse(text);
            return new Moments(
                    day.atStartOfDay().toInstant(ZoneOffset.UTC),
                    day.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC).minusMillis(1));
        } catch (DateTimeException noSuchDay) {
            return null;
        }
    }

    /** Elasticsearch's date math: relative to the moment of the search, or rounded. */
    public static boolean isDateMath(String text) {
        return text.equals("now")
                || text.startsWith("now-")
                || text.startsWith("now+")
                || text.startsWith("now/")
                || text.contains("||");
    }
}
