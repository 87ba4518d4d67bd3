package io.tripline.live.history;

import io.tripline.live.rules.LiveGraph;
import io.tripline.store.CountHistory;
import io.tripline.store.CountedMinute;
import io.tripline.store.CountedMinute.EngineCount;
import io.tripline.store.CountedMinute.RuleCount;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What came of rules, and what the engine did, over time. The last hour is in memory, and each minute goes to the store when it is
 * over; the running one, when the program stops. Any thread.
 */
public final class MinuteHistory {

    /** A minute, ms. */
    public static final long MINUTE = Duration.ofMinutes(1).toMillis();

    /** An hour, ms. */
    public static final long HOUR = Duration.ofHours(1).toMillis();

    /** Minutes that wait for a store that fails; of more the oldest go. */
    private static final int MOST_UNKEPT = 60;

    private static final String EVENTS = "events";
    private static final String MATCHES = "matches";

    private final CounterDifferences counters;
    private final RaisedAlerts raised;
    private final CountHistory store;
    private final InstantSource clock;

    /** One at a time looks, and one at a time keeps: readers do not wait for the store. */
    private final Object looking = new Object();

    // guarded by this

    private final LastHour matches;
    private final LastHour alerts;

    /** Events and matches, and alerts by level. */
    private final LastHour engine;

    /** Minutes that are over, or were when it was last tried to keep them; by number. */
    private final TreeMap<Long, CountedMinute> unkept = new TreeMap<>();

    /** By the id of a rule, ms since the epoch: of those that matched in the last {@link CountHistory#HOURS}, or since the start. */
    private final Map<String, Long> lastMatch = new HashMap<>();

    /** The minute that goes on. */
    private long running;

    /**
     * @param accepted events since the start
     * @param raised told of every alert that is kept
     */
    public MinuteHistory(
            LiveGraph rules, LongSupplier accepted, RaisedAlerts raised, CountHistory store, InstantSource clock) {
        this.counters = new CounterDifferences(rules, accepted);
        this.raised = raised;
        this.store = store;
        this.clock = clock;
        this.running = minuteNow();
        this.matches = new LastHour(running);
        this.alerts = new LastHour(running);
        this.engine = new LastHour(running);
    }

    private long minuteNow() {
        return Math.floorDiv(clock.millis(), MINUTE);
    }

    /**
     * Goes on where the program ended: before the first look.
     *
     * @throws io.tripline.store.StoreFailure that cannot be read
     */
    public void restore() {
        List<CountedMinute> kept = store.since(start());
        Map<String, Long> lastMatches = store.lastMatches();
        synchronized (this) {
            lastMatch.putAll(lastMatches);
            for (CountedMinute minute : kept) {
                long number = minute.began() / MINUTE;
                engine.add(EVENTS, number, minute.engine().events());
                engine.add(MATCHES, number, minute.engine().matches());
                minute.engine().alerts().forEach((level, count) -> engine.add(level, number, count));
                minute.rules().forEach((rule, count) -> {
                    matches.add(rule, number, count.matches());
                    alerts.add(rule, number, count.alerts());
                });
            }
        }
    }

    /**
     * To be called every few seconds: what has come since the last call belongs to the minute of that call.
     *
     * @throws io.tripline.store.StoreFailure minutes that are over could not be kept: they are with the next look
     */
    public void look() {
        synchronized (looking) {
            count();
            synchronized (this) {
                long now = minuteNow();
                if (now != running) {
                    end();
                    running = now;
                    matches.moveTo(now);
                    alerts.moveTo(now);
                    engine.moveTo(now);
                }
            }
            keepWhatIsOver();
        }
    }

    /**
     * The program stops: the running minute is kept as far as it went.
     *
     * @throws io.tripline.store.StoreFailure it could not be
     */
    public void keep() {
        synchronized (looking) {
            count();
            synchronized (this) {
                end();
            }
            keepWhatIsOver();
        }
    }

    private void count() {
        CounterDifferences.More more = counters.take();
        Map<RaisedAlerts.Of, Long> newAlerts = raised.take();
        synchronized (this) {
            engine.add(EVENTS, running, more.events());
            engine.add(MATCHES, running, more.matches());
            more.ofRules().forEach((rule, count) -> {
                matches.add(rule, running, count);
                lastMatch.put(rule, clock.millis());
            });
            newAlerts.forEach((of, count) -> {
                engine.add(of.level(), running, count);
                alerts.add(of.rule(), running, count);
            });
        }
    }

