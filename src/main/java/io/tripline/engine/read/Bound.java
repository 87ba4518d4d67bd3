package io.tripline.engine.read;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;

/**
 * A comparison of a variable with a number: {@code $count > 10}.
 *
 * @param variable with its dollar sign
 */
public record Bound(String variable, Operator operator, BigDecimal number, Span span) {

    /** All that are in an expression, in the order of the text. */
    public static List<Bound> in(Expression expression) {
        return expression.all().flatMap(Bound::of).toList();
    }

    /** Those that must hold for the expression to hold. */
    public static List<Bound> requiredBy(Expression expression) {
        return expression instanceof Expression.Binary binary && binary.operator() == Operator.AND
                ? Stream.of(binary.left(), binary.right())
                        .flatMap(side -> requiredBy(side).stream())
                        .toList()
                : of(expression).toList();
    }

    /** What it asks of the variable: {@code more than 10}. */
    public String inWords() {
        String text = number.toPlainString();
        return switch (operator) {
            case GREATER -> "more than " + text;
            case AT_LEAST -> "at least " + text;
            case LESS -> "less than " + text;
            case AT_MOST -> "at most " + text;
            case EQUAL -> "exactly " + text;
            case NOT_EQUAL -> "not " + text;
            case OR, AND, CONTAINS, NOT_CONTAINS, MEMBER_OF, NOT_MEMBER_OF, PLUS, MINUS, TIMES, DIVIDED, REMAINDER ->
                operator.sign() + " " + text;
        };
    }

    private static Stream<Bound> of(Expression expression) {
        return expression instanceof Expression.Binary binary
                        && binary.operator().isComparison()
                        && binary.left() instanceof Expression.Variable variable
                        && binary.right() instanceof Expression.Number number
                ? Stream.of(new Bound(variable.name(), binary.operator(), number.value(), binary.span()))
                : Stream.empty();
    }
}
