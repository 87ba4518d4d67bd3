package io.tripline.web.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tripline.alert.Levels;
import io.tripline.config.Durations;
import io.tripline.live.history.MinuteHistory;
import io.tripline.store.CountedMinute.EngineCount;
import io.tripline.store.CountedMinute.RuleCount;
import io.tripline.web.rules.RuleView;
import io.tripline.web.rules.StreamView;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A chart over time.
 *
 * @param title what it shows, for who does not see it
 * @param data times in seconds and series, as {@code tripline.js} takes them: JSON
 */
public record Chart(String title, String data) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Minutes that a chart shows. */
    private static final int MINUTES = 180;

    /** Hours that a chart shows where minutes say nothing. */
    private static final int HOURS = 7 * 24;

    /** What a rule asks of a count, in words. */
    private static final Pattern LEAST = Pattern.compile("(more than|at least) (\\d{1,9})");

    private record Series(String label, String colour, boolean dash, double[] values) {}

    /**
     * Matches and alerts of a rule; where it counts within a window, the matches of the window that ends with each moment, and the
     * threshold.
     *
     * @param now ms since the epoch
     */
    static Chart ofRule(RuleView.Detail rule, MinuteHistory history, long now) {
        Long window = window(rule.rule().window());
        boolean byMinute = window == null || window <= Duration.ofHours(1).toMillis();
        long step = byMinute ? MinuteHistory.MINUTE : MinuteHistory.HOUR;
        int shown = byMinute ? MINUTES : HOURS;
        int back = window == null ? 1 : (int) Math.clamp(window / step, 1, shown * 4L);
        long end = now - now % step + step;
        long begin = end - shown * step;
        NavigableMap<Long, RuleCount> counts = history.ofRule(rule.rule().id(), begin - (back - 1) * step, end, step);
        List<Series> series = new ArrayList<>();
        double[] matches = values(counts, begin - (back - 1) * step, shown + back - 1, step, RuleCount::matches);
        BigDecimal needed = needed(rule);
        if (window != null && needed != null) {
            series.add(new Series(
                    "matches within " + rule.rule().window() + ", all groups", "bar", false, rolling(matches, back)));
            double[] threshold = new double[shown];
            Arrays.fill(threshold, needed.doubleValue());
            series.add(new Series("enough for an alert of one group", "warn", true, threshold));
        } else {
            series.add(new Series("matches", "bar", false, rolling(matches, 1, back - 1)));
        }
        series.add(new Series("alerts", "bad", false, values(counts, begin, shown, step, RuleCount::alerts)));
        return of(
                "Matches and alerts of the last "
                        + (byMinute ? "three hours, by the minute" : "seven days, by the hour"),
                begin,
                step,
                series);
    }

    /** The least that is enough, where a group has told it. */
    private static @Nullable BigDecimal needed(RuleView.Detail rule) {
        return rule.nearest().stream()
                .flatMap(group -> group.measures().stream())
                .map(StreamView.Measure::needed)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseGet(() -> rule.stages().stream()
                        .map(stage -> LEAST.matcher(stage.bounds()))
                        .filter(Matcher::matches)
                        .map(found -> new BigDecimal(found.group(2))
                                .add(found.group(1).equals("more than") ? BigDecimal.ONE : BigDecimal.ZERO))
                        .findFirst()
                        .orElse(null));
    }

    /** Ms; null where the rule looks back over no span that is a duration. */
    private static @Nullable Long window(@Nullable String text) {
        Duration window = text == null ? null : Durations.parse(text);
        return window == null ? null : window.toMillis();
    }

    /** Alerts by level, and events. */
    static Chart ofEngine(MinuteHistory history, long now) {
        long end = now - now % MinuteHistory.MINUTE + MinuteHistory.MINUTE;
        long begin = end - MINUTES * MinuteHistory.MINUTE;
        NavigableMap<Long, EngineCount> counts = history.ofEngine(begin, end, MinuteHistory.MINUTE);
        List<Series> series = new ArrayList<>();
        for (String level : Levels.ALL.reversed()) {
            series.add(new Series(
                    level, level, false, values(counts, begin, MINUTES, MinuteHistory.MINUTE, count -> count.alerts()
                            .getOrDefault(level, 0L))));
        }
        return of("Alerts by level in the last three hours, by the minute", begin, MinuteHistory.MINUTE, series);
    }

    /** Events that came. */
    static Chart ofEvents(MinuteHistory history, long now) {
        long end = now - now % MinuteHistory.MINUTE; // the running one would look like a fall
        long begin = end - MINUTES * MinuteHistory.MINUTE;
        NavigableMap<Long, EngineCount> counts = history.ofEngine(begin, end, MinuteHistory.MINUTE);
        return of(
                "Events a second in the last three hours",
                begin,
                MinuteHistory.MINUTE,
                List.of(new Series(
                        "events a second",
                        "bar",
                        false,
                        values(counts, begin, MINUTES, MinuteHistory.MINUTE, count -> count.events() / 60.0))));
    }

    private static <T> double[] values(
            NavigableMap<Long, T> counts, long begin, int length, long step, ToDoubleFunction<T> value) {
        double[] values = new double[length];
        counts.forEach((time, count) -> {
            long index = (time - begin) / step;
            if (index >= 0 && index < length) {
                values[(int) index] += value.applyAsDouble(count);
            }
        });
        return values;
    }

    /** The sums of so many values up to each, without those that have not so many before them. */
    private static double[] rolling(double[] values, int length) {
        return rolling(values, length, length - 1);
    }

    private static double[] rolling(double[] values, int length, int from) {
        double[] sums = new double[values.length - from];
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += values[i];
            if (i >= length) {
                sum -= values[i - length];
            }
            if (i >= from) {
                sums[i - from] = sum;
            }
        }
        return sums;
    }

    private static Chart of(String title, long begin, long step, List<Series> series) {
        int length = series.getFirst().values().length;
        long[] times = new long[length];
        for (int i = 0; i < length; i++) {
            times[i] = (begin + i * step) / 1000;
        }
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("times", times);
        data.put(
                "whole",
                series.stream()
                        .flatMapToDouble(one -> Arrays.stream(one.values()))
                        .allMatch(value -> value == Math.rint(value)));
        data.put(
                "series",
                series.stream()
                        .map(one -> Map.of(
                                "label", one.label(),
                                "colour", one.colour(),
                                "dash", one.dash(),
                                "values", one.values()))
                        .toList());
        try {
            return new Chart(title, MAPPER.writeValueAsString(data));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("numbers and texts can be written", e);
        }
    }
}
