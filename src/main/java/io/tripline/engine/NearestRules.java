package io.tripline.engine;

import io.tripline.engine.compile.LogEvidence;
import io.tripline.engine.read.EventCondition;
import io.tripline.event.Event;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The match rules that are nearest to an event: those that hold, then those of which the fewest tests would have to come out
 * otherwise. Rules for other logs, and those of whose fields the event has none, are far from it and are not looked at.
 *
 * @param explanations the nearest first
 * @param lookedAt rules whose tests were asked
 * @param left rules for which there was no more time
 */
public record NearestRules(List<Near> explanations, int lookedAt, int left) {

    private static final Comparator<Candidate> FARTHEST = Comparator.comparingInt(Candidate::missing)
            .thenComparingInt(Candidate::number)
            .reversed();

    /**
     * A rule that is near.
     *
     * @param missing the fewest tests that would have to come out otherwise; 0 if it holds
     */
    public record Near(Explanation explanation, int missing) {}

    private record Candidate(LoadedRule rule, EventCondition condition, int missing, int number) {}

    public NearestRules {
        explanations = List.copyOf(explanations);
    }

    /**
     * @param most that are told of
     * @param isOver asked before each rule: no more are looked at
     */
    public static NearestRules of(List<LoadedRule> rules, Event event, int most, BooleanSupplier isOver) {
        PriorityQueue<Candidate> nearest = new PriorityQueue<>(FARTHEST);
        int lookedAt = 0;
        for (int i = 0; i < rules.size(); i++) {
            LoadedRule rule = rules.get(i);
            EventCondition condition = rule.outline().condition();
            if (isOver.getAsBoolean()) {
                return new NearestRules(told(nearest, event), lookedAt, rules.size() - i);
            }
            if (condition == null || !mayBeNear(rule, condition, event)) {
                continue;
            }
            lookedAt++;
            nearest.add(new Candidate(rule, condition, missing(condition, event), i));
            if (nearest.size() > most) {
                nearest.remove();
            }
        }
        return new NearestRules(told(nearest, event), lookedAt, 0);
    }

    /** One rule, however far; null if it tests no event. */
    public static @Nullable Near of(LoadedRule rule, Event event) {
        EventCondition condition = rule.outline().condition();
        return condition == null
                ? null
                : new Near(Explanation.of(rule.outline(), condition, event), missing(condition, event));
    }

    private static boolean mayBeNear(LoadedRule rule, EventCondition condition, Event event) {
        return condition.mayHold(event.origin())
                && LogEvidence.mayCount(condition, event.origin())
                && (rule.testedFields().isEmpty()
                        || rule.testedFields().stream().anyMatch(event::hasField));
    }

    /** What is missing is one more where keywords alone do not count. */
    private static int missing(EventCondition condition, Event event) {
        int missing = Shortfall.of(condition, event);
        return missing > 0 || LogEvidence.counts(condition, event) ? missing : 1;
    }

    private static List<Near> told(PriorityQueue<Candidate> nearest, Event event) {
        List<Candidate> candidates = new ArrayList<>(nearest);
        candidates.sort(FARTHEST.reversed());
        return candidates.stream()
                .map(candidate -> new Near(
                        Explanation.of(candidate.rule().outline(), candidate.condition(), event), candidate.missing()))
                .toList();
    }
}
