package io.tripline.dialect.sigma.lower;

import io.tripline.dialect.sigma.lower.InputReader.Referred;
import io.tripline.dialect.sigma.read.SigmaCorrelation;
import io.tripline.dialect.sigma.read.SigmaCorrelation.Alias;
import io.tripline.dialect.sigma.read.SigmaDocument;
import io.tripline.dialect.sigma.read.SigmaRule;
import io.tripline.dialect.sigma.value.Figures;
import io.tripline.dialect.sigma.value.Parameters;
import io.tripline.event.FieldPath;
import io.tripline.problem.Place;
import io.tripline.problem.Problems;
import io.tripline.rule.Bound;
import io.tripline.rule.GroupBy;
import io.tripline.rule.Measure;
import io.tripline.rule.Pattern;
import io.tripline.rule.Pattern.InputCondition;
import io.tripline.yaml.Yaml.Entry;
import io.tripline.yaml.Yaml.Scalar;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** From a correlation, and the rules and correlations that it names, to a pattern. */
final class CorrelationLowering {

    private final Parameters parameters;
    private final Problems findings;
    private final InputReader inputReader;
    private final List<SigmaDocument.Header> under;
    private final Set<String> restrictions;
    private final List<SigmaRule> baseRules = new ArrayList<>();

    /** Correlations of correlations share the restrictions and the path from the outermost one. */
    CorrelationLowering(
            RuleReferences book,
            RuleLowering rules,
            Parameters parameters,
            Set<String> restrictions,
            List<SigmaDocument.Header> under) {
        this.parameters = parameters;
        this.findings = book.findings();
        this.under = under;
        this.restrictions = restrictions;
        this.inputReader = new InputReader(book, rules, parameters, restrictions, under);
    }

    /** Null after an error. */
    @Nullable
    Pattern lower(SigmaCorrelation correlation) {
        under.add(correlation.header());
        restrictions.addAll(correlation.header().restrictions());
        int before = findings.errors();
        List<Referred> inputs = inputReader.inputs(correlation);
        for (Referred referred : inputs) {
            if (referred.document() instanceof SigmaRule rule) {
                baseRules.add(rule);
            }
        }
        Duration timespan = timespan(correlation);
        List<GroupBy> groupBy = groupBy(correlation, inputs);
        Pattern pattern = inputs.isEmpty() || timespan == null
                ? null
                : switch (correlation.type()) {
                    case TEMPORAL -> temporal(correlation, inputs, groupBy, timespan);
                    case TEMPORAL_ORDERED -> ordered(correlation, inputs, groupBy, timespan);
                    case EVENT_COUNT, VALUE_COUNT, VALUE_SUM, VALUE_AVG, VALUE_PERCENTILE, VALUE_MEDIAN ->
                        aggregation(correlation, inputs, groupBy, timespan);
                };
        under.removeLast();
        return findings.errors() > before ? null : pattern;
    }

    /** The rules that the last lowered correlation names directly. */
    List<SigmaRule> baseRules() {
        return List.copyOf(baseRules);
    }

    private @Nullable Duration timespan(SigmaCorrelation correlation) {
        Scalar timespan = correlation.timespan();
        if (timespan == null) {
            findings.error(correlation.place(), "the timespan is missing", "for example timespan: 1h");
            return null;
        }
        return new Figures(parameters, findings).timespan(timespan);
    }

    private List<GroupBy> groupBy(SigmaCorrelation correlation, List<Referred> inputs) {
        List<GroupBy> groups = new ArrayList<>();
        Set<String> seen = new LinkedHashSet<>();
        for (Scalar group : correlation.groupBy()) {
            String name = group.text().strip();
            if (name.replace("{}", "").isBlank() || !seen.add(name)) {
                findings.error(group.place(), "'" + name + "' cannot be grouped by", "a field, once");
                continue;
            }
            List<FieldPath> fields = new ArrayList<>();
            for (Referred input : inputs) {
                FieldPath field = field(correlation, group, input);
                if (field != null) {
                    fields.add(field);
                }
            }
            // A match without the field is in a group of its own.
            groups.add(new GroupBy(name, fields, false));
        }
        return groups;
    }

    /** What an input calls the group's field. Null after an error. */
    private @Nullable FieldPath field(SigmaCorrelation correlation, Scalar group, Referred input) {
        String name = group.text().strip();
        String field = name;
        for (Alias alias : correlation.aliases()) {
            if (alias.name().text().equals(name)) {
                Entry entry = alias.fields().stream()
                        .filter(candidate -> input.isCalled(candidate.name().strip()))
                        .findFirst()
                        .orElse(null);
                if (entry == null
                        || !(entry.value() instanceof Scalar path)
                        || path.text().replace("{}", "").isBlank()) {
                    findings.error(
                            alias.name().place(),
                            "the alias '" + name + "' names no field of '"
                                    + input.reference().text() + "'",
                            "add " + input.reference().text() + ": and the field");
                    return null;
                }
                field = path.text().strip();
            }
        }
        List<String> groupNames = input.groupNames();
        if (groupNames != null && !groupNames.contains(field)) {
            findings.error(
                    group.place(),
                    "'" + input.reference().text() + "' is a correlation and does not group by '" + field + "'",
                    groupNames.isEmpty() ? null : "it groups by " + String.join(", ", groupNames));
            return null;
        }
        return new FieldPath(field);
    }

