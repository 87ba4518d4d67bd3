package io.tripline.event;

import java.math.BigDecimal;

/**
 * A number of a match and the percentile that is asked for.
 *
 * @param percent 0 to 100
 */
public record NumberAt(double percent, BigDecimal number) {}
