package io.tripline.drl;

import java.time.Duration;

/** Writes timespans as rule authors do: one number with the largest unit that divides it, {@code 90m} and not {@code 1h30m}. */
final class DrlDuration {

    private static final Duration LONGEST = Duration.ofDays(36_500);

    private DrlDuration() {}

    /** @throws Untranslatable if the span is not positive, is longer than a hundred years or has parts of a millisecond */
    static String of(Duration span) {
        if (span.isNegative() || span.isZero()) {
            throw new Untranslatable("a timespan must be longer than nothing");
        }
        if (span.compareTo(LONGEST) > 0) {
            throw new Untranslatable("a timespan of more than a hundred years");
        }
        if (span.getNano() % 1_000_000 != 0) {
            throw new Untranslatable("a timespan with parts of a millisecond");
        }
        return ofMillis(span.toMillis());
    }

    private static String ofMillis(long millis) {
        if (millis % 86_400_000 == 0) {
            return millis / 86_400_000 + "d";
        }
        if (millis % 3_600_000 == 0) {
            return millis / 3_600_000 + "h";
        }
        if (millis % 60_000 == 0) {
            return millis / 60_000 + "m";
        }
        return millis % 1_000 == 0 ? millis / 1_000 + "s" : millis + "ms";
    }
}
