package io.tripline.engine.guard;

import java.io.ObjectInput;
import java.io.ObjectOutput;
import org.drools.base.base.ValueResolver;
import org.drools.base.reteoo.BaseTuple;
import org.drools.base.rule.ContextEntry;
import org.drools.base.rule.IndexableConstraint;
import org.drools.base.rule.accessor.FieldValue;
import org.drools.base.rule.accessor.ReadAccessor;
import org.drools.base.rule.accessor.TupleValueExtractor;
import org.drools.base.rule.constraint.BetaConstraint;
import org.drools.base.util.IndexedValueReader;
import org.drools.base.util.index.ConstraintTypeOperator;
import org.drools.mvel.MVELConstraint;
import org.jspecify.annotations.Nullable;
import org.kie.api.KieBaseConfiguration;
import org.kie.api.runtime.rule.FactHandle;

/** A constraint between a fact and others that does not hold where it throws. */
final class GuardedJoin extends GuardedConstraint<MVELConstraint>
        implements BetaConstraint<ContextEntry>, IndexableConstraint {

    GuardedJoin(MVELConstraint constraint, Part part) {
        super(constraint, part);
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
}
