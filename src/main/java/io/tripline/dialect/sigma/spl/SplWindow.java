package io.tripline.dialect.sigma.spl;

import io.tripline.dialect.sigma.spl.Quantity.Constant;
import io.tripline.dialect.sigma.spl.Quantity.Parameter;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How far back a search looks. The greatest time between first and last event, where it is bounded, is the window; else
 * the bin that {@code stats} groups by; else the text does not say.
 */
final class SplWindow {

    private static final BigDecimal LONGEST_SECONDS = BigDecimal.valueOf(3650L * 86_400);

    private final SplReading.Placeholders placeholders;
    private @Nullable Duration bin;
    private String binText = "";
    private boolean binUsed;
    private @Nullable Quantity most;
    /** of the greatest time, in seconds */
    private BigDecimal unit = BigDecimal.ONE;

    private boolean strictly;

    SplWindow(SplReading.Placeholders placeholders) {
        this.placeholders = placeholders;
    }

    /** @return false where the span is none */
    boolean bin(SplCommand.Bin command) {
        bin = span(command.span());
        binText = "bin _time span=" + command.span();
        return bin != null;
    }

    /** {@code stats} groups by the bins. */
    void usesBin() {
        binUsed = true;
    }

    boolean isBinUsed() {
        return binUsed;
    }

    /** The first and the last event are not further apart. */
    void atMost(Quantity figure, BigDecimal unitInSeconds, boolean strictlyLess) {
        most = figure;
        unit = unitInSeconds;
        strictly = strictlyLess;
    }

    /** Null where it has no value. Says in the restrictions what is not as in Splunk. */
    @Nullable
    Duration length(int offset, List<String> restrictions) {
        if (bin != null && !binUsed) {
            restrictions.add("'" + binText + "' has no effect in the Splunk text: its stats does not group by _time");
        }
        Duration length = most == null ? lengthOfText(offset, restrictions) : lengthOfMost(most);
        if (length != null && bin != null && binUsed) {
            restrictions.add("the tumbling windows of '" + binText + "' became a sliding window of " + words(length));
        } else if (length != null && most != null) {
            restrictions.add("Splunk looks at a whole search once; here every window of " + words(length) + " counts");
        }
        if (length != null && most != null && strictly) {
            restrictions.add("events exactly " + words(length) + " apart are still in one window");
        }
        return length;
    }

    private Duration lengthOfText(int offset, List<String> restrictions) {
        if (bin != null && binUsed) {
            return bin;
        }
        Duration assumed = placeholders.defaultWindow(offset);
        restrictions.add("the Splunk text names no window: " + words(assumed) + " is assumed");
        return assumed;
    }

    private @Nullable Duration lengthOfMost(Quantity figure) {
        BigDecimal number =
                switch (figure) {
                    case Constant(BigDecimal value) -> value;
                    case Parameter(String name, int offset) -> SplWhere.number(values(name, offset));
                    default -> null;
                };
        if (number == null || number.signum() <= 0) {
            return null;
        }
        BigDecimal seconds = number.multiply(unit, MathContext.DECIMAL64);
        return seconds.compareTo(LONGEST_SECONDS) > 0
                ? null
                : Duration.ofMillis(
                        Math.max(1, seconds.multiply(BigDecimal.valueOf(1000)).longValue()));
    }

    /** Where nobody set the placeholder, the bin that is grouped by says what the author had in mind. */
    private List<String> values(String name, int offset) {
        if (bin == null || !binUsed) {
            return placeholders.needed(name, offset);
        }
        BigDecimal implied = BigDecimal.valueOf(bin.toMillis())
                .divide(unit.multiply(BigDecimal.valueOf(1000)), MathContext.DECIMAL64)
                .stripTrailingZeros();
        return placeholders.valuesOr(name, implied.toPlainString(), offset);
    }

    /** {@code 1h}, {@code 10min}, {@code 1d}; null for what is no fixed span. */
    private static @Nullable Duration span(String text) {
        int digits = 0;
        while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
            digits++;
        }
        if (digits == 0 || digits > 9) {
            return null;
        }
        long seconds =
                switch (text.substring(digits).toLowerCase(Locale.ROOT)) {
                    case "s", "sec", "secs", "second", "seconds" -> 1;
                    case "m", "min", "mins", "minute", "minutes" -> 60;
                    case "h", "hr", "hrs", "hour", "hours" -> 3600;
                    case "d", "day", "days" -> 86_400;
                    case "w", "week", "weeks" -> 7 * 86_400;
                    default -> 0;
                };
        long total = Long.parseLong(text.substring(0, digits)) * seconds;
        return total <= 0 || total > LONGEST_SECONDS.longValue() ? null : Duration.ofSeconds(total);
    }

    /** In the greatest unit that divides it. */
    private static String words(Duration length) {
        long seconds = length.toSeconds();
        if (length.toMillis() % 1000 != 0) {
            return length.toMillis() + "ms";
        }
        if (seconds % 86_400 == 0) {
            return seconds / 86_400 + "d";
        }
        if (seconds % 3600 == 0) {
            return seconds / 3600 + "h";
        }
        return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }
}
