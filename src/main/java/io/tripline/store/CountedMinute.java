package io.tripline.store;

import java.util.HashMap;
import java.util.Map;

/**
 * What happened in one minute.
 *
 * @param began its first moment, ms since the epoch
 * @param rules by the id of a rule; those of which nothing came are not there
 */
public record CountedMinute(long began, EngineCount engine, Map<String, RuleCount> rules) {

    public CountedMinute {
        rules = Map.copyOf(rules);
    }

    /**
     * What came of one rule in a span of time.
     *
     * @param matches events that count for it
     * @param alerts of it that were kept
     */
    public record RuleCount(long matches, long alerts) {

        public static final RuleCount NOTHING = new RuleCount(0, 0);

        public RuleCount plus(RuleCount other) {
            return new RuleCount(matches + other.matches, alerts + other.alerts);
        }
    }

    /**
     * What the engine did in a span of time.
     *
     * @param events that were accepted, redelivered ones included
     * @param matches of all rules that look at events
     * @param alerts that were kept, by {@link CountHistory#LEVELS}
     */
    public record EngineCount(long events, long matches, Map<String, Long> alerts) {

        public static final EngineCount NOTHING = new EngineCount(0, 0, Map.of());

        public EngineCount {
            alerts = Map.copyOf(alerts);
        }

        public EngineCount plus(EngineCount other) {
            Map<String, Long> both = new HashMap<>(alerts);
            other.alerts.forEach((level, count) -> both.merge(level, count, Long::sum));
            return new EngineCount(events + other.events, matches + other.matches, both);
        }
    }
}
