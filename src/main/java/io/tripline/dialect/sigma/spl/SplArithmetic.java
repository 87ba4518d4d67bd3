package io.tripline.dialect.sigma.spl;

import io.tripline.dialect.sigma.spl.Quantity.Constant;
import io.tripline.dialect.sigma.spl.Quantity.Elapsed;
import io.tripline.dialect.sigma.spl.Quantity.First;
import io.tripline.dialect.sigma.spl.Quantity.Last;
import io.tripline.dialect.sigma.spl.Quantity.Opaque;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;

/** Works out what an expression stands for. */
final class SplArithmetic {

    private final Map<String, Quantity> names;
    /** After {@code stats} only what it named is left of the events. */
    private final boolean afterStats;

    SplArithmetic(Map<String, Quantity> names, boolean afterStats) {
        this.names = names;
        this.afterStats = afterStats;
    }

    Quantity quantity(SplExpression expression) {
        return switch (expression) {
            case SplExpression.Number number -> new Constant(number.value());
            case SplExpression.Text text -> new Quantity.Text(text.text());
            case SplExpression.Placeholder placeholder ->
                new Quantity.Parameter(placeholder.name(), placeholder.offset());
            case SplExpression.Name name -> named(name.name());
            case SplExpression.Arithmetic arithmetic ->
                arithmetic(arithmetic.operator(), quantity(arithmetic.left()), quantity(arithmetic.right()));
            case SplExpression.Call call -> new Opaque("the function '" + call.function() + "'");
            case SplExpression.Compare compare -> new Opaque("a comparison as a value");
            case SplExpression.And and -> new Opaque("'AND' as a value");
            case SplExpression.Or or -> new Opaque("'OR' as a value");
            case SplExpression.Not not -> new Opaque("'NOT' as a value");
        };
    }

    Quantity named(String name) {
        Quantity known = names.get(name);
        if (known != null) {
            return known;
        }
        return afterStats || name.replace("{}", "").isBlank()
                ? new Opaque("'" + name + "', which is not known here")
                : new Quantity.EventField(name);
    }

    private static Quantity arithmetic(char operator, Quantity left, Quantity right) {
        if (left instanceof Last && right instanceof First && operator == '-') {
            return new Elapsed(BigDecimal.ONE);
        }
        if (left instanceof Elapsed(BigDecimal unit) && right instanceof Constant(BigDecimal factor)) {
            if (factor.signum() <= 0 || operator != '*' && operator != '/') {
                return new Opaque("'" + operator + "' on a time");
            }
            return new Elapsed(
                    operator == '/'
                            ? unit.multiply(factor, MathContext.DECIMAL64)
                            : unit.divide(factor, MathContext.DECIMAL64));
        }
        if (left instanceof Constant(BigDecimal a) && right instanceof Constant(BigDecimal b)) {
            return constant(operator, a, b);
        }
        return new Opaque("an expression of more than times and numbers");
    }

    private static Quantity constant(char operator, BigDecimal a, BigDecimal b) {
        return switch (operator) {
            case '+' -> new Constant(a.add(b, MathContext.DECIMAL64));
            case '-' -> new Constant(a.subtract(b, MathContext.DECIMAL64));
            case '*' -> new Constant(a.multiply(b, MathContext.DECIMAL64));
            case '/' ->
                b.signum() == 0 ? new Opaque("a division by 0") : new Constant(a.divide(b, MathContext.DECIMAL64));
            default -> new Opaque("'" + operator + "'");
        };
    }
}
