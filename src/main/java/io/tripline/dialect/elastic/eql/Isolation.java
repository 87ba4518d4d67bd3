package io.tripline.dialect.elastic.eql;

import io.tripline.dialect.elastic.eql.Expression.Comparator;
import io.tripline.dialect.elastic.eql.Expression.Constant;
import java.math.BigDecimal;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;

/** A comparison of sums and products, turned over until a field stands alone: {@code 70 - f < 2} is {@code f > 68}. */
record Isolation(Expression.Field field, Comparator comparator, BigDecimal bound) {

    /** Null where the field cannot be set apart: quotients, remainders, more than one field. */
    static @Nullable Isolation of(Expression expression, Comparator comparator, BigDecimal bound) {
        Expression rest = expression;
        Comparator how = comparator;
        BigDecimal value = bound;
        while (rest instanceof Expression.Arithmetic arithmetic) {
            Expression left = Folding.fold(arithmetic.left());
            Expression right = Folding.fold(arithmetic.right());
            boolean behind = right instanceof Constant.Number;
            if (!((behind ? right : left) instanceof Constant.Number number)) {
                return null;
            }
            BigDecimal c = number.value();
            rest = behind ? left : right;
            switch (arithmetic.operation()) {
                case ADD -> value = value.subtract(c);
                case SUBTRACT -> {
                    value = behind ? value.add(c) : c.subtract(value);
                    how = behind ? how : how.flipped();
                }
                case MULTIPLY -> {
                    if (c.signum() == 0) {
                        return null;
                    }
                    value = value.divide(c, MathContext.DECIMAL64);
                    how = c.signum() < 0 ? how.flipped() : how;
                }
                case DIVIDE, MODULO -> {
                    return null;
                }
            }
        }
        return rest instanceof Expression.Field field ? new Isolation(field, how, value.stripTrailingZeros()) : null;
    }
}
