package io.tripline.engine.guard;

import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.drools.base.RuleBuildContext;
import org.drools.base.base.ObjectType;
import org.drools.base.base.ValueResolver;
import org.drools.base.reteoo.BaseTuple;
import org.drools.base.rule.ContextEntry;
import org.drools.base.rule.Declaration;
import org.drools.base.rule.IndexableConstraint;
import org.drools.base.rule.Pattern;
import org.drools.base.rule.accessor.FieldValue;
import org.drools.base.rule.accessor.ReadAccessor;
import org.drools.base.rule.accessor.TupleValueExtractor;
import org.drools.base.rule.constraint.BetaConstraint;
import org.drools.base.util.IndexedValueReader;
import org.drools.base.util.index.ConstraintTypeOperator;
import org.drools.mvel.MVELConstraint;
import org.drools.util.bitmask.BitMask;
import org.jspecify.annotations.Nullable;
import org.kie.api.KieBaseConfiguration;
import org.kie.api.runtime.rule.FactHandle;

/** A constraint between a fact and others that does not hold where it throws. */
final class GuardedJoin implements BetaConstraint<ContextEntry>, IndexableConstraint {

    private final MVELConstraint constraint;
    private final Part part;

    GuardedJoin(MVELConstraint constraint, Part part) {
        this.constraint = constraint;
        this.part = part;
    }

    /** What Drools remembers of one side, and the session in which it does. */
    private static final class Context implements ContextEntry {

        private static final long serialVersionUID = 1L;

        private final transient ContextEntry context;
        private transient @Nullable ValueResolver session;

        Context(ContextEntry context) {
            this.context = context;
        }

        @Override
        public @Nullable ContextEntry getNext() {
            return context.getNext();
        }

        @Override
        public void setNext(ContextEntry next) {
            context.setNext(next);
        }

        @Override
        public void updateFromTuple(ValueResolver resolver, BaseTuple tuple) {
            session = resolver;
            context.updateFromTuple(resolver, tuple);
        }

        @Override
        public void updateFromFactHandle(ValueResolver resolver, FactHandle handle) {
            session = resolver;
            context.updateFromFactHandle(resolver, handle);
        }

        @Override
        public void resetTuple() {
            context.resetTuple();
        }

        @Override
        public void resetFactHandle() {
            context.resetFactHandle();
        }

        @Override
        public void writeExternal(ObjectOutput out) {
            throw new UnsupportedOperationException("sessions are never serialized");
        }

        @Override
        public void readExternal(ObjectInput in) {
            throw new UnsupportedOperationException("sessions are never serialized");
        }
    }

    @Override
    public boolean isAllowedCachedLeft(ContextEntry context, FactHandle handle) {
        Context own = (Context) context;
        return holds(own.session, () -> constraint.isAllowedCachedLeft(own.context, handle));
    }

    @Override
    public boolean isAllowedCachedRight(BaseTuple tuple, ContextEntry context) {
        Context own = (Context) context;
        return holds(own.session, () -> constraint.isAllowedCachedRight(tuple, own.context));
    }

    private boolean holds(@Nullable ValueResolver session, BooleanSupplier test) {
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
    public ContextEntry createContext() {
        return new Context(constraint.createContext());
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public <T> T cloneIfInUse() {
        return (T) clone();
    }

    @Override
    public GuardedJoin clone() {
        return new GuardedJoin(constraint.clone(), part);
    }

    @Override
    public boolean isUnification() {
        return constraint.isUnification();
    }

    @Override
    public void unsetUnification() {
        constraint.unsetUnification();
    }

    @Override
    public boolean isIndexable(int nodeType, KieBaseConfiguration configuration) {
        return constraint.isIndexable(nodeType, configuration);
    }

    @Override
    public ConstraintTypeOperator getConstraintType() {
        return constraint.getConstraintType();
    }

    @Override
    public FieldValue getField() {
        return constraint.getField();
    }

    @Override
    public IndexedValueReader getFieldIndex() {
        return constraint.getFieldIndex();
    }

    @Override
    public ReadAccessor getFieldExtractor() {
        return constraint.getFieldExtractor();
    }

    @Override
    public TupleValueExtractor getRightIndexExtractor() {
        return constraint.getRightIndexExtractor();
    }

    @Override
    public TupleValueExtractor getLeftIndexExtractor() {
        return constraint.getLeftIndexExtractor();
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
