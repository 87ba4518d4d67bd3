package io.tripline.engine.correlate;

import io.tripline.event.Key;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How near a group is to an alert of a rule: what the rule asks, and what of it is there in the window that ends at the group's
 * time. Read from the group's facts alone. Times are ms since the epoch. Immutable.
 *
 * @param standing in what the group stands towards the rule
 * @param measures what is counted and measured; empty where nothing is
 * @param until the last moment at which that holds, if nothing else comes; null where nothing leaves
 * @param silentUntil the last moment of the group's silence after an alert; null if it is not silent
 * @param deadline when what is waited for has not come in time; null where nothing is waited for
 * @param passed whether the logs' clock is beyond {@code until}
 * @param newest the time of the newest match; null if none is held
 * @param matches that are held, those beyond the rule's window included
 * @param logs from which they came
 * @param open whether the rules' session stands
 * @param ratio from 0 to 1: how much of what is asked is there
 */
public record Nearness(
        Key group,
        Standing standing,
        List<Measure> measures,
        @Nullable Long until,
        @Nullable Long silentUntil,
        @Nullable Long deadline,
        boolean passed,
        @Nullable Long newest,
        long matches,
        Set<String> logs,
        boolean open,
        double ratio) {

    /** The nearest first: those that may alert soon, those that are silent, those whose time has passed. */
    static final Comparator<Nearness> NEAREST = Comparator.comparing((Nearness nearness) -> nearness.passed())
            .thenComparing(nearness -> nearness.silentUntil() != null)
            .thenComparing(Comparator.comparingDouble(Nearness::ratio).reversed())
            .thenComparing(nearness -> nearness.deadline() == null ? Long.MAX_VALUE : nearness.deadline())
            .thenComparing(nearness -> nearness.newest() == null ? Long.MAX_VALUE : -nearness.newest());

    public Nearness {
        measures = List.copyOf(measures);
        logs = Set.copyOf(logs);
    }

    /** What the rule waits for in a group. */
    public sealed interface Standing {

        /** Its measures say it. */
        record Measuring() implements Standing {}

        /**
         * A step.
         *
         * @param next the number of the step that is next, from 1; {@code steps} + 1 if all were there
         * @param name of the rule that matches it; empty where it is not known
         */
        record Ordered(int next, int steps, String name) implements Standing {}

        /** A term that was seen. @param lastSeen null if it was not */
        record Term(@Nullable Long lastSeen) implements Standing {}

        /** Something that must not come. @param waiting how many matches wait for it in vain */
        record Waiting(long waiting) implements Standing {}

        /** Any match. */
        record Ready() implements Standing {}

        /** Nothing that could be read from its text. */
        record Unread() implements Standing {}
    }

    /**
     * One thing that is counted or measured.
     *
     * @param of what, in words; empty for matches
     * @param figure whether it is worked out of numbers, and not counted
     * @param have what is in the window
     * @param needed the least that is enough; null where less is wanted, or something else than a number
     * @param condition what the rule asks, in words: {@code more than 10}
     * @param holds whether that is so now
     * @param missing rules of which a match is missing
     * @param atLeast whether only a part of very many was looked at
     */
    public record Measure(
            String of,
            boolean figure,
            BigDecimal have,
            @Nullable BigDecimal needed,
            String condition,
            boolean holds,
            List<String> missing,
            boolean atLeast) {
        public Measure {
            missing = List.copyOf(missing);
        }

        /** {@code 7 of 11}, {@code 3 of 5 different ip}, {@code 2 (less than 3)}, {@code sum of bytes: 450 of 1000}. */
        String text() {
            if (missing.equals(List.of(of))) {
                return "missing: " + of;
            }
            String count = (atLeast ? "at least " : "")
                    + have.toPlainString()
                    + (needed == null ? "" : " of " + needed.toPlainString());
            String counted = figure ? of + ": " + count : of.isEmpty() ? count : count + " " + of;
            return (needed == null ? counted + " (" + condition + ")" : counted)
                    + (missing.isEmpty() ? "" : ", missing: " + String.join(", ", missing));
        }
    }

    /** What there is of what is asked, without times: {@code 7 of 11}. */
    public String progress() {
        List<String> parts = new ArrayList<>();
        measures.forEach(measure -> parts.add(measure.text()));
        String stands =
                switch (standing) {
                    case Standing.Measuring measuring -> "";
                    case Standing.Ordered(int next, int steps, String name) ->
                        next > steps
                                ? "all " + steps + " steps"
                                : "step " + next + " of " + steps + " next" + (name.isEmpty() ? "" : ": " + name);
                    case Standing.Term(Long lastSeen) ->
                        lastSeen == null ? "not seen before" : "known, last seen " + clock(lastSeen);
                    case Standing.Waiting(long waiting) ->
                        waiting == 0 ? "nothing waits" : waiting == 1 ? "" : waiting + " wait";
                    case Standing.Ready ready -> "alerts at the next match";
                    case Standing.Unread unread -> "holds " + matches + (matches == 1 ? " match" : " matches");
                };
        if (!stands.isEmpty()) {
            parts.add(stands);
        }
        return String.join("; ", parts);
    }

    /** Until when that is so: {@code until 14:02Z}, {@code silent until 15:00Z}, {@code deadline at 14:12Z}; empty if for ever. */
    public String times() {
        List<String> parts = new ArrayList<>();
        if (deadline != null) {
            parts.add("deadline at " + clock(deadline));
        }
        if (silentUntil != null) {
            parts.add("silent until " + clock(silentUntil));
        } else if (until != null) {
            parts.add((passed ? "over since " : "until ") + clock(until));
        }
        return String.join(", ", parts);
    }

    /** The whole, on one line, for a person: {@code 7 of 11, until 14:02Z}. */
    public String text() {
        boolean silencesAll = standing instanceof Standing.Ready && silentUntil != null;
        return Stream.of(silencesAll ? "" : progress(), times())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
    }

    /** How many matches, or different ones, are still to come; 0 where that is no number, or nothing is missing. */
    public long more() {
        Measure only = measures.size() == 1 ? measures.getFirst() : null;
        return only == null || only.needed() == null || only.figure() || only.holds()
                ? 0
                : only.needed().subtract(only.have()).longValue();
    }

    /** Hour and minute, in UTC; seconds where there are some, the day where it is not the newest match's. */
    private String clock(long at) {
        Instant instant = Instant.ofEpochMilli(at).truncatedTo(ChronoUnit.SECONDS);
        LocalDate day = LocalDate.ofInstant(instant, ZoneOffset.UTC);
        LocalTime time = LocalTime.ofInstant(instant, ZoneOffset.UTC);
        boolean sameDay =
                newest != null && day.equals(LocalDate.ofInstant(Instant.ofEpochMilli(newest), ZoneOffset.UTC));
        return (sameDay ? "" : day + " ") + time + "Z";
    }
}