    /** The running minute is to be kept, if there is something in it. */
    private void end() {
        Set<String> ids = new HashSet<>(matches.ofMinute(running).keySet());
        ids.addAll(alerts.ofMinute(running).keySet());
        Map<String, RuleCount> rules = new HashMap<>();
        ids.forEach(id -> rules.put(id, ruleCount(id, running)));
        EngineCount ofEngine = engineCount(running);
        if (!rules.isEmpty() || !ofEngine.equals(EngineCount.NOTHING)) {
            unkept.put(running, new CountedMinute(running * MINUTE, ofEngine, rules));
        }
        while (unkept.size() > MOST_UNKEPT) {
            unkept.pollFirstEntry();
        }
    }

    private RuleCount ruleCount(String rule, long minute) {
        return new RuleCount(matches.count(rule, minute), alerts.count(rule, minute));
    }

    private EngineCount engineCount(long minute) {
        Map<String, Long> counts = engine.ofMinute(minute);
        long events = counts.getOrDefault(EVENTS, 0L);
        long found = counts.getOrDefault(MATCHES, 0L);
        counts.keySet().retainAll(CountHistory.LEVELS);
        return new EngineCount(events, found, counts);
    }

    private void keepWhatIsOver() {
        Map<Long, CountedMinute> over;
        synchronized (this) {
            over = Map.copyOf(unkept);
        }
        if (!over.isEmpty()) {
            store.keep(over.values(), clock.millis());
            synchronized (this) {
                over.forEach(unkept::remove);
            }
        }
    }

    /** The first moment of the last hour, ms since the epoch: of the minute that {@link #recentMatches} begins with. */
    public synchronized long start() {
        return matches.oldest() * MINUTE;
    }

    /**
     * Matches of the last 60 minutes by the id of a rule, the oldest minute first, the running one last; rules that have none are not
     * there. From memory, for all rules at once: copies.
     */
    public synchronized Map<String, long[]> recentMatches() {
        return matches.all();
    }

    /** The same of alerts. */
    public synchronized Map<String, long[]> recentAlerts() {
        return alerts.all();
    }

    /**
     * When an event last counted for a rule, on the wall clock, ms since the epoch: to a few seconds; what was before the start, to the
     * minute, and what was more than a day before it, to the hour. Null where that is not known.
     */
    public synchronized @Nullable Long lastMatch(String rule) {
        return lastMatch.get(rule);
    }

    /**
     * What came of a rule, by the first moment of each span, ms since the epoch; spans in which nothing did are not there.
     *
     * @param from ms since the epoch, included
     * @param until excluded
     * @param step {@link #MINUTE} or {@link #HOUR}; minutes are there for {@link CountHistory#MINUTES}
     * @throws io.tripline.store.StoreFailure what is older than an hour cannot be read
     */
    public NavigableMap<Long, RuleCount> ofRule(String rule, long from, long until, long step) {
        NavigableMap<Long, RuleCount> points = new TreeMap<>();
        long recent = addRecent(points, minute -> ruleCount(rule, minute), RuleCount::plus, from, until, step);
        if (from < recent) {
            store.ofRule(rule, from, Math.min(until, recent), step)
                    .forEach((began, count) -> points.merge(began, count, RuleCount::plus));
        }
        points.values().removeIf(RuleCount.NOTHING::equals);
        return points;
    }

    /** The same of the engine. */
    public NavigableMap<Long, EngineCount> ofEngine(long from, long until, long step) {
        NavigableMap<Long, EngineCount> points = new TreeMap<>();
        long recent = addRecent(points, this::engineCount, EngineCount::plus, from, until, step);
        if (from < recent) {
            store.ofEngine(from, Math.min(until, recent), step)
                    .forEach((began, count) -> points.merge(began, count, EngineCount::plus));
        }
        points.values().removeIf(EngineCount.NOTHING::equals);
        return points;
    }

    /** @return up to which moment the store is to be asked */
    private synchronized <C> long addRecent(
            Map<Long, C> points, LongFunction<C> count, BinaryOperator<C> plus, long from, long until, long step) {
        for (long minute = matches.oldest(); minute <= matches.newest(); minute++) {
            long began = minute * MINUTE;
            if (began >= from && began < until) {
                points.merge(began - began % step, count.apply(minute), plus);
            }
        }
        return start();
    }
}
