package io.tripline.engine.function;

import org.jspecify.annotations.Nullable;

/** Works something out of the numbers in the window. */
interface NumbersFunction extends WindowFunction<Numbers> {

    @Override
    default Numbers createContext() {
        return new Numbers();
    }

    @Override
    default void init(Numbers numbers) {
        numbers.clear();
    }

    @Override
    default void accumulate(Numbers numbers, @Nullable Object value) {
        numbers.add(value);
    }

    @Override
    default void reverse(Numbers numbers, @Nullable Object value) {
        numbers.remove(value);
    }
}
