package io.tripline.dialect.sigma.value;

import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** {@code 5m}: a number and one of the units s, m, h, d, w, M (30 days) and y (365 days). */
final class Timespan {

    private static final Duration LONGEST = Duration.ofDays(3650);

    private Timespan() {}

    /** Null where the text is none, or not between 1 ms and ten years. */
    static @Nullable Duration parse(String number, String unit) {
        BigDecimal amount = ModifierChain.number(number);
        long seconds = seconds(unit);
        if (amount == null || seconds == 0 || amount.signum() <= 0 || amount.precision() > 12 || amount.scale() > 6) {
            return null;
        }
        BigDecimal millis = amount.multiply(BigDecimal.valueOf(seconds)).multiply(BigDecimal.valueOf(1000));
        if (millis.compareTo(BigDecimal.valueOf(LONGEST.toMillis())) > 0 || millis.compareTo(BigDecimal.ONE) < 0) {
            return null;
        }
        return Duration.ofMillis(millis.longValue());
    }

    /** 0 for what is no unit. */
    private static long seconds(String unit) {
        return switch (unit) {
            case "s" -> 1;
            case "m" -> 60;
            case "h" -> 3600;
            case "d" -> 86_400;
            case "w" -> 7 * 86_400;
            case "M" -> 30 * 86_400;
            case "y" -> 365 * 86_400;
            default -> 0;
        };
    }
}
