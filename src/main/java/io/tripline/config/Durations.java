package io.tripline.config;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How durations are written in configuration and test files: {@code 90s}, {@code 1h30m}, {@code 250ms}, {@code PT5M}. */
public final class Durations {

    private static final Pattern PART = Pattern.compile("(\\d{1,12})(ms|s|m|h|d|w)");
    private static final int LONGEST_TEXT = 40;

    /** Far from what a long holds in milliseconds. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private Durations() {}

    /** Null where the text is no duration, or one of more than a hundred years. */
    public static @Nullable Duration parse(String text) {
        if (text.length() > LONGEST_TEXT) {
            return null;
        }
        Duration duration = text.startsWith("P") ? iso(text) : sum(text);
        return duration == null || duration.abs().compareTo(LONGEST) > 0 ? null : duration;
    }

    private static @Nullable Duration sum(String text) {
        Matcher part = PART.matcher(text);
        Duration sum = Duration.ZERO;
        int end = 0;
        while (part.find() && part.start() == end) {
            sum = sum.plus(of(Long.parseLong(part.group(1)), part.group(2)));
            end = part.end();
        }
        return end == text.length() && end > 0 ? sum : null;
    }

    private static @Nullable Duration iso(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeException | ArithmeticException notOne) {
            return null;
        }
    }

    private static Duration of(long amount, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            case "d" -> Duration.ofDays(amount);
            default -> Duration.ofDays(amount * 7); // w
        };
    }

    /** The shortest way to write one, in its largest whole unit: {@code 1h}, {@code 90s}, {@code 250ms}. */
    public static String text(Duration duration) {
        long millis = duration.toMillis();
        for (String unit : List.of("d", "h", "m", "s")) {
            long one = of(1, unit).toMillis();
            if (millis != 0 && millis % one == 0) {
                return millis / one + unit;
            }
        }
        return millis == 0 ? "0s" : millis + "ms";
    }

    /** In whole seconds where it is: {@code 300s}, as tests have times since their start. */
    public static String seconds(Duration duration) {
        long millis = duration.toMillis();
        return millis % 1000 == 0 ? millis / 1000 + "s" : millis + "ms";
    }

    /** A configured value. */
    static Duration of(String key, String text) {
        Duration duration = parse(text.strip());
        if (duration == null || duration.isNegative()) {
            throw new BadConfiguration(key + " = " + text + " is no duration such as 0s, 30s, 5m, 1h");
        }
        return duration;
    }
}
