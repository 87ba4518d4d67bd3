package io.tripline.engine.function;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** {@code times( $match.isOf( "a" ) )}: for how many matches in the window it holds. */
public final class TimesFunction implements WindowFunction<TimesFunction.Held> {

    /** The count of one group. */
    public static final class Held implements Serializable {

        private static final long serialVersionUID = 1L;

        private int count;
    }

    @Override
    public Held createContext() {
        return new Held();
    }

    @Override
    public void init(Held held) {
        held.count = 0;
    }

    @Override
    public void accumulate(Held held, @Nullable Object value) {
        held.count += Boolean.TRUE.equals(value) ? 1 : 0;
    }

    @Override
    public void reverse(Held held, @Nullable Object value) {
        held.count -= Boolean.TRUE.equals(value) ? 1 : 0;
    }

    @Override
    public Object getResult(Held held) {
        return held.count;
    }

    @Override
    public Class<?> getResultType() {
        return Integer.class;
    }
}
