package io.tripline.dialect.sigma;

import io.tripline.dialect.sigma.SigmaCorrelation.Criterion;
import io.tripline.rule.Bound;
import io.tripline.rule.Comparison;
import io.tripline.rule.Measure;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** The condition of a correlation as bounds; one that holds always gets a warning, one that never does is an error. */
final class BoundReader {

    private final Findings findings;
    private final Parameters parameters;

    BoundReader(Findings findings, Parameters parameters) {
        this.findings = findings;
        this.parameters = parameters;
    }

    List<Bound> bounds(SigmaCorrelation correlation, Measure measure) {
        List<Bound> bounds = new ArrayList<>();
        for (Criterion criterion : correlation.criteria()) {
            BigDecimal number = new Figures(parameters, findings).number(criterion.number());
            if (number != null) {
                bounds.add(new Bound(measure, criterion.comparison(), number));
            }
        }
        if (correlation.criteria().isEmpty()) {
            findings.error(correlation.place(), "the condition is missing", "for example condition: {gte: 10}");
        } else if (bounds.size() == correlation.criteria().size()) {
            judge(bounds, measure, correlation.criteria().getFirst().number().place());
        }
        return bounds;
    }

    private void judge(List<Bound> bounds, Measure measure, Place place) {
        boolean counts = measure instanceof Measure.EventCount || measure instanceof Measure.ValueCount;
        BigDecimal least = null;
        BigDecimal most = null;
        boolean open = false;
        for (Bound bound : bounds) {
            BigDecimal value = bound.value();
            boolean strict = bound.comparison() == Comparison.GREATER || bound.comparison() == Comparison.LESS;
            switch (bound.comparison()) {
                case GREATER, AT_LEAST -> {
                    BigDecimal low = counts && strict ? value.add(BigDecimal.ONE) : value;
                    least = least == null ? low : least.max(low);
                }
                case LESS, AT_MOST -> {
                    BigDecimal high = counts && strict ? value.subtract(BigDecimal.ONE) : value;
                    most = most == null ? high : most.min(high);
                }
                case EQUAL -> {
                    least = least == null ? value : least.max(value);
                    most = most == null ? value : most.min(value);
                }
                case NOT_EQUAL -> open = true;
            }
        }
        if (least != null && most != null && least.compareTo(most) > 0 || counts && most != null && most.signum() < 0) {
            findings.error(place, "this condition never holds", null);
        } else if (counts && most == null && !open && least != null && least.compareTo(leastPossible(measure)) <= 0) {
            findings.warning(
                    place,
                    "this condition always holds: it alerts at the first match, then once per timespan",
                    "raise the number");
        }
    }

    /** A match counts 1; its value may be missing. */
    private static BigDecimal leastPossible(Measure measure) {
        return measure instanceof Measure.EventCount ? BigDecimal.ONE : BigDecimal.ZERO;
    }
}
