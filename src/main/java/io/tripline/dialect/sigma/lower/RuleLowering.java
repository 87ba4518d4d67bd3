package io.tripline.dialect.sigma.lower;

import io.tripline.dialect.sigma.lower.SearchLowering.Lowered;
import io.tripline.dialect.sigma.read.ConditionExpression;
import io.tripline.dialect.sigma.read.Detections;
import io.tripline.dialect.sigma.read.Detections.PlacedCondition;
import io.tripline.dialect.sigma.read.SigmaFilter;
import io.tripline.dialect.sigma.read.SigmaRule;
import io.tripline.dialect.sigma.value.Parameters;
import io.tripline.problem.Problem;
import io.tripline.problem.Problems;
import io.tripline.problem.SourceText;
import io.tripline.rule.Condition;
import io.tripline.rule.Conditions;
import io.tripline.rule.Detection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** From a rule and the filters that apply to it to the detection of one event. */
final class RuleLowering {

    private static final int LONGEST_CLAUSE = 100;

    private final List<SigmaFilter> filters;
    private final Function<SourceText, Problems> findingsOf;

    /** @param restrictions why it is an approximation; empty where it is exact */
    record LoweredRule(Detection detection, List<String> restrictions) {
        LoweredRule {
            restrictions = List.copyOf(restrictions);
        }
    }

    /**
     * @param filters of this file and of all others
     * @param findingsOf where the problems of a filter's file go
     */
    RuleLowering(List<SigmaFilter> filters, Function<SourceText, Problems> findingsOf) {
        this.filters = List.copyOf(filters);
        this.findingsOf = findingsOf;
    }

    /** @param findings of the rule's own file; after an error the result is of no use */
    LoweredRule lower(SigmaRule rule, Parameters parameters, Problems findings) {
        List<String> restrictions = new ArrayList<>(rule.header().restrictions());
        List<Condition> parts = new ArrayList<>();
        parts.add(condition(rule.detections(), parameters, findings, restrictions));
        StringBuilder clause = new StringBuilder(clause(rule.detections()));
        for (SigmaFilter filter : filters) {
            if (filter.appliesTo(rule)) {
                Problems own = filter.header().source() == findings.source()
                        ? findings
                        : findingsOf.apply(filter.header().source());
                Condition condition = condition(filter.detections(), parameters.reportingTo(own), own, restrictions);
                if (own != findings && own.hasErrors()) {
                    findings.warning(
                            rule.header().place(),
                            "the filter '" + filter.header().title() + "' is refused and does not filter this rule: "
                                    + firstError(own),
                            null);
                } else {
                    parts.add(condition);
                    restrictions.addAll(filter.header().restrictions());
                    clause.append(" with filter '")
                            .append(filter.header().title())
                            .append('\'');
                }
            }
        }
        Detection detection =
                new Detection(rule.header().label(), clause.toString(), rule.logSource(), Conditions.all(parts));
        return new LoweredRule(detection, restrictions);
    }

    /** Finds what is wrong with a filter of this file, whether or not it applies to a rule. */
    void checkAlone(SigmaFilter filter, Parameters parameters, Problems findings) {
        condition(filter.detections(), parameters, findings, new ArrayList<>());
    }

    static String firstError(Problems findings) {
        return findings.problems().stream()
                .filter(problem -> problem.severity() == Problem.Severity.ERROR)
                .findFirst()
                .map(problem -> problem.position() + ": " + problem.message())
                .orElse("");
    }

    private static Condition condition(
            Detections detections, Parameters parameters, Problems findings, List<String> restrictions) {
        SearchLowering lowering = new SearchLowering(parameters, findings);
        Map<String, Lowered> searches = new LinkedHashMap<>();
        detections.searches().forEach((name, search) -> searches.put(name, lowering.lower(search)));
        List<Condition> alternatives = new ArrayList<>();
        for (PlacedCondition written : detections.conditions()) {
            ConditionLowering condition = new ConditionLowering(searches, written.scalar(), findings);
            Condition lowered = condition.lower(written.expression());
            if (lowered.equals(Conditions.ALWAYS) && !findings.hasErrors()) {
                findings.error(written.scalar().place(), "this condition holds for every event", null);
            }
            alternatives.add(lowered);
            restrictions.addAll(condition.restrictions());
        }
        return Conditions.any(alternatives);
    }

    /** What the rule calls it: a search, or the condition. */
    private static String clause(Detections detections) {
        if (detections.conditions().size() == 1
                && detections.conditions().getFirst().expression()
                        instanceof ConditionExpression.Identifier identifier) {
            return "Sigma detection '" + identifier.name() + "'";
        }
        String written = String.join(
                " or ",
                detections.conditions().stream()
                        .map(condition -> condition.expression().print())
                        .toList());
        String shown = written.length() <= LONGEST_CLAUSE ? written : written.substring(0, LONGEST_CLAUSE) + " …";
        return "Sigma condition '" + shown + "'";
    }
}
