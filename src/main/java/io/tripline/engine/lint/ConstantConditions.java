package io.tripline.engine.lint;

import io.tripline.engine.compile.RuleOutline;
import io.tripline.engine.read.EventCondition;
import io.tripline.problem.Problem.Severity;
import java.util.List;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** Conditions on an event that hold for none, or for every one, whatever its fields. */
final class ConstantConditions implements Lint {

    /** Of larger ones not every pair is looked at; no person wrote them. */
    private static final int MOST_PARTS = 500;

    @Override
    public void look(LintedFile file) {
        for (RuleOutline rule : file.rules()) {
            EventCondition condition = rule.condition();
            if (condition != null) {
                look(file, condition, null);
            }
        }
    }

    private static void look(LintedFile file, EventCondition node, @Nullable EventCondition around) {
        switch (node) {
            case EventCondition.And and
            when !(around instanceof EventCondition.And) -> conjunction(file, SignedCondition.ofAll(and));
            case EventCondition.Or or
            when !(around instanceof EventCondition.Or) -> disjunction(file, SignedCondition.ofAny(or));
            case EventCondition.AtLeast some -> count(file, some);
            case EventCondition.And ofTheOneAround -> {}
            case EventCondition.Or ofTheOneAround -> {}
            case EventCondition.Not not -> {}
            case EventCondition.ValueTest test -> {}
            case EventCondition.Before test -> {}
            case EventCondition.OriginTest test -> {}
            case EventCondition.HasField test -> {}
            case EventCondition.InList test -> {}
            case EventCondition.FieldState test -> {}
            case EventCondition.FieldRelation relation -> {}
            case EventCondition.AnyObject some -> conjunction(file, SignedCondition.ofObject(some));
        }
        ConditionTree.parts(node).forEach(part -> look(file, part, node));
    }

    /** What is asked for is excluded, with all its alternatives. */
    private static void conjunction(LintedFile file, List<SignedCondition> parts) {
        Pair pair = pair(parts, (asked, excluded) -> excluded.covers(asked));
        if (pair != null) {
            file.addAt(
                    Severity.WARNING,
                    pair.excluded().written().span(),
                    "this can never hold together with "
                            + LintedFile.shown(pair.asked().written().text()),
                    "what is asked for is excluded as well: take one of them out");
        }
    }

    private static void disjunction(LintedFile file, List<SignedCondition> parts) {
        Pair pair = pair(parts, SignedCondition::covers);
        if (pair != null) {
            file.addAt(
                    Severity.WARNING,
                    pair.excluded().written().span(),
                    "this, or " + LintedFile.shown(pair.asked().written().text()) + ", holds for every event",
                    "join them with && if both are meant, or take one of them out");
        }
    }

    private static void count(LintedFile file, EventCondition.AtLeast some) {
        int parts = some.parts().size();
        if (some.count() > parts) {
            file.addAt(
                    Severity.WARNING,
                    some.span(),
                    "this can never hold: " + some.count() + " of " + parts + (parts == 1 ? " part" : " parts"),
                    parts == 0 ? "name the parts after the number" : "ask for " + parts + " at most");
        } else if (some.count() < 1) {
            file.addAt(
                    Severity.WARNING,
                    some.span(),
                    "this always holds: it asks for " + some.count() + " of its parts",
                    "ask for 1 at least");
        }
    }

    private record Pair(SignedCondition asked, SignedCondition excluded) {}

    private static @Nullable Pair pair(
            List<SignedCondition> parts, BiPredicate<SignedCondition, SignedCondition> clash) {
        if (parts.size() > MOST_PARTS) {
            return null;
        }
        for (SignedCondition excluded : parts) {
            for (SignedCondition asked : parts) {
                if (excluded.negated() && !asked.negated() && clash.test(asked, excluded)) {
                    return new Pair(asked, excluded);
                }
            }
        }
        return null;
    }
}
