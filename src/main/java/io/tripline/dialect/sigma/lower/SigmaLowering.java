package io.tripline.dialect.sigma.lower;

import io.tripline.dialect.sigma.lower.RuleLowering.LoweredRule;
import io.tripline.dialect.sigma.read.Detections;
import io.tripline.dialect.sigma.read.Detections.Aggregation;
import io.tripline.dialect.sigma.read.Detections.PlacedCondition;
import io.tripline.dialect.sigma.read.NameBasedId;
import io.tripline.dialect.sigma.read.SigmaCorrelation;
import io.tripline.dialect.sigma.read.SigmaDocument;
import io.tripline.dialect.sigma.read.SigmaFilter;
import io.tripline.dialect.sigma.read.SigmaRule;
import io.tripline.dialect.sigma.spl.SplReading;
import io.tripline.dialect.sigma.value.Figures;
import io.tripline.dialect.sigma.value.Parameters;
import io.tripline.event.FieldPath;
import io.tripline.problem.Problems;
import io.tripline.rule.Bound;
import io.tripline.rule.GroupBy;
import io.tripline.rule.Measure;
import io.tripline.rule.Pattern;
import io.tripline.rule.Pattern.Input;
import io.tripline.rule.Rule;
import io.tripline.yaml.Yaml.Scalar;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * From the documents of a file to the rules that alert. A rule that a correlation counts does not alert on its own unless
 * the correlation says {@code generate: true}.
 */
public final class SigmaLowering {

    private final RuleReferences book;
    private final Problems findings;
    private final RuleLowering rules;

    public SigmaLowering(RuleReferences book) {
        this.book = book;
        this.findings = book.findings();
        this.rules = new RuleLowering(book.filters(), book::findings);
    }

    /** Of no use after an error. */
    public List<Rule> lower() {
        List<Rule> lowered = new ArrayList<>();
        for (SigmaDocument document : book.documents()) {
            Rule rule =
                    switch (document) {
                        case SigmaRule own -> rule(own);
                        case SigmaCorrelation correlation -> correlation(correlation);
                        case SigmaFilter filter -> {
                            check(filter);
                            yield null;
                        }
                    };
            if (rule != null) {
                lowered.add(rule);
            }
        }
        return lowered;
    }

    private void check(SigmaFilter filter) {
        List<String> ids = filter.rules().stream().map(Scalar::text).toList();
        rules.checkAlone(filter, book.parameters(ids), findings);
        new FilterReach(book.everything(), findings).check(filter);
        for (PlacedCondition condition : filter.detections().conditions()) {
            Aggregation aggregation = condition.aggregation();
            if (aggregation != null) {
                findings.error(aggregation.place(), "a filter does not count", "leave the aggregation out");
            }
        }
    }

    /** Whether the document alerts on its own; a note says why not where the reason is in another file. */
    private boolean standsAlone(SigmaDocument document, List<SigmaCorrelation> over) {
        if (over.isEmpty() || over.stream().anyMatch(SigmaCorrelation::generate)) {
            return true;
        }
        SigmaCorrelation first = over.getFirst();
        if (first.header().source() != findings.source()) {
            findings.note(
                    document.header().place(),
                    "alerts only through the correlation '" + first.header().title() + "' in "
                            + first.header().source().file(),
                    "write generate: true there to have it alert on its own as well");
        }
        return false;
    }

    private @Nullable Rule rule(SigmaRule rule) {
        List<SigmaCorrelation> over = book.correlationsOver(rule);
        boolean alone = standsAlone(rule, over);
        boolean checkedByCorrelation =
                over.stream().anyMatch(correlation -> correlation.header().source() == findings.source());
        if (!alone && checkedByCorrelation) {
            return null;
        }
        List<String> ids = new ArrayList<>(List.of(rule.header().id()));
        over.forEach(correlation -> ids.add(correlation.header().id()));
        Parameters parameters = book.parameters(ids);
        LoweredRule lowered = rules.lower(rule, parameters, findings);
        if (!alone) {
            return null;
        }
        List<PlacedCondition> counting = rule.detections().conditions().stream()
                .filter(condition -> condition.aggregation() != null)
                .toList();
        if (!counting.isEmpty()) {
            return counted(rule, lowered, counting.getFirst(), parameters);
        }
        Scalar splunk = rule.splunk();
        if (splunk != null && over.isEmpty()) {
            return new SplunkLowering(rule, splunk, parameters, findings).lower(lowered);
        }
        return rule(rule, new Pattern.EachMatch(lowered.detection()), parameters, lowered.restrictions());
    }

