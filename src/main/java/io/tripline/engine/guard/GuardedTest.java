package io.tripline.engine.guard;

import java.util.function.Predicate;
import org.drools.base.base.ValueResolver;
import org.drools.base.rule.constraint.AlphaNodeFieldConstraint;
import org.kie.api.runtime.rule.FactHandle;

/**
 * A constraint on one fact that does not hold where it throws. Never shared between rules: each fails for itself, and an
 * identity of its own keeps Drools from merging what must stay apart.
 */
public final class GuardedTest extends GuardedConstraint<AlphaNodeFieldConstraint> implements AlphaNodeFieldConstraint {

    GuardedTest(AlphaNodeFieldConstraint constraint, Part part) {
        super(constraint, part);
    }

    /** What it guards. */
    public AlphaNodeFieldConstraint constraint() {
        return constraint;
    }

    @Override
    public boolean isAllowed(FactHandle handle, ValueResolver session) {
        return holds(session, () -> constraint.isAllowed(handle, session));
    }

    /**
     * Whether a test holds that says the same of a fact before it is in a session.
     *
     * @param evaluation the one that the fact is for
     */
    public <T> boolean holds(Predicate<T> test, T fact, Evaluation evaluation) {
        if (!part.enter()) {
            return false;
        }
        try {
            boolean holds = test.test(fact);
            part.endedWell();
            return holds;
        } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError thrown) {
            part.failed(thrown, evaluation);
            return false;
        } finally {
            part.leave();
        }
    }

    @Override
    public AlphaNodeFieldConstraint cloneIfInUse() {
        return clone();
    }

    @Override
    public GuardedTest clone() {
        return new GuardedTest((AlphaNodeFieldConstraint) constraint.clone(), part);
    }
}
