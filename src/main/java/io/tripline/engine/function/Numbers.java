package io.tripline.engine.function;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The exact sum and the count of the numbers in a window; what is no number does not count. */
final class Numbers implements Collected {

    private static final long serialVersionUID = 1L;

    private BigDecimal sum = BigDecimal.ZERO;
    private long count;

    @Override
    public void clear() {
        sum = BigDecimal.ZERO;
        count = 0;
    }

    @Override
    public void add(@Nullable Object value) {
        BigDecimal number = of(value);
        if (number != null) {
            sum = sum.add(number);
            count++;
        }
    }

    @Override
    public void remove(@Nullable Object value) {
        BigDecimal number = of(value);
        if (number != null) {
            sum = sum.subtract(number);
            count--;
        }
    }

    BigDecimal sum() {
        return sum;
    }

    long count() {
        return count;
    }

    /** Without zeros at the end, and 30 instead of 3E+1: as JSON shows it. */
    static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    /** The number that a value is; null where it is none. */
    static @Nullable BigDecimal of(@Nullable Object value) {
        return switch (value) {
            case BigDecimal decimal -> decimal;
            case Double real -> Double.isFinite(real) ? BigDecimal.valueOf(real) : null;
            case Long whole -> BigDecimal.valueOf(whole);
            case Integer whole -> BigDecimal.valueOf(whole);
            case null, default -> null;
        };
    }
}
