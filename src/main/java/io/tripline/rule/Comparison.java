package io.tripline.rule;

/** How a measured number relates to a bound. */
public enum Comparison {
    GREATER,
    AT_LEAST,
    LESS,
    AT_MOST,
    EQUAL,
    NOT_EQUAL;

    /** The same with its sides exchanged: {@code 3 < x} is {@code x > 3}. */
    public Comparison turned() {
        return switch (this) {
            case GREATER -> LESS;
            case AT_LEAST -> AT_MOST;
            case LESS -> GREATER;
            case AT_MOST -> AT_LEAST;
            case EQUAL, NOT_EQUAL -> this;
        };
    }

    /** Holds of two numbers where this does not. */
    public Comparison opposite() {
        return switch (this) {
            case GREATER -> AT_MOST;
            case AT_LEAST -> LESS;
            case LESS -> AT_LEAST;
            case AT_MOST -> GREATER;
            case EQUAL -> NOT_EQUAL;
            case NOT_EQUAL -> EQUAL;
        };
    }
}
