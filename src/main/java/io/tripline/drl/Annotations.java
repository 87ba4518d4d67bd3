package io.tripline.drl;

import io.tripline.drl.DrlRule.Annotation;
import io.tripline.event.FieldPath;
import io.tripline.rule.Bound;
import io.tripline.rule.GroupBy;
import io.tripline.rule.Measure;
import io.tripline.rule.Metadata;
import io.tripline.rule.Overrides;
import io.tripline.rule.Pattern;
import io.tripline.rule.Pattern.Aggregation;
import io.tripline.rule.Rule;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a rule says about itself, as annotations of its alerting rule: alerts show it from there. */
final class Annotations {

    private static final Set<String> SHOWN =
            Set.of("id", "title", "titleFrom", "level", "levelFrom", "riskScore", "riskScoreFrom", "tags", "source");

    private final List<Annotation> annotations = new ArrayList<>();

    private Annotations() {}

    /** @param ruleName the cleaned name: where it lost something, the title is kept beside it */
    static List<Annotation> of(Rule rule, String ruleName, String sourceFile) {
        Annotations all = new Annotations();
        Metadata metadata = rule.metadata();
        all.add("id", rule.id());
        if (!rule.title().equals(ruleName)) {
            all.add("title", rule.title());
        }
        Overrides overrides = rule.overrides();
        all.add(
                "titleFrom",
                overrides.title() == null ? null : overrides.title().text());
        all.add(
                "level",
                metadata.level() == null ? null : metadata.level().name().toLowerCase(Locale.ROOT));
        all.add(
                "levelFrom",
                overrides.levels().stream()
                        .map(one -> one.field() + " = " + one.value() + ": "
                                + one.level().name().toLowerCase(Locale.ROOT))
                        .toList());
        if (metadata.riskScore() != null) {
            DrlConstant score = new DrlConstant.Number(BigDecimal.valueOf(metadata.riskScore()));
            all.annotations.add(new Annotation("riskScore", List.of(score)));
        }
        all.add(
                "riskScoreFrom",
                overrides.riskScore() == null ? null : overrides.riskScore().text());
        all.add("status", metadata.status());
        all.add("tags", metadata.tags());
        all.add("description", metadata.description());
        all.add("author", metadata.authors());
        all.add("references", metadata.references());
        all.add("falsePositives", metadata.falsePositives());
        all.add("fields", metadata.fields());
        all.add("related", metadata.related());
        all.add("license", metadata.license());
        all.add("created", metadata.created());
        all.add("modified", metadata.modified());
        all.add("note", metadata.note());
        all.add("buildingBlock", metadata.buildingBlock());
        all.add("source", sourceFile);
        all.add("reason", reason(rule.pattern()));
        return all.annotations;
    }

    /** Of a second alerting rule of the same source rule: what its alerts show. */
    static List<Annotation> ofSecond(String title, List<Annotation> first) {
        List<Annotation> shown = new ArrayList<>(
                first.stream().filter(one -> SHOWN.contains(one.name())).toList());
        if (shown.stream().noneMatch(one -> one.name().equals("title"))) {
            shown.add(Math.min(1, shown.size()), new Annotation("title", List.of(new DrlConstant.Text(title))));
        }
        return shown;
    }

    private void add(String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            annotations.add(new Annotation(name, List.of(new DrlConstant.Text(value))));
        }
    }

    private void add(String name, List<String> values) {
        if (!values.isEmpty()) {
            annotations.add(new Annotation(
                    name,
                    values.stream().<DrlConstant>map(DrlConstant.Text::new).toList()));
        }
    }

    /** The sentence of an alert. It names values, window and condition, whose numbers the rule holds elsewhere. */
    private static @Nullable String reason(Pattern pattern) {
        return switch (pattern) {
            case Pattern.EachMatch eachMatch -> null;
            case Pattern.Suppressed suppressed -> "seen for {group}; what follows is suppressed for {window}";
            case Aggregation aggregation -> aggregationReason(aggregation);
            case Pattern.Temporal temporal -> "{rules} together" + forGroup(temporal.groupBy()) + " within {window}";
            case Pattern.TemporalOrdered ordered ->
                plain(Wording.inputs(ordered.inputs(), ", then ")) + forGroup(ordered.groupBy()) + " within {window}";
            case Pattern.Sequence sequence ->
                plain(SequenceRules.words(sequence)) + forGroup(sequence.groupBy()) + " within {window}";
            case Pattern.NewTerms newTerms ->
                "new " + plain(Wording.paths(newTerms.fields())) + " {group}: not seen in {window} before";
        };
    }

    private static String aggregationReason(Aggregation aggregation) {
        String inputs = plain(Wording.inputs(aggregation.over(), " or "));
        if (!AggregationRules.isSliding(aggregation) && AggregationRules.isSilence(aggregation)) {
            return "no " + inputs + forGroup(aggregation.groupBy()) + " for {window} after the last";
        }
        Measure measure = aggregation.having().stream()
                .map(Bound::measure)
                .filter(candidate -> !(candidate instanceof Measure.EventCount))
                .filter(candidate -> !(candidate instanceof Measure.Minutes))
                .findFirst()
                .orElseGet(Measure.EventCount::new);
        String what =
                switch (measure) {
                    case Measure.EventCount(), Measure.Minutes() -> "{count} × " + inputs;
                    case Measure.ValueCount(List<FieldPath> fields) ->
                        "{distinct " + Wording.paths(fields) + "} different " + plain(Wording.paths(fields)) + " of "
                                + inputs;
                    case Measure.Sum(FieldPath field) -> "sum {sum " + field + "} of " + plain(field.text());
                    case Measure.Average(FieldPath field) ->
                        "average {average " + field + "} of " + plain(field.text());
                    case Measure.Percentile(FieldPath field, double percent) -> {
                        String name = Measures.percentileName(percent) + " ";
                        yield name + "{" + name + field + "} of " + plain(field.text());
                    }
                };
        return what + forGroup(aggregation.groupBy()) + " within {window} ({condition})";
    }

    private static String forGroup(List<GroupBy> groupBy) {
        return groupBy.isEmpty() ? "" : " for {group}";
    }

    /** A rule's own text in a template names no value. */
    private static String plain(String text) {
        return DrlName.shortened(text.replace('{', '(').replace('}', ')'), 120);
    }
}
