package io.tripline.engine.function;

import org.jspecify.annotations.Nullable;

/** {@code countDistinct( $value )}: how many different values are in the window. */
public final class CountDistinctFunction implements WindowFunction<Bag> {

    @Override
    public Bag createContext() {
        return new Bag();
    }

    @Override
    public void init(Bag bag) {
        bag.clear();
    }

    @Override
    public void accumulate(Bag bag, @Nullable Object value) {
        bag.add(value);
    }

    @Override
    public void reverse(Bag bag, @Nullable Object value) {
        bag.remove(value);
    }

    @Override
    public Object getResult(Bag bag) {
        return bag.distinct().size();
    }

    @Override
    public Class<?> getResultType() {
        return Integer.class;
    }
}
