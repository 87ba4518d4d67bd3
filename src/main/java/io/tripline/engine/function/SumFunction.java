package io.tripline.engine.function;

import java.math.BigDecimal;

/** {@code sumOf( $number )}: the exact sum of the numbers in the window, 0 of none. */
public final class SumFunction implements CollectingFunction<Numbers> {

    @Override
    public Numbers createContext() {
        return new Numbers();
    }

    @Override
    public Object getResult(Numbers numbers) {
        return numbers.sum();
    }

    @Override
    public Class<?> getResultType() {
        return BigDecimal.class;
    }
}
