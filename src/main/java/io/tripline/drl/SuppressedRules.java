package io.tripline.drl;

import io.tripline.drl.Action.FindingSpec;
import io.tripline.drl.Conditional.EventPattern;
import io.tripline.rule.Detection;
import io.tripline.rule.GroupBy;
import io.tripline.rule.Pattern;
import io.tripline.rule.Pattern.Input;
import io.tripline.rule.Pattern.MissingFields;
import io.tripline.rule.Pattern.Suppressed;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The rules that look at the stream of a suppressed pattern: one that finds a group's first match and is silent for the span,
 * and where events without a field are not suppressed, one that finds each of those.
 */
final class SuppressedRules {

    private SuppressedRules() {}

    static List<GroupBy> groups(Suppressed suppressed) {
        boolean required = suppressed.missingFields() == MissingFields.DO_NOT_SUPPRESS;
        return suppressed.groupBy().stream()
                .map(field -> new GroupBy(field.text(), List.of(field), required))
                .toList();
    }

    /** What a finding of the pattern has whatever its events are. */
    static Set<String> groupNames(Pattern pattern) {
        List<GroupBy> groups =
                switch (pattern) {
                    case Pattern.Sequence sequence -> sequence.groupBy();
                    case Pattern.Temporal temporal -> temporal.groupBy();
                    case Pattern.TemporalOrdered ordered -> ordered.groupBy();
                    case Pattern.Aggregation aggregation -> aggregation.groupBy();
                    case Pattern.EachMatch eachMatch -> List.of();
                    case Suppressed suppressed -> groups(suppressed);
                    case Pattern.NewTerms terms ->
                        terms.fields().stream()
                                .map(field -> new GroupBy(field.text(), List.of(field), true))
                                .toList();
                };
        return groups.stream().map(GroupBy::name).collect(Collectors.toSet());
    }

    static List<DrlRule> of(Suppressed suppressed, String stream, Outlet outlet, Names ruleNames) {
        String groups = Wording.groups(groups(suppressed));
        DrlRule finds = new DrlRule(
                List.of(DrlName.comment(
                        "At once, then no other for " + DrlDuration.of(suppressed.span()) + ", per " + groups + ".")),
                outlet.ruleName(),
                outlet.annotations(),
                List.of(
                        CorrelationRules.matches(List.of(), null, stream),
                        outlet.silence(stream, "$key", suppressed.span())),
                outlet.found(stream, new FindingSpec("$key", "$match", List.of())));
        return alwaysFinds(suppressed) && suppressed.input() instanceof Input.Events(Detection detection)
                ? List.of(finds, ungrouped(suppressed, detection, outlet, ruleNames))
                : List.of(finds);
    }

    /** Whether there are events that are never suppressed; what a correlation finds has the fields of its group. */
    static boolean alwaysFinds(Suppressed suppressed) {
        return suppressed.missingFields() == MissingFields.DO_NOT_SUPPRESS
                && !suppressed.groupBy().isEmpty()
                && suppressed.input() instanceof Input.Events;
    }

    /** Events that have no group: they write no match. */
    private static DrlRule ungrouped(Suppressed suppressed, Detection detection, Outlet outlet, Names ruleNames) {
        EventPattern events = CorrelationRules.eventPattern(detection);
        List<Constraint> constraints = new ArrayList<>(events.constraints());
        List<Constraint> missing = suppressed.groupBy().stream()
                .<Constraint>map(field ->
                        new Constraint.Not(new Constraint.FieldTest(new DrlSubject.Field(field), "exists", List.of())))
                .toList();
        constraints.add(missing.size() == 1 ? missing.getFirst() : new Constraint.Any(missing));
        String without = "without " + Wording.anyOf(suppressed.groupBy());
        return new DrlRule(
                List.of(DrlName.comment("Not suppressed: each event " + without + ".")),
                ruleNames.rule(outlet.ruleName() + ": " + without),
                Annotations.ofSecond(outlet.ruleName(), outlet.annotations()),
                List.of(new EventPattern(events.variable(), constraints)),
                outlet.found(null, new FindingSpec(null, events.variable(), List.of())));
    }
}
