package io.tripline.engine.function;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code distinctValues( $value )}: the values in the window, each once, in order of arrival. A live view. */
public final class DistinctFunction implements WindowFunction<Bag> {

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
        return bag.distinct();
    }

    @Override
    public Class<?> getResultType() {
        return Set.class;
    }
}
