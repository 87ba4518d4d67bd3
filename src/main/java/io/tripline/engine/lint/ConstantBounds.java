package io.tripline.engine.lint;

import io.tripline.engine.compile.RuleOutline;
import io.tripline.engine.compile.RuleShape.Aggregate;
import io.tripline.problem.Problem.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Conditions on counts that hold for every count, or for none. */
final class ConstantBounds implements Lint {

    private static final Set<String> COUNTS = Set.of("count", "countDistinct", "times");

    @Override
    public void look(LintedFile file) {
        for (RuleOutline rule : file.rules()) {
            for (Aggregate aggregate : rule.shape().aggregates()) {
                counts(file, rule, aggregate);
                pairs(file, rule, aggregate);
            }
        }
    }

    private static void counts(LintedFile file, RuleOutline rule, Aggregate aggregate) {
        for (Bound bound : bounds(aggregate.conditions())) {
            if (!isCount(aggregate, bound)) {
                continue;
            }
            if (bound.holdsForEveryCount()) {
                file.addAt(
                        Severity.WARNING,
                        rule,
                        bound.text(),
                        "this always holds: a count is 0 or more",
                        "ask for the count that is worth an alert");
            } else if (bound.holdsForNoCount()) {
                file.addAt(
                        Severity.WARNING,
                        rule,
                        bound.text(),
                        "this can never hold: a count is 0, 1, 2 and so on",
                        "ask for a count that can be");
            }
        }
    }

    private static boolean isCount(Aggregate aggregate, Bound bound) {
        return COUNTS.contains(aggregate.functions().getOrDefault(bound.variable(), ""));
    }

    /** Two conditions that must both hold, and cannot. */
    private static void pairs(LintedFile file, RuleOutline rule, Aggregate aggregate) {
        List<Bound> bounds = bounds(aggregate.conditions().stream()
                .filter(condition -> !condition.contains("||") && !condition.contains("!("))
                .toList());
        bounds.removeIf(bound -> isCount(aggregate, bound) && bound.holdsForNoCount());
        for (int i = 0; i < bounds.size(); i++) {
            for (Bound earlier : bounds.subList(0, i)) {
                if (bounds.get(i).excludes(earlier)) {
                    file.addAt(
                            Severity.WARNING,
                            rule,
                            bounds.get(i).text(),
                            "this can never hold together with " + earlier.text(),
                            "leave a number between them");
                    return;
                }
            }
        }
    }

    private static List<Bound> bounds(List<String> conditions) {
        List<Bound> bounds = new ArrayList<>();
        conditions.forEach(condition -> bounds.addAll(Bound.of(condition)));
        return bounds;
    }
}
