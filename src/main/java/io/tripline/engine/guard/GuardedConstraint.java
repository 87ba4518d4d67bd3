package io.tripline.engine.guard;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.drools.base.RuleBuildContext;
import org.drools.base.base.ObjectType;
import org.drools.base.base.ValueResolver;
import org.drools.base.rule.Declaration;
import org.drools.base.rule.Pattern;
import org.drools.base.rule.constraint.Constraint;
import org.drools.util.bitmask.BitMask;
import org.jspecify.annotations.Nullable;

/**
 * A constraint that does not hold where it throws. In all else it is the one that it guards.
 *
 * @param <C> what Drools takes it for
 */
abstract class GuardedConstraint<C extends Constraint> extends CompiledConstraint {

    final C constraint;
    final Part part;

    GuardedConstraint(C constraint, Part part) {
        this.constraint = constraint;
        this.part = part;
    }

    /** @param session where it is tested; null where Drools does not say */
    final boolean holds(@Nullable ValueResolver session, BooleanSupplier test) {
        if (!part.enter()) {
            return false;
        }
        try {
            boolean holds = test.getAsBoolean();
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
    public final Declaration[] getRequiredDeclarations() {
        return constraint.getRequiredDeclarations();
    }

    @Override
    public final void replaceDeclaration(Declaration oldDeclaration, Declaration newDeclaration) {
        constraint.replaceDeclaration(oldDeclaration, newDeclaration);
    }

    @Override
    public final ConstraintType getType() {
        return constraint.getType();
    }

    @Override
    public final boolean isTemporal() {
        return constraint.isTemporal();
    }

    @Override
    public final BitMask getListenedPropertyMask(Optional<Pattern> pattern, ObjectType type, List<String> properties) {
        return constraint.getListenedPropertyMask(pattern, type, properties);
    }

    @Override
    public final void registerEvaluationContext(RuleBuildContext context) {
        constraint.registerEvaluationContext(context);
    }

    @Override
    public final Collection<String> getPackageNames() {
        return constraint.getPackageNames();
    }

    @Override
    public final String toString() {
        return constraint.toString();
    }
}
