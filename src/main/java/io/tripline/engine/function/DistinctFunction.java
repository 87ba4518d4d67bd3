package io.tripline.engine.function;

import java.util.Set;

/** {@code distinctValues( $value )}: the values in the window, each once, in order of arrival. A live view. */
public final class DistinctFunction implements CollectingFunction<Bag> {

    @Override
    public Bag createContext() {
        return new Bag();
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
