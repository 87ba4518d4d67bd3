package io.tripline.drl;

import io.tripline.event.FieldPath;
import io.tripline.rule.Bound;
import io.tripline.rule.Comparison;
import io.tripline.rule.GroupBy;
import io.tripline.rule.Measure;
import io.tripline.rule.Pattern.Input;
import io.tripline.rule.Pattern.InputCondition;
import java.util.List;
import java.util.stream.Collectors;

/** Parts of a rule in words, for comments. Not cleaned: {@link DrlPrinter} gets them through {@link DrlName}. */
final class Wording {

    private Wording() {}

    static String bounds(List<Bound> bounds, List<Input> inputs) {
        return bounds.stream().map(bound -> bound(bound, inputs)).collect(Collectors.joining(" and "));
    }

    private static String bound(Bound bound, List<Input> inputs) {
        String number = DrlLiteral.plain(bound.value());
        boolean counted =
                bound.measure() instanceof Measure.EventCount || bound.measure() instanceof Measure.ValueCount;
        String amount = comparison(bound.comparison(), counted) + " " + number;
        return switch (bound.measure()) {
            case Measure.EventCount() -> amount + " × " + inputs(inputs, " or ");
            case Measure.ValueCount(List<FieldPath> fields) -> amount + " different " + paths(fields);
            case Measure.Sum(FieldPath field) -> "a sum of " + field + " of " + amount;
            case Measure.Average(FieldPath field) -> "an average of " + field + " of " + amount;
            case Measure.Percentile(FieldPath field, double percent) ->
                "a " + Measures.percentileName(percent) + " of " + field + " of " + amount;
            case Measure.Minutes() -> amount + " minutes between first and last";
        };
    }

    static String comparison(Comparison comparison, boolean counted) {
        return switch (comparison) {
            case GREATER -> "more than";
            case AT_LEAST -> "at least";
            case LESS -> counted ? "fewer than" : "less than";
            case AT_MOST -> "at most";
            case EQUAL -> "exactly";
            case NOT_EQUAL -> "other than";
        };
    }

    static String operator(Comparison comparison) {
        return switch (comparison) {
            case GREATER -> ">";
            case AT_LEAST -> ">=";
            case LESS -> "<";
            case AT_MOST -> "<=";
            case EQUAL -> "==";
            case NOT_EQUAL -> "!=";
        };
    }

    static String inputs(List<Input> inputs, String separator) {
        return inputs.stream().map(Input::name).collect(Collectors.joining(separator));
    }

    static String groups(List<GroupBy> groups) {
        return groups.isEmpty()
                ? "all events together"
                : groups.stream().map(GroupBy::name).collect(Collectors.joining(", "));
    }

    static String paths(List<FieldPath> fields) {
        return fields.stream().map(FieldPath::text).collect(Collectors.joining(", "));
    }

    static String anyOf(List<FieldPath> fields) {
        return fields.stream().map(FieldPath::text).collect(Collectors.joining(" or "));
    }

    /** Without parentheses around the whole. */
    static String topCondition(InputCondition condition) {
        String text = condition(condition);
        boolean several = condition instanceof InputCondition.AllOf || condition instanceof InputCondition.AnyOf;
        return several ? text.substring(1, text.length() - 1) : text;
    }

    private static String condition(InputCondition condition) {
        return switch (condition) {
            case InputCondition.Matched(String input) -> input;
            case InputCondition.AllOf(List<InputCondition> parts) ->
                parts.stream().map(Wording::condition).collect(Collectors.joining(" and ", "(", ")"));
            case InputCondition.AnyOf(List<InputCondition> parts) ->
                parts.stream().map(Wording::condition).collect(Collectors.joining(" or ", "(", ")"));
            case InputCondition.None(InputCondition part) -> "not " + condition(part);
        };
    }
}
