package io.tripline.rule;

/** How a measured number relates to a bound. */
public enum Comparison {
    GREATER,
    AT_LEAST,
    LESS,
    AT_MOST,
    EQUAL,
    NOT_EQUAL
}
