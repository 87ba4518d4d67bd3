package io.tripline.rule;

import java.math.BigDecimal;

/** A measure and what it must be. */
public record Bound(Measure measure, Comparison comparison, BigDecimal value) {}