    /** {@code | count(field) by group > 10}: the correlation that it would be today. */
    private @Nullable Rule counted(
            SigmaRule rule, LoweredRule lowered, PlacedCondition condition, Parameters parameters) {
        Aggregation aggregation = condition.aggregation();
        if (aggregation == null || rule.detections().conditions().size() > 1) {
            findings.error(
                    condition.scalar().place(),
                    "a list of conditions with an aggregation",
                    "write one condition, or a correlation");
            return null;
        }
        List<String> restrictions = new ArrayList<>(lowered.restrictions());
        Duration window = window(rule.detections(), aggregation, parameters, restrictions);
        Measure measure = measure(aggregation);
        if (window == null) {
            return null;
        }
        List<Bound> having = List.of(new Bound(measure, aggregation.comparison(), aggregation.bound()));
        BoundJudgement.warnIfTrivial(having, aggregation.place(), findings);
        Pattern pattern = new Pattern.Aggregation(
                List.of(new Input.Events(lowered.detection())),
                groups(aggregation),
                window,
                having,
                Paths.of(rule.header().metadata().fields()));
        return rule(rule, pattern, parameters, restrictions);
    }

    static Rule rule(SigmaRule rule, Pattern pattern, Parameters parameters, List<String> restrictions) {
        return new Rule(
                rule.header().id(),
                rule.header().title(),
                rule.header().metadata(),
                pattern,
                parameters.used(),
                restrictions);
    }

    private @Nullable Duration window(
            Detections detections, Aggregation aggregation, Parameters parameters, List<String> restrictions) {
        Figures figures = new Figures(parameters, findings);
        Scalar timeframe = detections.timeframe();
        if (timeframe != null) {
            return figures.timespan(timeframe);
        }
        Duration window = figures.defaultWindow(aggregation.place());
        String reason = "the rule names no timeframe: a window of " + window.toMinutes() + " minutes is assumed";
        restrictions.add(reason);
        findings.warning(
                aggregation.place(), reason, "add timeframe:, or set tripline.parameters." + Figures.DEFAULT_WINDOW);
        return window;
    }

    private static Measure measure(Aggregation aggregation) {
        String field = aggregation.field();
        if (field == null) {
            return new Measure.EventCount();
        }
        FieldPath path = new FieldPath(field);
        return switch (aggregation.function()) {
            case "sum" -> new Measure.Sum(path);
            case "avg" -> new Measure.Average(path);
            default -> new Measure.ValueCount(List.of(path));
        };
    }

    private static List<GroupBy> groups(Aggregation aggregation) {
        String by = aggregation.groupBy();
        List<String> names = by == null ? List.of() : Arrays.asList(by.split(","));
        return Paths.of(names).stream()
                .map(path -> new GroupBy(path.text(), List.of(path), false))
                .toList();
    }

    /** A correlation that any match satisfies leaves the numbers to the Splunk text, which is not read beside it. */
    private static Optional<String> numbersOfSplunk(List<SigmaRule> base) {
        return base.stream()
                .filter(rule ->
                        rule.splunk() != null && SplReading.counts(rule.splunk().text()))
                .findFirst()
                .map(rule ->
                        "alerts on the first event of a group, because the numbers stand only in the Splunk text of '"
                                + rule.header().label() + "', which is not read beside a correlation");
    }

    private @Nullable Rule correlation(SigmaCorrelation correlation) {
        if (!standsAlone(correlation, book.correlationsOver(correlation))) {
            return null;
        }
        List<String> ids = new ArrayList<>();
        for (Scalar reference : correlation.rules()) {
            SigmaDocument base = book.lookUp(reference.text().strip());
            if (base != null) {
                ids.add(base.header().id());
            }
        }
        String id = correlation.header().ownId() || ids.isEmpty()
                ? correlation.header().id()
                : NameBasedId.of(ids.getFirst(), correlation.header().title());
        ids.addFirst(id);
        Parameters parameters = book.parameters(ids);
        Set<String> restrictions = new LinkedHashSet<>();
        CorrelationLowering lowering =
                new CorrelationLowering(book, rules, parameters, restrictions, new ArrayList<>());
        Pattern pattern = lowering.lower(correlation);
        if (pattern instanceof Pattern.Aggregation aggregation && BoundJudgement.isTrivial(aggregation.having())) {
            numbersOfSplunk(lowering.baseRules()).ifPresent(restrictions::add);
        }
        return pattern == null
                ? null
                : new Rule(
                        id,
                        correlation.header().title(),
                        Inheritance.of(correlation.header().metadata(), lowering.baseRules()),
                        pattern,
                        parameters.used(),
                        List.copyOf(restrictions));
    }
}
