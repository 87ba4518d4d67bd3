package io.tripline.engine.guard;

import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.drools.base.RuleBuildContext;
import org.drools.base.base.ObjectType;
import org.drools.base.base.ValueResolver;
import org.drools.base.rule.Declaration;
import org.drools.base.rule.Pattern;
import org.drools.base.rule.constraint.AlphaNodeFieldConstraint;
import org.drools.util.bitmask.BitMask;
import org.kie.api.runtime.rule.FactHandle;

/**
 * A constraint on one fact that does not hold where it throws. Never shared between rules: each fails for itself, and an
 * identity of its own keeps Drools from merging what must stay apart.
 */
public final class GuardedTest implements AlphaNodeFieldConstraint {

    private final AlphaNodeFieldConstraint constraint;
    private final Part part;

    GuardedTest(AlphaNodeFieldConstraint constraint, Part part) {
        this.constraint = constraint;
        this.part = part;
    }

    /** What it guards. */
    public AlphaNodeFieldConstraint constraint() {
        return constraint;
    }

    @Override
    public boolean isAllowed(FactHandle handle, ValueResolver session) {
        if (!part.enter()) {
            return false;
        }
        try {
            boolean holds = constraint.isAllowed(handle, session);
            part.endedWell();
            return holds;
        } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError thrown) {
            part.failed(thrown, session);
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

    @Override
    public Declaration[] getRequiredDeclarations() {
        return constraint.getRequiredDeclarations();
    }

    @Override
    public void replaceDeclaration(Declaration oldDeclaration, Declaration newDeclaration) {
        constraint.replaceDeclaration(oldDeclaration, newDeclaration);
    }

    @Override
    public ConstraintType getType() {
        return constraint.getType();
    }

    @Override
    public boolean isTemporal() {
        return constraint.isTemporal();
    }

    @Override
    public BitMask getListenedPropertyMask(Optional<Pattern> pattern, ObjectType type, List<String> properties) {
        return constraint.getListenedPropertyMask(pattern, type, properties);
    }

    @Override
    public void registerEvaluationContext(RuleBuildContext context) {
        constraint.registerEvaluationContext(context);
    }

    @Override
    public Collection<String> getPackageNames() {
        return constraint.getPackageNames();
    }

    @Override
    public String toString() {
        return constraint.toString();
    }

    @Override
    public void writeExternal(ObjectOutput out) {
        throw new UnsupportedOperationException("rules are compiled from their text, never serialized");
    }

    @Override
    public void readExternal(ObjectInput in) {
        throw new UnsupportedOperationException("rules are compiled from their text, never serialized");
    }
}
