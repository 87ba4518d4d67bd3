package io.tripline.engine.guard;

import java.io.ObjectInput;
import java.io.ObjectOutput;
import org.drools.base.rule.constraint.Constraint;

/** A constraint that lives as long as the rules that were compiled. */
public abstract class CompiledConstraint implements Constraint {

    @Override
    public abstract CompiledConstraint clone();

    @Override
    public final void writeExternal(ObjectOutput out) {
        throw new UnsupportedOperationException("rules are compiled from their text, never serialized");
    }

    @Override
    public final void readExternal(ObjectInput in) {
        throw new UnsupportedOperationException("rules are compiled from their text, never serialized");
    }
}
