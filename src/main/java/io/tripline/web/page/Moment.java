package io.tripline.web.page;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A moment as people read it.
 *
 * @param iso ISO-8601, UTC
 * @param text without the letters, to the second
 * @param ago how long ago, or in how long, in its largest unit
 */
public record Moment(String iso, String text, String ago) {

    private static final DateTimeFormatter TEXT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** @param time and now: ms since the epoch */
    static Moment of(long time, long now) {
        Instant instant = Instant.ofEpochMilli(time);
        Duration since = Duration.ofMillis(Math.abs(now - time));
        String span = span(since);
        return new Moment(instant.toString(), TEXT.format(instant), now < time ? "in " + span : span + " ago");
    }

    /** In its largest unit: 3 d, 5 h, 7 min, 12 s. */
    static String span(Duration span) {
        if (span.toDays() > 1) {
            return span.toDays() + " d";
        }
        if (span.toMinutes() >= 120) {
            return span.toHours() + " h";
        }
        return span.toSeconds() >= 120 ? span.toMinutes() + " min" : span.toSeconds() + " s";
    }
}
