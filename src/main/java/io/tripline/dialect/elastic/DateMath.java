package io.tripline.dialect.elastic;

import io.tripline.event.EventTime;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Elastic's times relative to now ({@code now-14d}), durations ({@code 5m}) and moments. M is 30 days, y 365, as in Sigma. */
final class DateMath {

    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|[smhHdwMy])");
    private static final Pattern RELATIVE = Pattern.compile("now((?:[+-]\\d{1,9}[smhHdwMy])*)");
    /** A repetition of groups costs the stack of a regular expression. */
    private static final int LONGEST = 100;

    private static final Pattern STEP = Pattern.compile("([+-])(\\d{1,9}[smhHdwMy])");

    private static final Pattern MOMENT = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T.{5,30}");

    private DateMath() {}

    /** How long before now; null if the text is not that, or not before now. */
    static @Nullable Duration beforeNow(String text) {
        if (text.length() > LONGEST) {
            return null;
        }
        Matcher relative = RELATIVE.matcher(text.strip());
        if (!relative.matches()) {
            return null;
        }
        Duration before = Duration.ZERO;
        Matcher step = STEP.matcher(relative.group(1));
        while (step.find()) {
            Duration length = duration(step.group(2));
            if (length == null) {
                return null;
            }
            before = step.group(1).equals("-") ? before.plus(length) : before.minus(length);
        }
        return before.isNegative() ? null : before;
    }

    /** {@code 5m}; null if it is none. */
    static @Nullable Duration duration(String text) {
        Matcher matcher = DURATION.matcher(text.strip());
        if (!matcher.matches()) {
            return null;
        }
        long count = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h", "H" -> Duration.ofHours(count);
            case "d" -> Duration.ofDays(count);
            case "w" -> Duration.ofDays(7 * count);
            case "M" -> Duration.ofDays(30 * count);
            default -> Duration.ofDays(365 * count);
        };
    }

    /** {@code 2022-10-13T05:00:04.000Z}; null if it is none. */
    static @Nullable Instant moment(String text) {
        Long millis = MOMENT.matcher(text.strip()).matches() ? EventTime.parse(text) : null;
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }
}
