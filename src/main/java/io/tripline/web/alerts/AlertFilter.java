package io.tripline.web.alerts;

import io.tripline.alert.AlertStatus;
import io.tripline.alert.Levels;
import io.tripline.event.EventTime;
import io.tripline.web.door.Refusal;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which alerts somebody asks for: all conditions must hold, null asks for nothing. Immutable.
 *
 * @param since ms since the epoch, included
 * @param until ms since the epoch, excluded
 * @param rule a rule's id
 * @param tag a tag as the rule has it, upper and lower case being the same
 * @param text what an alert's words must hold, in small letters
 * @param group as {@link AlertHead#group}
 */
public record AlertFilter(
        @Nullable Long since,
        @Nullable Long until,
        @Nullable String rule,
        @Nullable String level,
        @Nullable String tag,
        @Nullable String status,
        @Nullable String text,
        @Nullable String group) {

    /** A parameter that cannot be used. */
    public static final class Unusable extends Exception {
        private static final long serialVersionUID = 1;

        /** @param value as it was given: made visible and short here */
        public Unusable(String parameter, String value, String expected) {
            super(parameter + "=" + Refusal.quoted(value) + " is not " + expected);
        }
    }

    /**
     * What is asked for, as a request's parameters have it; an absent or empty one asks for nothing.
     *
     * @param since ISO-8601, or seconds or milliseconds since the epoch
     */
    public record Asked(
            @Nullable String since,
            @Nullable String until,
            @Nullable String rule,
            @Nullable String level,
            @Nullable String tag,
            @Nullable String status,
            @Nullable String text,
            @Nullable String group) {

        /** All alerts. */
        public static final Asked ALL = new Asked(null, null, null, null, null, null, null, null);

        /** @throws Unusable a parameter is not what it has to be */
        public AlertFilter filter() throws Unusable {
            String words = given(text);
            return new AlertFilter(
                    time("since", since),
                    time("until", until),
                    given(rule),
                    oneOf("level", given(level), Set.copyOf(Levels.ALL)),
                    given(tag),
                    oneOf("status", given(status), Set.copyOf(AlertStatus.WORDS)),
                    words == null ? null : words.toLowerCase(Locale.ROOT),
                    given(group));
        }
    }

    /** Null for an absent or empty parameter. */
    public static @Nullable String given(@Nullable String value) {
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

    /** Ms since the epoch; null for an absent or empty parameter. */
    public static @Nullable Long time(String parameter, @Nullable String value) throws Unusable {
        String given = given(value);
        // in a query a plus is a blank
        Long time = given == null ? null : EventTime.parse(given.replace(' ', '+'));
        if (given != null && time == null) {
            throw new Unusable(
                    parameter, given, "a time such as 2026-01-01T00:00:00Z, nor a number of seconds or milliseconds");
        }
        return time;
    }

    /** Whether it is asked for. */
    public boolean wants(AlertHead alert) {
        return (since == null || alert.time() >= since)
                && (until == null || alert.time() < until)
                && (rule == null || rule.equals(alert.rule().id()))
                && (level == null || level.equals(alert.rule().level()))
                && (tag == null || alert.rule().tags().stream().anyMatch(tag::equalsIgnoreCase))
                && (status == null || status.equals(alert.life().status().word()))
                && (group == null || group.equals(alert.group()))
                && (text == null || alert.words().contains(text));
    }
}
