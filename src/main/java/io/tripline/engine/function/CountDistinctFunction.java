package io.tripline.engine.function;

/** {@code countDistinct( $value )}: how many different values are in the window. */
public final class CountDistinctFunction implements CollectingFunction<Bag> {

    @Override
    public Bag createContext() {
        return new Bag();
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
