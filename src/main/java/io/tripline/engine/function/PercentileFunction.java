package io.tripline.engine.function;

import io.tripline.event.NumberAt;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;

/**
 * {@code percentile( $match.numberAt( 95, "path" ) )}: the value below which so many percent of the numbers in the window
 * lie, by linear interpolation between closest ranks; null of none. {@code numberAt( 50, … )} is the median.
 */
public final class PercentileFunction implements WindowFunction<PercentileFunction.Sorted> {

    /** The numbers of one group, in ascending order. */
    public static final class Sorted implements Serializable {

        private static final long serialVersionUID = 1L;

        private final transient SortedNumbers numbers = new SortedNumbers();
        private double percent;
    }

    @Override
    public Sorted createContext() {
        return new Sorted();
    }

    @Override
    public void init(Sorted sorted) {
        sorted.numbers.clear();
    }

    @Override
    public void accumulate(Sorted sorted, @Nullable Object value) {
        if (value instanceof NumberAt(double percent, BigDecimal number)) {
            sorted.percent = percent;
            sorted.numbers.add(number);
        }
    }

    @Override
    public void reverse(Sorted sorted, @Nullable Object value) {
        if (value instanceof NumberAt(double percent, BigDecimal number)) {
            sorted.numbers.remove(number);
        }
    }

    @Override
    public @Nullable Object getResult(Sorted sorted) {
        SortedNumbers numbers = sorted.numbers;
        if (numbers.size() == 0) {
            return null;
        }
        BigDecimal rank = BigDecimal.valueOf(sorted.percent)
                .multiply(BigDecimal.valueOf(numbers.size() - 1L))
                .movePointLeft(2);
        int below = Math.clamp(rank.longValue(), 0, numbers.size() - 1);
        int above = Math.min(below + 1, numbers.size() - 1);
        BigDecimal low = numbers.get(below);
        BigDecimal share = rank.subtract(BigDecimal.valueOf(below));
        return Numbers.plain(low.add(numbers.get(above).subtract(low).multiply(share), MathContext.DECIMAL128));
    }

    @Override
    public Class<?> getResultType() {
        return BigDecimal.class;
    }
}
