package io.tripline.engine.function;

import io.tripline.event.NumberAt;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code percentile( $match.numberAt( 95, "path" ) )}: the value below which so many percent of the numbers in the window
 * lie, by linear interpolation between closest ranks; null of none. {@code numberAt( 50, … )} is the median.
 */
public final class PercentileFunction implements WindowFunction<PercentileFunction.Sorted> {

    /** The numbers of one group, in ascending order. */
    public static final class Sorted implements Serializable {

        private static final long serialVersionUID = 1L;

        private final transient List<BigDecimal> numbers = new ArrayList<>();
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
            int at = Collections.binarySearch(sorted.numbers, number);
            sorted.numbers.add(at < 0 ? -at - 1 : at, number);
        }
    }

    @Override
    public void reverse(Sorted sorted, @Nullable Object value) {
        if (value instanceof NumberAt(double percent, BigDecimal number)) {
            int at = Collections.binarySearch(sorted.numbers, number);
            if (at >= 0) {
                sorted.numbers.remove(at);
            }
        }
    }

    @Override
    public @Nullable Object getResult(Sorted sorted) {
        List<BigDecimal> numbers = sorted.numbers;
        if (numbers.isEmpty()) {
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
