package io.tripline.web.api;

import io.tripline.alert.Alert;
import io.tripline.alert.Levels;
import io.tripline.event.EventTime;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which alerts somebody asks for.
 *
 * @param since ms since the epoch, included
 * @param before sequence number, excluded
 */
record AlertQuery(
        @Nullable Long since,
        @Nullable String rule,
        @Nullable String level,
        int limit,
        long before) {

    static final int DEFAULT_LIMIT = 100;
    static final int MOST = 1000;

    private static final Set<String> STATUSES = Set.of("open");

    /** A parameter that cannot be used. */
    static final class Unusable extends Exception {
        private static final long serialVersionUID = 1;

        Unusable(String parameter, String value, String expected) {
            super(parameter + "=" + SafeText.of(value) + " is not " + expected);
        }
    }

    /** An absent or empty parameter asks for nothing. */
    static AlertQuery of(
            @Nullable String since,
            @Nullable String rule,
            @Nullable String level,
            @Nullable String status,
            @Nullable String limit,
            @Nullable String cursor)
            throws Unusable {
        oneOf("status", given(status), STATUSES);
        return new AlertQuery(
                time(given(since)),
                given(rule),
                oneOf("level", given(level), Set.copyOf(Levels.ALL)),
                limit(given(limit)),
                cursor(given(cursor)));
    }

    private static @Nullable String given(@Nullable String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }

    private static @Nullable String oneOf(String parameter, @Nullable String value, Set<String> known) throws Unusable {
        String lower = value == null ? null : value.toLowerCase(Locale.ROOT);
        if (lower != null && !known.contains(lower)) {
            throw new Unusable(
                    parameter,
                    String.valueOf(value),
                    "one of " + String.join(", ", known.stream().sorted().toList()));
        }
        return lower;
    }

    private static @Nullable Long time(@Nullable String since) throws Unusable {
        // in a query a plus is a blank
        Long time = since == null ? null : EventTime.parse(since.replace(' ', '+'));
        if (since != null && time == null) {
            throw new Unusable(
                    "since", since, "a time such as 2026-01-01T00:00:00Z, nor a number of seconds or milliseconds");
        }
        return time;
    }

    private static int limit(@Nullable String limit) throws Unusable {
        long number = limit == null ? DEFAULT_LIMIT : number(limit);
        if (number < 1 || number > MOST) {
            throw new Unusable("limit", String.valueOf(limit), "a number from 1 to " + MOST);
        }
        return (int) number;
    }

    private static long cursor(@Nullable String cursor) throws Unusable {
        long before = cursor == null ? Long.MAX_VALUE : number(cursor);
        if (before < 0) {
            throw new Unusable("cursor", String.valueOf(cursor), "what an answer gave as next");
        }
        return before;
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException notOne) {
            return -1;
        }
    }

    boolean wants(Alert alert) {
        return (since == null || alert.getTimestamp() >= since)
                && (rule == null || rule.equals(alert.getRule().id()))
                && (level == null || level.equals(alert.getRule().level()));
    }
}
