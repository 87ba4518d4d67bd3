package io.tripline.engine.function;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** {@code sumOf( $number )}: the exact sum of the numbers in the window, 0 of none. */
public final class SumFunction implements WindowFunction<Numbers> {

    @Override
    public Numbers createContext() {
        return new Numbers();
    }

    @Override
    public void init(Numbers numbers) {
        numbers.clear();
    }

    @Override
    public void accumulate(Numbers numbers, @Nullable Object value) {
        numbers.add(value);
    }

    @Override
    public void reverse(Numbers numbers, @Nullable Object value) {
        numbers.remove(value);
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
