package io.tripline.event;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
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

    private static @Nullable Long epochMillisOrNull(BigDecimal epoch) {
        return epoch.signum() < 0 || epoch.compareTo(LAST_MILLIS) > 0 ? null : epochMillis(epoch);
    }

    /** Numbers of 1e11 and more are ms, smaller ones seconds. */
    static long epochMillis(BigDecimal epoch) {
        return (epoch.compareTo(FIRST_MILLIS) >= 0 ? epoch : epoch.multiply(THOUSAND)).longValue();
    }
}
