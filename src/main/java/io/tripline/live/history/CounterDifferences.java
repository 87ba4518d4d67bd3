package io.tripline.live.history;

import io.tripline.engine.LoadedRule;
import io.tripline.engine.RuleCounters;
import io.tripline.engine.compile.RuleOutline;
import io.tripline.live.rules.LiveGraph;
import io.tripline.live.rules.RuleGraph;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.LongSupplier;

/** How much more counters say than when they were last asked. One thread. */
final class CounterDifferences {

    private final LiveGraph graph;
    private final LongSupplier accepted;

    /** Those of a rule that is loaded anew are others, and begin at 0. */
    private final Map<RuleCounters, Long> matched = new WeakHashMap<>();

    private long acceptedBefore;

    CounterDifferences(LiveGraph graph, LongSupplier accepted) {
        this.graph = graph;
        this.accepted = accepted;
    }

    /**
     * What has come.
     *
     * @param matches of all rules that look at events
     * @param ofRules matches by the id of a rule, of all that lead to its alerts; those that have none are not there
     */
    record More(long events, long matches, Map<String, Long> ofRules) {}

    More take() {
        long now = accepted.getAsLong();
        long events = now - acceptedBefore;
        acceptedBefore = now;
        RuleGraph rules = graph.now();
        Map<RuleCounters, Long> more = new IdentityHashMap<>();
        for (LoadedRule rule : rules.rules()) {
            if (rule.outline().kind() != RuleOutline.Kind.CORRELATION) {
                long matches = rule.counters().matched();
                Long before = matched.put(rule.counters(), matches);
                if (matches != (before == null ? 0 : before)) {
                    more.put(rule.counters(), matches - (before == null ? 0 : before));
                }
            }
        }
        long all = more.values().stream().mapToLong(Long::longValue).sum();
        return new More(events, all, more.isEmpty() ? Map.of() : byRule(rules, more));
    }

    private static Map<String, Long> byRule(RuleGraph rules, Map<RuleCounters, Long> more) {
        Map<String, Long> byRule = new HashMap<>();
        for (LoadedRule raising : rules.raising()) {
            long count = rules.matching(raising).stream()
                    .mapToLong(stage -> more.getOrDefault(stage.counters(), 0L))
                    .sum();
            if (count > 0) {
                byRule.merge(raising.outline().id(), count, Long::sum);
            }
        }
        return byRule;
    }
}
