package io.tripline.engine.compile;

import io.tripline.engine.guard.Evaluation;
import io.tripline.engine.guard.GuardedTest;
import io.tripline.engine.guard.Guards;
import io.tripline.engine.guard.RuleGuard;
import io.tripline.engine.read.EventCondition;
import io.tripline.event.Event;
import org.jspecify.annotations.Nullable;

/** What an event has to pass before it is put into a session with a match rule. Any thread. */
public final class MatchGate {

    private final RuleGuard rule;
    private final @Nullable EventConstraint constraint;
    private final @Nullable GuardedTest guarded;

    /** @param condition null where nothing of the rule is known to be asked first */
    MatchGate(RuleGuard rule, @Nullable EventCondition condition) {
        this.rule = rule;
        this.constraint = condition == null ? null : new EventConstraint(condition);
        this.guarded = constraint == null ? null : Guards.test(rule, constraint);
    }

    public RuleGuard rule() {
        return rule;
    }

    public @Nullable EventCondition condition() {
        return constraint == null ? null : constraint.condition();
    }

    /**
     * @param event of a log for which the condition may hold
     * @param evaluation of the session that it is put into if it passes
     */
    public boolean admits(Event event, Evaluation evaluation) {
        return guarded == null || constraint == null || guarded.holds(constraint, event, evaluation);
    }
}
