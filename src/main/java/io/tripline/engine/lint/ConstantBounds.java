package io.tripline.engine.lint;

import io.tripline.engine.compile.RuleOutline;
import io.tripline.engine.compile.RuleShape.Aggregate;
import io.tripline.engine.read.Bound;
import io.tripline.engine.read.Conditional;
import io.tripline.engine.read.Expression;
import io.tripline.problem.Problem.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Conditions on counts that hold for every count, or for none. */
final class ConstantBounds implements Lint {

    private static final Set<String> COUNTS = Set.of("count", "countDistinct", "times");

    @Override
    public void look(LintedFile file) {
        for (RuleOutline rule : file.rules()) {
            for (Aggregate aggregate : rule.shape().aggregates()) {
                counts(file, aggregate);
                pairs(file, aggregate);
            }
        }
    }

    private static void counts(LintedFile file, Aggregate aggregate) {
        for (Bound bound : bounds(aggregate, Bound::in)) {
            if (!isCount(aggregate, bound)) {
                continue;
            }
            if (Bounds.holdForEveryCount(bound)) {
                file.addAt(
                        Severity.WARNING,
                        bound.span(),
                        "this always holds: a count is 0 or more",
                        "ask for the count that is worth an alert");
            } else if (Bounds.holdForNoCount(bound)) {
                file.addAt(
                        Severity.WARNING,
                        bound.span(),
                        "this can never hold: a count is 0, 1, 2 and so on",
                        "ask for a count that can be");
            }
        }
    }

    private static boolean isCount(Aggregate aggregate, Bound bound) {
        Conditional.Function function = aggregate.function(bound.variable());
        return function != null && COUNTS.contains(function.name());
    }

    /** Two conditions that must both hold, and cannot. */
    private static void pairs(LintedFile file, Aggregate aggregate) {
        List<Bound> bounds = bounds(aggregate, Bound::requiredBy);
        bounds.removeIf(bound -> isCount(aggregate, bound) && Bounds.holdForNoCount(bound));
        for (int i = 0; i < bounds.size(); i++) {
            for (Bound earlier : bounds.subList(0, i)) {
                if (Bounds.exclude(bounds.get(i), earlier)) {
                    file.addAt(
                            Severity.WARNING,
                            bounds.get(i).span(),
                            "this can never hold together with " + file.text(earlier.span()),
                            "leave a number between them");
                    return;
                }
            }
        }
    }

    private static List<Bound> bounds(Aggregate aggregate, Function<Expression, List<Bound>> of) {
        List<Bound> bounds = new ArrayList<>();
        aggregate.conditions().forEach(condition -> bounds.addAll(of.apply(condition)));
        return bounds;
    }
}
