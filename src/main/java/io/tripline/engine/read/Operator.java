package io.tripline.engine.read;

import org.jspecify.annotations.Nullable;

/** Operators between two values, as written; a higher rank binds closer. */
public enum Operator {
    OR("||", 1),
    AND("&&", 2),
    EQUAL("==", 3),
    NOT_EQUAL("!=", 3),
    LESS("<", 4),
    AT_MOST("<=", 4),
    GREATER(">", 4),
    AT_LEAST(">=", 4),
    CONTAINS("contains", 4),
    NOT_CONTAINS("not contains", 4),
    MEMBER_OF("memberOf", 4),
    NOT_MEMBER_OF("not memberOf", 4),
    PLUS("+", 5),
    MINUS("-", 5),
    TIMES("*", 6),
    DIVIDED("/", 6),
    REMAINDER("%", 6);

    static final int CLOSEST = 6;

    private final String sign;
    private final int rank;

    Operator(String sign, int rank) {
        this.sign = sign;
        this.rank = rank;
    }

    public String sign() {
        return sign;
    }

    int rank() {
        return rank;
    }

    /** Whether it tells true or false. */
    public boolean isTest() {
        return rank < PLUS.rank;
    }

    /** Whether it compares two values. */
    public boolean isComparison() {
        return isTest() && rank > AND.rank;
    }

    static @Nullable Operator of(String sign, int rank) {
        for (Operator operator : values()) {
            if (operator.rank == rank && operator.sign.equals(sign)) {
                return operator;
            }
        }
        return null;
    }
}
