package io.tripline.store;

import io.tripline.alert.Levels;
import io.tripline.store.CountedMinute.EngineCount;
import io.tripline.store.CountedMinute.RuleCount;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.stream.Stream;

/**
 * What came of rules, minute by minute; older than {@link #MINUTES} hour by hour, and older than {@link #HOURS} no more. Only spans
 * in which something happened are there. Safe for any thread; any method may throw a {@link StoreFailure}.
 */
public interface CountHistory {

    /** A minute is kept for so long; then it is a part of its hour. */
    Duration MINUTES = Duration.ofHours(24);

    /** An hour is kept for so long. */
    Duration HOURS = Duration.ofDays(30);

    /** So many spans of rules are kept at most: of more the oldest go. */
    int MOST_ROWS = 1_000_000;

    /** The level of an alert that has none of those that are known. */
    String NO_LEVEL = "none";

    /** What alerts are counted by. */
    List<String> LEVELS =
            Stream.concat(Stream.of(NO_LEVEL), Levels.ALL.stream()).toList();

    /**
     * Keeps minutes, in place of what was kept of them: what is kept twice counts once. What is too old goes.
     *
     * @param now ms since the epoch
     */
    void keep(Collection<CountedMinute> minutes, long now);

    /** Minutes from a moment on, as they were kept; ms since the epoch. */
    List<CountedMinute> since(long from);

    /** The first moment of the newest span in which a rule matched, ms since the epoch, by its id. */
    Map<String, Long> lastMatches();

    /**
     * What came of a rule, by the first moment of each span, ms since the epoch.
     *
     * @param from ms since the epoch, included
     * @param until excluded
     * @param step length of a span, ms: a minute or a multiple of it
     */
    NavigableMap<Long, RuleCount> ofRule(String rule, long from, long until, long step);

    /** The same of the engine. */
    NavigableMap<Long, EngineCount> ofEngine(long from, long until, long step);
}
