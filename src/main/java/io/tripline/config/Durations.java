package io.tripline.config;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How durations are written in configuration and test files: {@code 90s}, {@code 1h30m}, {@code 250ms}, {@code PT5M}. */
public final class Durations {

    private static final Pattern PART = Pattern.compile("(\\d{1,9})(ms|s|m|h|d|w)");

    private Durations() {}

    /** Null where the text is no duration. */
    public static @Nullable Duration parse(String text) {
        if (text.startsWith("P")) {
            return iso(text);
        }
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
        } catch (DateTimeException notOne) {
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

    /** A configured value. */
    static Duration of(String key, String text) {
        Duration duration = parse(text.strip());
        if (duration == null || duration.isNegative()) {
            throw new BadConfiguration(key + " = " + text + " is no duration such as 0s, 30s, 5m, 1h");
        }
        return duration;
    }
}
