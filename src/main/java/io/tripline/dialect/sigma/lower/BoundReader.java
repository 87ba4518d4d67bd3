package io.tripline.dialect.sigma.lower;

import io.tripline.dialect.sigma.read.SigmaCorrelation;
import io.tripline.dialect.sigma.read.SigmaCorrelation.Criterion;
import io.tripline.dialect.sigma.value.Figures;
import io.tripline.dialect.sigma.value.Parameters;
import io.tripline.problem.Place;
import io.tripline.problem.Problems;
import io.tripline.rule.Bound;
import io.tripline.rule.Measure;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** The condition of a correlation as bounds; one that holds always gets a warning, one that never does is an error. */
final class BoundReader {

    private final Problems findings;
    private final Parameters parameters;

    BoundReader(Problems findings, Parameters parameters) {
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
            judge(bounds, correlation.criteria().getFirst().number().place());
        }
        return bounds;
    }

    private void judge(List<Bound> bounds, Place place) {
        if (BoundJudgement.neverHold(bounds)) {
            findings.error(place, "this condition never holds", null);
        } else {
            BoundJudgement.warnIfTrivial(bounds, place, findings);
        }
    }
}
