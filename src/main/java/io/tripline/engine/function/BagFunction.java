package io.tripline.engine.function;

import org.jspecify.annotations.Nullable;

/** Works something out of the values in the window, of which it knows how often each is there. */
interface BagFunction extends WindowFunction<Bag> {

    @Override
    default Bag createContext() {
        return new Bag();
    }

    @Override
    default void init(Bag bag) {
        bag.clear();
    }

    @Override
    default void accumulate(Bag bag, @Nullable Object value) {
        bag.add(value);
    }

    @Override
    default void reverse(Bag bag, @Nullable Object value) {
        bag.remove(value);
    }
}
