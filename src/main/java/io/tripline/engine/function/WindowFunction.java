package io.tripline.engine.function;

import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import org.kie.api.runtime.rule.AccumulateFunction;

/** An accumulate function that can take back what it was given, and has no state of its own. Session thread only. */
interface WindowFunction<C extends Serializable> extends AccumulateFunction<C> {

    @Override
    C createContext();

    @Override
    void init(C context);

    @Override
    void accumulate(C context, @Nullable Object value);

    @Override
    void reverse(C context, @Nullable Object value);

    @Override
    @Nullable
    Object getResult(C context);

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
