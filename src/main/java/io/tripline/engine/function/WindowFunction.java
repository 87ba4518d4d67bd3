package io.tripline.engine.function;

import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.io.Serializable;
import org.kie.api.runtime.rule.AccumulateFunction;

/** An accumulate function that can take back what it was given, and has no state of its own. Shard thread only. */
interface WindowFunction<C extends Serializable> extends AccumulateFunction<C> {

    @Override
    default boolean supportsReverse() {
        return true;
    }

    @Override
    default void writeExternal(ObjectOutput out) {
        // no state
    }

    @Override
    default void readExternal(ObjectInput in) {
        // no state
    }
}
