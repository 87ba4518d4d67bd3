package io.tripline.drl;

import io.tripline.drl.Action.FindingSpec;
import io.tripline.drl.Conditional.Accumulate;
import io.tripline.drl.Conditional.GroupBy;
import io.tripline.drl.Conditional.Not;
import io.tripline.drl.Conditional.Part;
import io.tripline.drl.Conditional.StreamPattern;
import io.tripline.rule.Bound;
import io.tripline.rule.Comparison;
import io.tripline.rule.Measure;
import io.tripline.rule.Pattern.Aggregation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The rules that look at the stream of an aggregation. With a lower bound, a sliding window and one rule. With upper bounds
 * alone, a window that the group's first match opens and that is judged when it ends. "None at all" is a match after which
 * nothing came.
 */
final class AggregationRules {

    private static final Duration JUST_ARRIVED = Duration.ofMillis(1);

    private final Aggregation aggregation;
    private final Measures measures;
    private final String stream;
    private final Outlet outlet;
    private final String decides;

    private AggregationRules(Aggregation aggregation, Measures measures, String stream, Outlet outlet) {
        this.aggregation = aggregation;
        this.measures = measures;
        this.stream = stream;
        this.outlet = outlet;
        this.decides = Wording.bounds(aggregation.having(), aggregation.over());
    }

    static List<DrlRule> of(Aggregation aggregation, Measures measures, String stream, Outlet outlet, Names ruleNames) {
        if (aggregation.having().isEmpty()) {
            throw new Untranslatable("an aggregation without a condition");
        }
        AggregationRules rules = new AggregationRules(aggregation, measures, stream, outlet);
        if (isSliding(aggregation)) {
            return List.of(rules.sliding());
        }
        return isSilence(aggregation) ? List.of(rules.silence()) : rules.judgedAtTheEnd(ruleNames);
    }

    /** Whether a lower bound decides while the window slides. */
    static boolean isSliding(Aggregation aggregation) {
        return aggregation.having().stream()
                .anyMatch(
                        bound -> bound.comparison() == Comparison.GREATER || bound.comparison() == Comparison.AT_LEAST);
    }

    /** Whether nothing at all must come after a match. */
    static boolean isSilence(Aggregation aggregation) {
        return aggregation.having().stream().allMatch(AggregationRules::isNone);
    }

    private static boolean isNone(Bound bound) {
        boolean counts = bound.measure() instanceof Measure.EventCount || bound.measure() instanceof Measure.ValueCount;
        java.math.BigDecimal value = bound.value();
        return counts
                && switch (bound.comparison()) {
                    case LESS -> value.signum() > 0 && value.compareTo(java.math.BigDecimal.ONE) <= 0;
                    case AT_MOST -> value.signum() >= 0 && value.compareTo(java.math.BigDecimal.ONE) < 0;
                    case EQUAL -> value.signum() == 0;
                    case NOT_EQUAL, GREATER, AT_LEAST -> false;
                };
    }

    private DrlRule sliding() {
        Duration span = aggregation.timespan();
        return new DrlRule(
                comment("How many, and for whom: " + decides + " in " + DrlDuration.of(span) + " per " + groups()
                        + "."),
                outlet.ruleName(),
                outlet.annotations(),
                List.of(
                        new GroupBy(
                                CorrelationRules.matches(measures.parts(), span, stream),
                                "$group",
                                "$key",
                                measures.functions(),
                                measures.having()),
                        outlet.silence(stream, "$group", aggregation.silence())),
                outlet.found(stream, new FindingSpec("$group", "$evidence", measures.values())));
    }

    private DrlRule silence() {
        Duration span = aggregation.timespan();
        StreamPattern last =
                new StreamPattern("$last", "Match", List.of(new Part.Property("$key", "key")), null, stream);
        StreamPattern later = new StreamPattern(
                null, "Match", List.of(new Part.Same("key", "$key"), new Part.After(span, "$last")), span, stream);
        return new DrlRule(
                comment("A match, then none for " + DrlDuration.of(span) + ", per " + groups() + "."),
                outlet.ruleName(),
                outlet.annotations(),
                List.of(last, new Not(later), outlet.silence(stream, "$key", span)),
                outlet.found(stream, new FindingSpec("$key", "$last", List.of())));
    }

    private List<DrlRule> judgedAtTheEnd(Names ruleNames) {
        Duration span = aggregation.timespan();
        DrlRule opens = new DrlRule(
                comment("A match opens a window of its group, unless one is open."),
                ruleNames.rule(outlet.ruleName() + ": a window opens"),
                List.of(),
                List.of(
                        CorrelationRules.matches(List.of(), JUST_ARRIVED, stream),
                        new Not(withKey(List.of(), span, stream + "/windows"))),
                new Action.WriteFact(stream + "/windows", "$match"));
        StreamPattern opened = new StreamPattern(
                "$opened", "Match", List.of(new Part.Property("$key", "key")), null, stream + "/windows");
        DrlRule ends = new DrlRule(
                comment("It is over: " + DrlDuration.of(span) + " have passed, no other was opened."),
                ruleNames.rule(outlet.ruleName() + ": a window ends"),
                List.of(),
                List.of(opened, new Not(withKey(List.of(new Part.After(span, "$opened")), span, stream + "/windows"))),
                new Action.WriteFact(stream + "/ended", "$opened"));
        List<Part> parts = new ArrayList<>(List.of(new Part.Same("key", "$key")));
        parts.addAll(measures.parts());
        DrlRule judges = new DrlRule(
                comment("What was in it: " + decides + " per " + groups() + "."),
                outlet.ruleName(),
                outlet.annotations(),
                List.of(
                        new StreamPattern(
                                "$ended", "Match", List.of(new Part.Property("$key", "key")), null, stream + "/ended"),
                        new Accumulate(
                                new StreamPattern("$match", "Match", parts, span, stream),
                                measures.functions(),
                                measures.having())),
                outlet.found(null, new FindingSpec("$key", "$evidence", measures.values())));
        return List.of(opens, ends, judges);
    }

    private static StreamPattern withKey(List<Part> more, Duration span, String stream) {
        List<Part> parts = new ArrayList<>(List.of(new Part.Same("key", "$key")));
        parts.addAll(more);
        return new StreamPattern(null, "Match", parts, span, stream);
    }

    private String groups() {
        return Wording.groups(aggregation.groupBy());
    }

    private static List<String> comment(String text) {
        return List.of(DrlName.comment(text));
    }
}
