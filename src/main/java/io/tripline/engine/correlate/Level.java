package io.tripline.engine.correlate;

import io.tripline.engine.compile.RuleOutline;
import io.tripline.engine.compile.RuleShape.Aggregate;
import io.tripline.engine.compile.RuleShape.FactPattern;
import io.tripline.engine.compile.RuleShape.Role;
import io.tripline.engine.read.Effect;
import io.tripline.engine.read.Expression;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The rules of a file that are joined by the streams they read: their matches of one key are one group.
 *
 * @param streams what its rules read; {@link #EVENTS} for windows over events
 * @param keyed whether facts meet by key alone; if not, all facts of the level are one group
 * @param span ms: the longest that a rule looks back
 * @param needs of its rules; any of them is enough
 * @param silences by rule name, for how long its own writing to a stream keeps a rule silent
 * @param remembered streams of which the newest match of a key is kept
 * @param retained what some rule looks back at
 */
record Level(
        List<RuleOutline> rules,
        Set<String> streams,
        boolean keyed,
        long span,
        Set<Need> needs,
        Map<String, Silence> silences,
        Set<String> remembered,
        Set<RuleOutline.Retained> retained) {

    /** Stands for the stream of raw events. */
    static final String EVENTS = "";

    /** @param millis how long */
    record Silence(String stream, long millis) {}

    Level {
        rules = List.copyOf(rules);
        streams = Set.copyOf(streams);
        needs = Set.copyOf(needs);
        silences = Map.copyOf(silences);
        remembered = Set.copyOf(remembered);
        retained = Set.copyOf(retained);
    }

    /** Rules that share a stream, or that one rule ties together, are of one level. */
    static List<Level> of(List<RuleOutline> rules) {
        List<List<RuleOutline>> joined = new ArrayList<>();
        List<Set<String>> streams = new ArrayList<>();
        for (RuleOutline rule : rules) {
            if (rule.kind() == RuleOutline.Kind.MATCH) {
                continue;
            }
            List<RuleOutline> together = new ArrayList<>();
            Set<String> reads = new HashSet<>(reads(rule));
            for (int i = joined.size() - 1; i >= 0; i--) {
                if (streams.get(i).stream().anyMatch(reads::contains)) {
                    together.addAll(0, joined.remove(i));
                    reads.addAll(streams.remove(i));
                }
            }
            together.add(rule);
            joined.add(together);
            streams.add(reads);
        }
        Map<String, Integer> steps = steps(rules);
        List<Level> levels = new ArrayList<>();
        for (int i = 0; i < joined.size(); i++) {
            levels.add(level(joined.get(i), streams.get(i), steps));
        }
        return levels;
    }

    private static Set<String> reads(RuleOutline rule) {
        return rule.kind() == RuleOutline.Kind.EVENT_WINDOW
                ? java.util.stream.Stream.concat(rule.reads().stream(), java.util.stream.Stream.of(EVENTS))
                        .collect(Collectors.toSet())
                : rule.reads();
    }

    /** How many steps the orders have that the rules write. */
    private static Map<String, Integer> steps(List<RuleOutline> rules) {
        Map<String, Integer> steps = new HashMap<>();
        for (RuleOutline rule : rules) {
            for (Effect effect : rule.shape().effects()) {
                if (effect instanceof Effect.Write write
                        && write.role() instanceof Effect.Role.Step(int step, boolean last)
                        && last) {
                    steps.merge(write.stream(), step, Math::min);
                }
            }
        }
        return steps;
    }

    private static Level level(List<RuleOutline> rules, Set<String> streams, Map<String, Integer> steps) {
        Set<String> remembered = rules.stream()
                .flatMap(rule -> rule.shape().effects().stream())
                .filter(Effect.Remember.class::isInstance)
                .map(effect -> ((Effect.Remember) effect).stream())
                .collect(Collectors.toSet());
        Map<String, Silence> silences = new HashMap<>();
        Set<RuleOutline.Retained> retained = new HashSet<>();
        Set<Need> needs = new HashSet<>();
        long span = 0;
        for (RuleOutline rule : rules) {
            retained.addAll(rule.retains());
            needs.add(Need.of(rule, remembered, steps));
            span = Math.max(span, rule.window() == null ? 0 : rule.window().millis());
            for (FactPattern pattern : rule.shape().patterns()) {
                if (pattern.role() == Role.NOT
                        && pattern.window() != null
                        && pattern.stream() != null
                        && !pattern.isTemporal()
                        && rule.writes().contains(pattern.stream())) {
                    silences.put(
                            rule.name(),
                            new Silence(pattern.stream(), pattern.window().millis()));
                }
            }
        }
        boolean keyed = rules.stream().allMatch(Level::meetsByKey);
        return new Level(rules, streams, keyed, span, needs, silences, remembered, retained);
    }

    /** Whether every pattern of the rule is about one key. */
    private static boolean meetsByKey(RuleOutline rule) {
        List<FactPattern> patterns = rule.shape().patterns();
        if (rule.kind() == RuleOutline.Kind.EVENT_WINDOW
                || patterns.stream().anyMatch(pattern -> pattern.length() != null)) {
            return false;
        }
        for (Aggregate aggregate : rule.shape().aggregates()) {
            Expression grouping = aggregate.grouping();
            boolean byKey = grouping instanceof Expression.Variable variable
                    && patterns.stream()
                            .anyMatch(
                                    pattern -> pattern.role() == Role.AGGREGATED && pattern.bindsKey(variable.name()));
            boolean tied = grouping == null
                    && patterns.size() > 1
                    && patterns.getFirst().role() != Role.AGGREGATED;
            if (!byKey && !tied) {
                return false;
            }
        }
        return patterns.isEmpty()
                || patterns.subList(1, patterns.size()).stream().allMatch(FactPattern::isTiedToKey);
    }

    /** What lives in a session only until it has fired. */
    boolean looksBack(String stream, Object fact) {
        return stream.equals(EVENTS)
                || retained.contains(
                        new RuleOutline.Retained(stream, fact.getClass().getSimpleName()));
    }

    /** The same, with a session for each group that has facts. */
    Level ungated() {
        return new Level(rules, streams, keyed, span, Set.of(new Need.Always()), silences, remembered, retained);
    }

    boolean isAlwaysOpen() {
        return !keyed || needs.stream().anyMatch(Need.Always.class::isInstance);
    }

    /** Whether a rule waits for what does not come. */
    boolean hasDeadlines() {
        return rules.stream()
                .flatMap(rule -> rule.shape().patterns().stream())
                .anyMatch(pattern -> pattern.role() == Role.NOT && pattern.isTemporal());
    }

    boolean hasRule(String name) {
        return rules.stream().anyMatch(rule -> rule.name().equals(name));
    }

    /** Whether several rules begin with something else than a fact. */
    boolean needsInitialFacts() {
        return rules.stream()
                        .filter(rule -> rule.shape().patterns().isEmpty()
                                || rule.shape().patterns().getFirst().role() != Role.PLAIN)
                        .count()
                > 1;
    }

    boolean remembers(String stream) {
        return remembered.contains(stream);
    }
}
