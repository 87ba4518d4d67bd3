package io.tripline.web.page;

import io.tripline.problem.Visible;
import io.tripline.web.wire.SourceBook;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the list of senders shows.
 *
 * @param asked what was asked for, to fill the form with
 * @param states how many are in each state, of all; what wants attention first
 * @param matched senders that are wanted
 * @param more the address of what follows; null where nothing does
 */
public record SourcesView(
        Asked asked,
        Map<String, Integer> states,
        List<Row> rows,
        int matched,
        String self,
        @Nullable String more) {

    /** Logs of one sender that are named. */
    static final int MOST_LOGS = 4;

    /** What the samples of a view take at most, in characters of HTML: the first rows have theirs, which want attention most. */
    static final int MOST_SAMPLES = 40_000;

    /** A character of a sample in HTML, at most: a quote. */
    private static final int ESCAPED = "&quot;".length();

    private static final int LONGEST_NAME = 100;

    /** Events that are older than this when they come are late; so is a sender whose newest are. */
    private static final long LAGS = Duration.ofMinutes(5).toMillis();

    /** What people look at first. */
    private static final List<String> ORDER = List.of("silent", "rejects", "unrecognised", "lags", "well");

    /** What a list is asked for; null asks for nothing. */
    public record Asked(@Nullable String text, @Nullable String state, int from) {}

    /**
     * A sender in one wire format.
     *
     * @param address of itself alone
     * @param key the same for the same sender and format: parts of the page find their place again by it
     * @param logs what its events were recognised as, the one with the latest event first
     * @param otherLogs how many more there are
     * @param rate events in a second or a minute; empty: next to none
     * @param lag of its newest events, or how far its clock is ahead; empty: its events say no time
     * @param usualGap between two bodies; empty: not known yet
     * @param samples none: there are none, or rows above took the room
     */
    public record Row(
            String address,
            String key,
            String sender,
            String format,
            String state,
            List<LogRow> logs,
            int otherLogs,
            @Nullable Moment lastEvent,
            @Nullable Moment lastArrival,
            String rate,
            long accepted,
            long redelivered,
            long rejected,
            long refused,
            long unrecognised,
            long late,
            String lag,
            String usualGap,
            List<Sample> samples) {

        public Row {
            logs = List.copyOf(logs);
            samples = List.copyOf(samples);
        }

        public boolean isSilent() {
            return state.equals("silent");
        }
    }

    /** What came in one format of events. */
    public record LogRow(String log, long events, @Nullable Moment lastEvent) {}

    /**
     * Something that was no event, or one of no known format.
     *
     * @param why a sentence
     * @param text how it begins; null: not known
     */
    public record Sample(String why, @Nullable String text) {

        private int length() {
            return ESCAPED * (why.length() + (text == null ? 0 : text.length()));
        }
    }

    /** The address of the senders in a state. */
    public String of(String state) {
        return Address.of("/sources").with("state", state).toString();
    }

    /** Whether anything narrows it. */
    public boolean isNarrowed() {
        return asked.text() != null || asked.state() != null;
    }

    /** @param now ms since the epoch */
    static SourcesView of(Asked asked, List<SourceBook.Source> sources, long now) {
        Map<String, Integer> states = new LinkedHashMap<>();
        sources.stream()
                .map(SourcesView::state)
                .sorted(Comparator.comparingInt(ORDER::indexOf))
                .forEach(state -> states.merge(state, 1, Integer::sum));
        List<SourceBook.Source> wanted = sources.stream()
                .filter(source -> wants(asked, source))
                .sorted(Comparator.comparingInt((SourceBook.Source source) -> ORDER.indexOf(state(source)))
                        .thenComparing(SourceBook.Source::sender)
                        .thenComparing(SourceBook.Source::format))
                .toList();
        Address self = Address.of("/sources").with("text", asked.text()).with("state", asked.state());
        Part<SourceBook.Source> part = Part.of(wanted, asked.from(), self);
        return new SourcesView(asked, states, rows(part.rows(), now), wanted.size(), part.self(), part.more());
    }

    private static boolean wants(Asked asked, SourceBook.Source source) {
        return (asked.state() == null || asked.state().equals(state(source)))
                && (asked.text() == null || holds(source, asked.text().toLowerCase(Locale.ROOT)));
    }

    private static boolean holds(SourceBook.Source source, String text) {
        return source.sender().toLowerCase(Locale.ROOT).contains(text)
                || source.format().contains(text)
                || source.logs().stream()
                        .anyMatch(log -> log.log().toLowerCase(Locale.ROOT).contains(text));
    }

    private static String state(SourceBook.Source source) {
        if (source.silent()) {
            return "silent";
        }
        if (source.rejected() + source.refused() > 0) {
            return "rejects";
        }
        if (source.unrecognised() > 0) {
            return "unrecognised";
        }
        return source.lag() != null && Math.abs(source.lag()) > LAGS ? "lags" : "well";
    }

    private static List<Row> rows(List<SourceBook.Source> sources, long now) {
        List<Row> rows = new ArrayList<>();
        int room = MOST_SAMPLES;
        for (SourceBook.Source source : sources) {
            List<Sample> samples = samples(source);
            int length = samples.stream().mapToInt(Sample::length).sum();
            room -= length;
            rows.add(row(source, room >= 0 ? samples : List.of(), now));
        }
        return rows;
    }

    private static List<Sample> samples(SourceBook.Source source) {
        List<Sample> samples = new ArrayList<>();
        if (source.sample() != null) {
            samples.add(new Sample("rejected: " + Visible.of(source.sample()), visible(source.sampleText())));
        }
        if (source.unrecognisedText() != null) {
            samples.add(new Sample("event of no known format", visible(source.unrecognisedText())));
        }
        return samples;
    }

    private static @Nullable String visible(@Nullable String text) {
        return text == null ? null : Visible.of(text);
    }

    private static Row row(SourceBook.Source source, List<Sample> samples, long now) {
        return new Row(
                Address.of("/sources").with("text", source.sender()).toString(),
                Integer.toHexString(
                        31 * source.sender().hashCode() + source.format().hashCode()),
                Brief.of(source.sender(), LONGEST_NAME),
                source.format(),
                state(source),
                source.logs().stream()
                        .limit(MOST_LOGS)
                        .map(log -> new LogRow(
                                Brief.of(log.log(), LONGEST_NAME), log.events(), moment(log.lastEvent(), now)))
                        .toList(),
                Math.max(0, source.logs().size() - MOST_LOGS),
                moment(source.lastEvent(), now),
                moment(source.lastArrival(), now),
                rate(source.perSecond()),
                source.events(),
                source.redelivered(),
                source.rejected(),
                source.refused(),
                source.unrecognised(),
                source.late(),
                lag(source.lag()),
                source.usualGap() == 0 ? "" : Moment.span(Duration.ofMillis(source.usualGap())),
                samples);
    }

    private static @Nullable Moment moment(long time, long now) {
        return time == 0 ? null : Moment.of(time, now);
    }

    private static String rate(double perSecond) {
        if (perSecond >= 0.95) {
            return String.format(Locale.ROOT, perSecond < 10 ? "%.1f/s" : "%.0f/s", perSecond);
        }
        double perMinute = perSecond * 60;
        return perMinute < 0.05 ? "" : String.format(Locale.ROOT, perMinute < 10 ? "%.1f/min" : "%.0f/min", perMinute);
    }

    private static String lag(@Nullable Long lag) {
        if (lag == null) {
            return "";
        }
        long millis = Math.abs(lag);
        String span = millis < 1_000 ? millis + " ms" : Moment.span(Duration.ofMillis(millis));
        return lag < 0 ? span + " ahead" : span;
    }
}
