package io.tripline.web.overview;

import io.tripline.alert.AlertStatus;
import io.tripline.engine.Engine;
import io.tripline.engine.correlate.Holdings;
import io.tripline.live.EngineWatch;
import io.tripline.live.Heap;
import io.tripline.live.LivePipeline;
import io.tripline.live.MemoryWatch;
import io.tripline.live.Timings;
import io.tripline.live.history.MinuteHistory;
import io.tripline.live.outbox.Outbox;
import io.tripline.live.outbox.SinkState;
import io.tripline.store.CountedMinute.EngineCount;
import io.tripline.web.alerts.AlertIndex;
import io.tripline.web.overview.Overview.Attention;
import io.tripline.web.rules.RulePages;
import io.tripline.web.rules.RuleView;
import io.tripline.web.wire.SourceBook;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Asks the parts of the program how they fare. Any thread; reads what they publish, and the store. */
@Singleton
public final class Overviews {

    private static final int MOST_ATTENTION = 50;
    private static final long DAY = Duration.ofDays(1).toMillis();

    /** States in which nothing is to be done. */
    private static final Set<String> WELL = Set.of("live", "disabled", "deleted");

    private final Engine engine;
    private final LivePipeline pipeline;
    private final RulePages rules;
    private final AlertIndex alerts;
    private final MinuteHistory history;
    private final Outbox outbox;
    private final SourceBook sources;
    private final Timings timings;
    private final Heap heap;
    private final MemoryWatch memory;
    private final EngineWatch watch;
    private final InstantSource clock;

    Overviews(
            Engine engine,
            LivePipeline pipeline,
            RulePages rules,
            AlertIndex alerts,
            MinuteHistory history,
            Outbox outbox,
            SourceBook sources,
            Timings timings,
            Heap heap,
            MemoryWatch memory,
            EngineWatch watch,
            InstantSource clock) {
        this.engine = engine;
        this.pipeline = pipeline;
        this.rules = rules;
        this.alerts = alerts;
        this.history = history;
        this.outbox = outbox;
        this.sources = sources;
        this.timings = timings;
        this.heap = heap;
        this.memory = memory;
        this.watch = watch;
        this.clock = clock;
    }

    /** How it fares now. */
    public Overview now() {
        long now = clock.millis();
        long minute = now - now % MinuteHistory.MINUTE;
        Holdings holdings = engine.holdings();
        List<RuleView.Summary> all = rules.list().items();
        Map<String, Integer> states = new TreeMap<>();
        all.forEach(rule -> states.merge(rule.fares(), 1, Integer::sum));
        return new Overview(
                perSecond(minute),
                ofDay(now),
                alerts.newest().stream()
                        .filter(alert -> alert.life().status() == AlertStatus.OPEN)
                        .count(),
                timings.p99Millis(),
                heap.used(),
                heap.most(),
                holdings.matches(),
                holdings.groups(),
                states,
                attention(all, now));
    }

    private double perSecond(long minute) {
        EngineCount last = history.ofEngine(minute - MinuteHistory.MINUTE, minute, MinuteHistory.MINUTE)
                .get(minute - MinuteHistory.MINUTE);
        return last == null ? 0 : Math.round(last.events() / 6.0) / 10.0;
    }

    private Map<String, Long> ofDay(long now) {
        Map<String, Long> levels = new TreeMap<>();
        history.ofEngine(now - DAY, now + MinuteHistory.MINUTE, MinuteHistory.HOUR)
                .values()
                .forEach(count -> count.alerts().forEach((level, raised) -> levels.merge(level, raised, Long::sum)));
        return levels;
    }

    private List<Attention> attention(List<RuleView.Summary> all, long now) {
        List<Attention> attention = new ArrayList<>();
        if (memory.level() != MemoryWatch.Level.FINE) {
            attention.add(new Attention(
                    "memory",
                    memory.level().name().toLowerCase(Locale.ROOT),
                    "",
                    "events are turned away when it is full",
                    null));
        }
        String trouble = pipeline.trouble();
        if (trouble != null) {
            attention.add(new Attention("store", "failing", "", trouble, null));
        }
        if (watch.isStuck()) {
            String culprit = watch.culprit();
            attention.add(new Attention(
                    "engine", "stuck", culprit == null ? "" : culprit, "a rule does not come to an end", null));
        }
        all.stream()
                .filter(rule -> !WELL.contains(rule.state()))
                .map(rule -> new Attention(
                        "rule", rule.state(), rule.title(), rule.trouble() == null ? "" : rule.trouble(), rule.id()))
                .forEach(attention::add);
        outbox.states().stream()
                .filter(sink -> sink.dead() > 0 || sink.missed() > 0 || sink.nextTry() > 0)
                .map(Overviews::sink)
                .forEach(attention::add);
        sources.all(now).stream()
                .filter(SourceBook.Source::silent)
                .map(source -> new Attention(
                        "source",
                        "silent",
                        source.sender() + " " + source.format(),
                        "nothing came for longer than it is used to",
                        null))
                .forEach(attention::add);
        return attention.subList(0, Math.min(MOST_ATTENTION, attention.size()));
    }

    private static Attention sink(SinkState sink) {
        String state = sink.nextTry() > 0
                ? "failing"
                : sink.dead() > 0 ? sink.dead() + " dead letters" : sink.missed() + " missed";
        return new Attention("sink", state, sink.name(), sink.lastError() == null ? "" : sink.lastError(), null);
    }
}
