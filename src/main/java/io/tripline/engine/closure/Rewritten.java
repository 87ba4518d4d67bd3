package io.tripline.engine.closure;

import io.tripline.engine.read.Expression;
import io.tripline.engine.read.Operator;
import org.jspecify.annotations.Nullable;

/** Expressions in the words that Drools puts in the place of ours before it builds a constraint: they mean the same. */
final class Rewritten {

    private Rewritten() {}

    /** Without {@code in}, {@code memberOf} and {@code not contains}. */
    static Expression of(Expression expression) {
        return switch (expression) {
            case Expression.OneOf some -> chain(some);
            case Expression.Not not -> new Expression.Not(of(not.part()), not.span());
            case Expression.Binary binary ->
                switch (binary.operator()) {
                    case AND, OR -> with(binary.operator(), of(binary.left()), of(binary.right()));
                    case MEMBER_OF -> with(Operator.CONTAINS, binary.right(), binary.left());
                    case NOT_MEMBER_OF -> not(with(Operator.CONTAINS, binary.right(), binary.left()));
                    case NOT_CONTAINS -> not(with(Operator.CONTAINS, binary.left(), binary.right()));
                    case EQUAL,
                            NOT_EQUAL,
                            LESS,
                            AT_MOST,
                            GREATER,
                            AT_LEAST,
                            CONTAINS,
                            PLUS,
                            MINUS,
                            TIMES,
                            DIVIDED,
                            REMAINDER -> binary;
                };
            default -> expression;
        };
    }

    /** A comparison with its sides exchanged; null where there is no such operator. */
    static @Nullable Expression turned(Expression.Binary binary) {
        return switch (binary.operator()) {
            case EQUAL, NOT_EQUAL -> with(binary.operator(), binary.right(), binary.left());
            case LESS -> with(Operator.GREATER, binary.right(), binary.left());
            case AT_MOST -> with(Operator.AT_LEAST, binary.right(), binary.left());
            case GREATER -> with(Operator.LESS, binary.right(), binary.left());
            case AT_LEAST -> with(Operator.AT_MOST, binary.right(), binary.left());
            case AND, OR, CONTAINS, NOT_CONTAINS, MEMBER_OF, NOT_MEMBER_OF, PLUS, MINUS, TIMES, DIVIDED, REMAINDER ->
                null;
        };
    }

    private static Expression chain(Expression.OneOf some) {
        Operator each = some.negated() ? Operator.NOT_EQUAL : Operator.EQUAL;
        Operator joined = some.negated() ? Operator.AND : Operator.OR;
        return some.values().stream()
                .<Expression>map(value -> with(each, some.left(), value))
                .reduce((left, right) -> with(joined, left, right))
                .orElse(some);
    }

    private static Expression.Binary with(Operator operator, Expression left, Expression right) {
        return new Expression.Binary(
                operator, left, right, Boolean.class, left.span().to(right.span()));
    }

    private static Expression not(Expression.Binary test) {
        return new Expression.Not(test, test.span());
    }
}
