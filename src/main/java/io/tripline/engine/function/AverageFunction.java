package io.tripline.engine.function;

import java.math.BigDecimal;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;

/** {@code averageOf( $number )}: the mean of the numbers in the window, to 34 digits; null of none. */
public final class AverageFunction implements CollectingFunction<Numbers> {

    @Override
    public Numbers createContext() {
        return new Numbers();
    }

    @Override
    public @Nullable Object getResult(Numbers numbers) {
        return numbers.count() == 0
                ? null
                : Numbers.plain(numbers.sum().divide(BigDecimal.valueOf(numbers.count()), MathContext.DECIMAL128));
    }

    @Override
    public Class<?> getResultType() {
        return BigDecimal.class;
    }
}
