package io.tripline.dialect.sigma.spl;

import io.tripline.dialect.sigma.spl.Quantity.Constant;
import io.tripline.dialect.sigma.spl.Quantity.Elapsed;
import io.tripline.dialect.sigma.spl.Quantity.Measured;
import io.tripline.dialect.sigma.spl.Quantity.Parameter;
import io.tripline.rule.Bound;
import io.tripline.rule.Comparison;
import io.tripline.rule.Measure;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns the comparisons of {@code where} into bounds on what is measured, into the window, and into filters. */
final class SplWhere {

    private final SplArithmetic arithmetic;
    private final SplReading.Placeholders placeholders;
    private final SplWindow window;
    private final List<Bound> having;
    private final List<SplFilter> filters;

    SplWhere(
            SplArithmetic arithmetic,
            SplReading.Placeholders placeholders,
            SplWindow window,
            List<Bound> having,
            List<SplFilter> filters) {
        this.arithmetic = arithmetic;
        this.placeholders = placeholders;
        this.window = window;
        this.having = having;
        this.filters = filters;
    }

    /** Why the condition is outside the subset, null if it is not. */
    @Nullable
    String add(SplExpression condition) {
        return switch (condition) {
            case SplExpression.And and -> {
                for (SplExpression part : and.parts()) {
                    String why = add(part);
                    if (why != null) {
                        yield why;
                    }
                }
                yield null;
            }
            case SplExpression.Compare compare -> compare(compare);
            case SplExpression.Or or -> "'OR' between conditions";
            case SplExpression.Not not -> "'NOT' before a condition";
            case SplExpression.Call call -> "the function '" + call.function() + "'";
            case SplExpression.Name name -> "'" + name.name() + "' alone";
            case SplExpression.Number number -> "a number alone";
            case SplExpression.Text text -> "a text alone";
            case SplExpression.Placeholder placeholder -> "a placeholder alone";
            case SplExpression.Arithmetic sum -> "a number alone";
        };
    }

    private @Nullable String compare(SplExpression.Compare compare) {
        Quantity left = arithmetic.quantity(compare.left());
        Quantity right = arithmetic.quantity(compare.right());
        Comparison comparison = comparison(compare.operator());
        if (left instanceof Quantity.EventField(String field) && right instanceof Quantity.Text(String text)) {
            return ofGroup(field, comparison, text);
        }
        return isFigure(left) ? bound(right, comparison.turned(), left) : bound(left, comparison, right);
    }

    /** A field that is grouped by is the same in all events of the group. */
    private @Nullable String ofGroup(String field, Comparison comparison, String text) {
        SplFilter is = new SplFilter.Exactly(field, text);
        switch (comparison) {
            case EQUAL -> filters.add(is);
            case NOT_EQUAL -> filters.add(new SplFilter.Not(is));
            case LESS, AT_MOST, GREATER, AT_LEAST -> {
                return "an order of texts";
            }
        }
        return null;
    }

    private static boolean isFigure(Quantity quantity) {
        return quantity instanceof Constant || quantity instanceof Parameter;
    }

    private @Nullable String bound(Quantity measured, Comparison comparison, Quantity figure) {
        if (measured instanceof Quantity.Opaque(String why)) {
            return why;
        }
        if (figure instanceof Quantity.Opaque(String why)) {
            return why;
        }
        if (measured instanceof Elapsed(BigDecimal unit) && isFigure(figure)) {
            if (comparison != Comparison.LESS && comparison != Comparison.AT_MOST) {
                return "a least time between the first and the last event";
            }
            window.atMost(figure, unit, comparison == Comparison.LESS);
            return null;
        }
        if (measured instanceof Measured(Measure measure) && isFigure(figure)) {
            return measure(measure, comparison, figure);
        }
        return "a comparison of other things than counts and times";
    }

    private @Nullable String measure(Measure measure, Comparison comparison, Quantity figure) {
        BigDecimal value =
                switch (figure) {
                    case Constant(BigDecimal constant) -> constant;
                    case Parameter(String name, int offset) -> number(placeholders.needed(name, offset));
                    default -> null;
                };
        if (value == null) {
            return figure instanceof Parameter(String name, int offset)
                    ? "the value of {" + name + "} is no number"
                    : "a comparison with something that is no number";
        }
        having.add(new Bound(measure, comparison, value));
        return null;
    }

    static @Nullable BigDecimal number(List<String> values) {
        return values.size() == 1 ? SplExpressionParser.number(values.getFirst().strip()) : null;
    }

    private static Comparison comparison(String operator) {
        return switch (operator) {
            case "<" -> Comparison.LESS;
            case "<=" -> Comparison.AT_MOST;
            case ">" -> Comparison.GREATER;
            case ">=" -> Comparison.AT_LEAST;
            case "!=" -> Comparison.NOT_EQUAL;
            default -> Comparison.EQUAL;
        };
    }
}