    private @Nullable Pattern aggregation(
            SigmaCorrelation correlation, List<Referred> inputs, List<GroupBy> groupBy, Duration timespan) {
        Scalar expression = correlation.expression();
        if (expression != null) {
            findings.error(
                    expression.place(),
                    "the condition of " + correlation.type().word() + " is a map",
                    "for example gte: 10");
            return null;
        }
        Measure measure = new MeasureReader(findings, parameters).measure(correlation);
        List<Bound> having =
                measure == null ? List.of() : new BoundReader(findings, parameters).bounds(correlation, measure);
        return new Pattern.Aggregation(
                inputs.stream().map(Referred::input).toList(), groupBy, timespan, having, collect(correlation, inputs));
    }

    /** Fields that the alert lists: the correlation's own or, where it names none, those of its rules. */
    private static List<FieldPath> collect(SigmaCorrelation correlation, List<Referred> inputs) {
        Set<String> names = new LinkedHashSet<>(correlation.header().metadata().fields());
        if (names.isEmpty()) {
            inputs.forEach(
                    input -> names.addAll(input.document().header().metadata().fields()));
        }
        correlation.groupBy().forEach(group -> names.remove(group.text().strip()));
        return Paths.of(names);
    }

    private @Nullable Pattern temporal(
            SigmaCorrelation correlation, List<Referred> inputs, List<GroupBy> groupBy, Duration timespan) {
        Scalar expression = correlation.expression();
        InputCondition condition = null;
        if (expression != null) {
            condition = new TemporalCondition(inputs, expression, findings).lower();
        } else if (!correlation.criteria().isEmpty()) {
            Integer least = leastRules(correlation, inputs.size());
            if (least == null) {
                return null;
            }
            condition = least >= inputs.size() ? null : atLeast(least, correlation, inputs);
        }
        return new Pattern.Temporal(inputs.stream().map(Referred::input).toList(), groupBy, timespan, condition);
    }

    private InputCondition atLeast(int least, SigmaCorrelation correlation, List<Referred> inputs) {
        InputCondition condition = TemporalCondition.atLeast(
                least, inputs.stream().map(input -> input.input().name()).toList());
        if (condition == null) {
            findings.error(
                    correlation.criteria().getFirst().number().place(),
                    "too many combinations of rules",
                    "use fewer rules");
            return new InputCondition.AnyOf(List.of());
        }
        return condition;
    }

    private @Nullable Pattern ordered(
            SigmaCorrelation correlation, List<Referred> inputs, List<GroupBy> groupBy, Duration timespan) {
        Scalar expression = correlation.expression();
        if (expression != null) {
            findings.error(
                    expression.place(),
                    "temporal_ordered takes no boolean condition",
                    "use temporal, or leave the condition out");
            return null;
        }
        if (!correlation.criteria().isEmpty()) {
            Integer least = leastRules(correlation, inputs.size());
            if (least == null) {
                return null;
            }
            if (least < inputs.size()) {
                findings.error(
                        correlation.criteria().getFirst().number().place(),
                        "temporal_ordered needs all " + inputs.size() + " rules in their order",
                        "leave the condition out, or use temporal");
                return null;
            }
        }
        return new Pattern.TemporalOrdered(inputs.stream().map(Referred::input).toList(), groupBy, timespan);
    }

    /** How many different rules must have matched. Null after an error. */
    private @Nullable Integer leastRules(SigmaCorrelation correlation, int rules) {
        SigmaCorrelation.Criterion criterion = correlation.criteria().getFirst();
        Place place = criterion.number().place();
        BigDecimal number = new Figures(parameters, findings).number(criterion.number());
        if (number == null) {
            return null;
        }
        BigDecimal least =
                switch (criterion.comparison()) {
                    case AT_LEAST -> number;
                    case GREATER -> number.add(BigDecimal.ONE);
                    case EQUAL -> number.compareTo(BigDecimal.valueOf(rules)) == 0 ? number : null;
                    case LESS, AT_MOST, NOT_EQUAL -> null;
                };
        if (least == null || correlation.criteria().size() > 1) {
            findings.error(
                    place,
                    "this condition on the number of rules is not supported",
                    "write gte:, or a boolean condition over the rules");
            return null;
        }
        if (least.compareTo(BigDecimal.valueOf(rules)) > 0) {
            findings.error(place, "the correlation names only " + rules + " rules: this never holds", null);
            return null;
        }
        if (least.compareTo(BigDecimal.ONE) > 0) {
            return least.setScale(0, java.math.RoundingMode.CEILING).intValueExact();
        }
        if (rules > 1) {
            findings.warning(place, "any one of the rules will do: it alerts at the first match", null);
        }
        return 1;
    }
}
