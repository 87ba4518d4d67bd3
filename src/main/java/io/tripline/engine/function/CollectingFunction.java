package io.tripline.engine.function;

import org.jspecify.annotations.Nullable;

/** A function whose context takes the values as they come and go. */
interface CollectingFunction<C extends Collected> extends WindowFunction<C> {

    @Override
    default void init(C collected) {
        collected.clear();
    }

    @Override
    default void accumulate(C collected, @Nullable Object value) {
        collected.add(value);
    }

    @Override
    default void reverse(C collected, @Nullable Object value) {
        collected.remove(value);
    }
}
