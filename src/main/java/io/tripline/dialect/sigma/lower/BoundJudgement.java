package io.tripline.dialect.sigma.lower;

import io.tripline.problem.Place;
import io.tripline.problem.Problems;
import io.tripline.rule.Bound;
import io.tripline.rule.Comparison;
import io.tripline.rule.Measure;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether bounds on one measure say anything. Counts are whole and start at 0: {@code eq: 0} is silence after a match. What
 * a lower bound or {@code neq} judges has one match at least.
 */
final class BoundJudgement {

    private BoundJudgement() {}

    static boolean neverHold(List<Bound> bounds) {
        BigDecimal least = null;
        BigDecimal most = null;
        for (Bound bound : bounds) {
            BigDecimal low = low(bound);
            BigDecimal high = high(bound);
            least = low == null ? least : least == null ? low : least.max(low);
            most = high == null ? most : most == null ? high : most.min(high);
        }
        if (most == null) {
            return false;
        }
        boolean belowAll = isCount(bounds) && most.signum() < 0;
        return belowAll || least != null && least.compareTo(most) > 0;
    }

    /** Where each of them holds for whatever is counted. */
    static void warnIfTrivial(List<Bound> bounds, Place place, Problems findings) {
        if (!isTrivial(bounds)) {
            return;
        }
        boolean needsValue = bounds.getFirst().measure() instanceof Measure.ValueCount
                && !bounds.stream().allMatch(bound -> holdsFrom(bound, BigDecimal.ZERO));
        boolean atTheEnd = bounds.stream().allMatch(bound -> bound.comparison() == Comparison.NOT_EQUAL);
        findings.warning(
                place,
                (needsValue
                                ? "this condition holds as soon as a match has the field: "
                                : "this condition always holds: ")
                        + (atTheEnd
                                ? "it alerts at the end of every timespan that has a match"
                                : "it alerts at the first match, then once per timespan"),
                "raise the number");
    }

    static boolean isTrivial(List<Bound> bounds) {
        return isCount(bounds) && bounds.stream().allMatch(bound -> holdsFrom(bound, BigDecimal.ONE));
    }

    private static boolean isCount(List<Bound> bounds) {
        return !bounds.isEmpty()
                && bounds.stream()
                        .allMatch(bound -> bound.measure() instanceof Measure.EventCount
                                || bound.measure() instanceof Measure.ValueCount);
    }

    /** Whether it holds for every whole number from the given one on. */
    private static boolean holdsFrom(Bound bound, BigDecimal least) {
        BigDecimal value = bound.value();
        return switch (bound.comparison()) {
            case GREATER -> value.compareTo(least) < 0;
            case AT_LEAST -> value.compareTo(least) <= 0;
            case NOT_EQUAL ->
                value.compareTo(least) < 0 || value.stripTrailingZeros().scale() > 0;
            case LESS, AT_MOST, EQUAL -> false;
        };
    }

    private static @Nullable BigDecimal low(Bound bound) {
        return switch (bound.comparison()) {
            case GREATER -> isCount(List.of(bound)) ? bound.value().add(BigDecimal.ONE) : bound.value();
            case AT_LEAST, EQUAL -> bound.value();
            case LESS, AT_MOST, NOT_EQUAL -> null;
        };
    }

    private static @Nullable BigDecimal high(Bound bound) {
        return switch (bound.comparison()) {
            case LESS -> isCount(List.of(bound)) ? bound.value().subtract(BigDecimal.ONE) : bound.value();
            case AT_MOST, EQUAL -> bound.value();
            case GREATER, AT_LEAST, NOT_EQUAL -> null;
        };
    }
}
