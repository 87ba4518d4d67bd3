package io.tripline.web.wire;

import io.tripline.ingest.Decoded;
import io.tripline.ingest.DecodedBatch;
import io.tripline.ingest.EventDecoder;
import io.tripline.ingest.Excerpt;
import io.tripline.ingest.SaidTime;
import io.tripline.problem.Cut;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What each sender has brought since the start, by its name and the form in which it came. Of many senders those that were quiet
 * for longest are forgotten. Any thread.
 */
@Singleton
public final class SourceBook {

    private static final int MOST = 1_000;
    private static final int LONGEST_REASON = 200;

    /** There are fewer formats; they are told one by one. */
    private static final int MOST_LOGS = 50;

    /** An event that nobody recognises is looked at as a text once in so long, ms. */
    private static final long SAMPLED = 1_000;

    /** Bodies after which an older least lag counts no more. */
    private static final int LAGS = 100;

    /** An event that is older than this when it comes is late. */
    private static final Duration LATE = Duration.ofMinutes(5);

    /** The rate is that of the last minutes: what is older than this counts less than half. */
    private static final double MEMORY = Duration.ofMinutes(5).toMillis();

    /** Gaps between bodies, before what is usual is known. */
    private static final int LEARNT = 20;

    /** A sender is silent after so many of its longest usual gaps. */
    private static final double PATIENCE = 3;

    private static final Duration LEAST_SILENCE = Duration.ofMinutes(1);

    private record Key(String sender, String format) {}

    /** Least recently heard of first. */
    private final Map<Key, Page> pages = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * One sender, as it is told.
     *
     * @param lastArrival ms since the epoch
     * @param lastEvent the latest time of its events, ms since the epoch; 0: none
     * @param perSecond events, over the last minutes
     * @param refused bodies of which nothing was taken
     * @param sample why the last item that was rejected, or body that was refused, is none; null: none was
     * @param sampleText how that begins, an {@link Excerpt}; null: none was, or its text is not known
     * @param unrecognisedText how an event of no known format begins, one of the last, as JSON; null: none was
     * @param lag ms by which the newest event of a body was older than its arrival, the least of the last bodies; below 0 the sender's
     *     clock is ahead; null: its events have said no time
     * @param logs what its events were recognised as, the one with the latest event first
     * @param usualGap ms, the longest that is usual between two bodies; 0: not known yet
     * @param silent nothing came for much longer than is usual
     * @param told somebody has been told of that
     */
    public record Source(
            String sender,
            String format,
            long bodies,
            long events,
            long redelivered,
            long rejected,
            long refused,
            long unrecognised,
            long late,
            long lastArrival,
            long lastEvent,
            double perSecond,
            @Nullable String sample,
            @Nullable String sampleText,
            @Nullable String unrecognisedText,
            @Nullable Long lag,
            List<Log> logs,
            long usualGap,
            boolean silent,
            boolean told) {
        public Source {
            logs = List.copyOf(logs);
        }
    }

    /**
     * What came in one format of events.
     *
     * @param log its name in the table of formats; {@code json}: none of them
     * @param lastEvent the latest time of its events, ms since the epoch
     */
    public record Log(String log, long events, long lastEvent) {}

    private static final class Page {
        private long bodies;
        private long events;
        private long redelivered;
        private long rejected;
        private long refused;
        private long unrecognised;
        private long late;
        private long lastArrival;
        private long lastEvent;
        private double perMilli;
        private int gaps;
        private double gap;
        private @Nullable String sample;
        private @Nullable String sampleText;
        private @Nullable String unrecognisedText;
        private long unrecognisedAt;
        private final Map<String, Log> logs = new HashMap<>();

        /** The least of the last bodies, and of those before them; {@link Long#MAX_VALUE}: none. */
        private long lag = Long.MAX_VALUE;

        private long lagBefore = Long.MAX_VALUE;
        private int lags;
        private boolean told;

        /** The longest gap is remembered, and slowly forgotten: a sender may become faster. */
        private void arrived(long now) {
            if (lastArrival > 0) {
                gaps++;
                gap = Math.max(now - lastArrival, gap * 0.99);
            }
            double kept = Math.exp(-(now - lastArrival) / MEMORY);
            perMilli = lastArrival == 0 ? 0 : perMilli * kept;
            lastArrival = now;
            told = false;
            bodies++;
        }

