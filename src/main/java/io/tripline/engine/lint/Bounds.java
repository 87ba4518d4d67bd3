package io.tripline.engine.lint;

import io.tripline.engine.read.Bound;
import io.tripline.engine.read.Operator;

/** What a condition on an aggregate says: questions that lints have. */
final class Bounds {

    private Bounds() {}

    /** As the header of a generated file has it. */
    static String inWords(Bound bound) {
        String comparison =
                switch (bound.operator()) {
                    case GREATER -> "more than ";
                    case AT_LEAST -> "at least ";
                    case LESS -> "less than ";
                    case AT_MOST -> "at most ";
                    case EQUAL -> "exactly ";
                    case NOT_EQUAL -> "other than ";
                    case OR,
                            AND,
                            CONTAINS,
                            NOT_CONTAINS,
                            MEMBER_OF,
                            NOT_MEMBER_OF,
                            PLUS,
                            MINUS,
                            TIMES,
                            DIVIDED,
                            REMAINDER -> bound.operator().sign() + " ";
                };
        return comparison + bound.number().toPlainString();
    }

    /** Of a number that is 0, 1, 2 …: whether the bound always holds. */
    static boolean holdForEveryCount(Bound bound) {
        return switch (bound.operator()) {
            case GREATER -> bound.number().signum() < 0;
            case AT_LEAST -> bound.number().signum() <= 0;
            case NOT_EQUAL -> isNoCount(bound);
            default -> false;
        };
    }

    /** Of a number that is 0, 1, 2 …: whether the bound never holds. */
    static boolean holdForNoCount(Bound bound) {
        return switch (bound.operator()) {
            case LESS -> bound.number().signum() <= 0;
            case AT_MOST -> bound.number().signum() < 0;
            case EQUAL -> isNoCount(bound);
            default -> false;
        };
    }

    private static boolean isNoCount(Bound bound) {
        return bound.number().signum() < 0
                || bound.number().stripTrailingZeros().scale() > 0;
    }

    /** Whether no number is within both. */
    static boolean exclude(Bound one, Bound other) {
        return one.variable().equals(other.variable())
                && (isBelow(one) && isAbove(other) && !leaveRoom(other, one)
                        || isAbove(one) && isBelow(other) && !leaveRoom(one, other));
    }

    private static boolean leaveRoom(Bound lower, Bound upper) {
        int order = lower.number().compareTo(upper.number());
        return order < 0 || order == 0 && lower.operator() != Operator.GREATER && upper.operator() != Operator.LESS;
    }

    private static boolean isAbove(Bound bound) {
        return bound.operator() == Operator.GREATER
                || bound.operator() == Operator.AT_LEAST
                || bound.operator() == Operator.EQUAL;
    }

    private static boolean isBelow(Bound bound) {
        return bound.operator() == Operator.LESS
                || bound.operator() == Operator.AT_MOST
                || bound.operator() == Operator.EQUAL;
    }
}