        private void event(Decoded event, long now) {
            long time = event.event().getTimestamp();
            lastEvent = Math.max(lastEvent, Math.min(time, now));
            late += now - time > LATE.toMillis() ? 1 : 0;
            if (event.format().equals(EventDecoder.UNRECOGNISED)) {
                unrecognised++;
                if (unrecognisedText == null || now - unrecognisedAt >= SAMPLED) {
                    unrecognisedAt = now;
                    unrecognisedText = Excerpt.of(event.event().source());
                }
            }
            if (logs.containsKey(event.format()) || logs.size() < MOST_LOGS) {
                logs.merge(
                        event.format(),
                        new Log(event.format(), 1, Math.min(time, now)),
                        (a, b) -> new Log(a.log(), a.events() + 1, Math.max(a.lastEvent(), b.lastEvent())));
            }
        }

        /** @param least of the events of one body */
        private void lag(long least) {
            if (++lags >= LAGS) {
                lagBefore = lag;
                lag = Long.MAX_VALUE;
                lags = 0;
            }
            lag = Math.min(lag, least);
        }

        private List<Log> logs() {
            return logs.values().stream()
                    .sorted(Comparator.comparingLong(Log::lastEvent).reversed().thenComparing(Log::log))
                    .toList();
        }

        private Source told(Key key, long now) {
            long leastLag = Math.min(lag, lagBefore);
            boolean isKnown = gaps >= LEARNT;
            double patience = Math.max(PATIENCE * gap, LEAST_SILENCE.toMillis());
            double rate = perMilli * Math.exp(-(now - lastArrival) / MEMORY) * 1000;
            return new Source(
                    key.sender(),
                    key.format(),
                    bodies,
                    events,
                    redelivered,
                    rejected,
                    refused,
                    unrecognised,
                    late,
                    lastArrival,
                    lastEvent,
                    Math.round(rate * 1000) / 1000.0,
                    sample,
                    sampleText,
                    unrecognisedText,
                    leastLag == Long.MAX_VALUE ? null : (Long) leastLag,
                    logs(),
                    isKnown ? Math.round(gap) : 0,
                    isKnown && now - lastArrival > patience,
                    told);
        }
    }

    /** @param now ms since the epoch */
    synchronized void taken(String sender, String format, Taken taken, long now) {
        Page page = page(sender, format);
        page.arrived(now);
        DecodedBatch batch = taken.batch();
        page.events += batch.events().size();
        page.redelivered += taken.result().redelivered().size();
        page.rejected += batch.rejected();
        page.perMilli += batch.events().size() / MEMORY;
        long lag = Long.MAX_VALUE;
        for (Decoded event : batch.events()) {
            page.event(event, now);
            if (event.time() instanceof SaidTime.Read(long time)) {
                lag = Math.min(lag, now - time);
            }
        }
        if (lag != Long.MAX_VALUE) {
            page.lag(lag);
        }
        if (!batch.rejections().isEmpty()) {
            page.sample = Cut.after(LONGEST_REASON, batch.rejections().getLast().reason());
            page.sampleText = batch.lastRejected();
        }
    }

    /** A body of which nothing could be used. */
    synchronized void refused(String sender, String format, WireRefusal refusal) {
        Page page = page(sender, format);
        page.refused++;
        page.sample = Cut.after(LONGEST_REASON, refusal.refused().detail());
        page.sampleText = refusal.text();
    }

    /** Until something comes again. */
    synchronized void told(String sender, String format) {
        Page page = pages.get(new Key(sender, format));
        if (page != null) {
            page.told = true;
        }
    }

    private Page page(String sender, String format) {
        Page page = pages.computeIfAbsent(new Key(sender, format), key -> new Page());
        if (pages.size() > MOST) {
            pages.remove(pages.keySet().iterator().next());
        }
        return page;
    }

    /** All, those that were heard of last first. */
    public synchronized List<Source> all(long now) {
        List<Source> all = new ArrayList<>();
        pages.forEach((key, page) -> all.addFirst(page.told(key, now)));
        return all;
    }
}
