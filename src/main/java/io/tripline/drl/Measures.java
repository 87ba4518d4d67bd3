package io.tripline.drl;

import io.tripline.drl.Action.Carried;
import io.tripline.drl.Action.Value;
import io.tripline.drl.Conditional.Argument;
import io.tripline.drl.Conditional.Function;
import io.tripline.drl.Conditional.Having;
import io.tripline.drl.Conditional.Part;
import io.tripline.event.FieldPath;
import io.tripline.rule.Bound;
import io.tripline.rule.Measure;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What is measured over the matches of a group: the fields to bind, the functions on them, the conditions on their results
 * and the values that the alert shows. Count and minutes are always there.
 */
final class Measures {

    private final Names variables = new Names(
            "$event",
            "$match",
            "$key",
            "$group",
            "$count",
            "$minutes",
            "$evidence",
            "$ended",
            "$percentile",
            "$median");
    private final List<Part> parts = new ArrayList<>();
    private final List<Function> functions = new ArrayList<>();
    private final List<Having> having = new ArrayList<>();
    private final List<Value> values = new ArrayList<>();
    private final Map<String, Boolean> carried = new LinkedHashMap<>();
    private final List<Bound> bounds;
    private final Map<Measure, String> results = new HashMap<>();
    private final Map<String, String> bound = new HashMap<>();

    Measures(List<Bound> bounds, List<FieldPath> collect) {
        this.bounds = bounds;
        measured(new Measure.EventCount());
        for (Bound bound : bounds) {
            String operator = Wording.operator(bound.comparison());
            having.add(new Having.Compare(measured(bound.measure()), operator, bound.value()));
        }
        collect.stream().distinct().forEach(this::collected);
        measured(new Measure.Minutes());
        functions.add(new Function("$evidence", "evidence", List.of(new Argument.Variable("$match"))));
    }

    List<Part> parts() {
        return parts;
    }

    List<Function> functions() {
        return functions;
    }

    List<Having> having() {
        return having;
    }

    List<Value> values() {
        return values;
    }

    /** What the matches must carry for it. */
    List<Carried> carried() {
        return carried.entrySet().stream()
                .map(field -> new Carried(field.getKey(), field.getValue()))
                .toList();
    }

    private String measured(Measure measure) {
        String known = results.get(measure);
        if (known != null) {
            return known;
        }
        String result =
                switch (measure) {
                    case Measure.EventCount() -> function("$count", "count", "count", List.of());
                    case Measure.Minutes() ->
                        function("$minutes", "minutes", "minutes", List.of(new Argument.Variable("$match")));
                    case Measure.ValueCount(List<FieldPath> fields) -> distinct(fields);
                    case Measure.Sum(FieldPath field) -> numbers("sum", "sumOf", field);
                    case Measure.Average(FieldPath field) -> numbers("average", "averageOf", field);
                    case Measure.Percentile(FieldPath field, double percent) -> percentile(field, percent);
                };
        results.put(measure, result);
        return result;
    }

    private String function(String variable, String name, String valueName, List<Argument> arguments) {
        functions.add(new Function(variable, name, arguments));
        values.add(new Value(valueName, variable));
        return variable;
    }

    private String distinct(List<FieldPath> fields) {
        if (fields.isEmpty()) {
            throw new Untranslatable("a count of values without a field");
        }
        List<String> paths = fields.stream().map(FieldPath::text).toList();
        fields.forEach(this::carry);
        String variable = paths.size() == 1 ? bind("values", paths) : bind("combinations", paths);
        String result = variables.variable("distinct_" + variable.substring(1));
        return function(
                result,
                "countDistinct",
                "distinct " + String.join(", ", paths),
                List.of(new Argument.Variable(variable)));
    }

    private String numbers(String name, String function, FieldPath field) {
        carry(field);
        String variable = bind("number", List.of(field.text()));
        String result = variables.variable(name + "_" + variable.substring(1));
        return function(result, function, name + " " + field, List.of(new Argument.Variable(variable)));
    }

    private String percentile(FieldPath field, double percent) {
        if (!(percent >= 0 && percent <= 100)) {
            throw new Untranslatable("a percentile must be from 0 to 100");
        }
        carry(field);
        BigDecimal rank = BigDecimal.valueOf(percent);
        String prefix = percent == 50 ? "median_" : "percentile_";
        String result = variables.variable(prefix + Names.lastSegment(field.text()));
        return function(
                result,
                "percentile",
                percentileName(percent) + " " + field,
                List.of(new Argument.NumberAt("$match", rank, field.text())));
    }

    static String percentileName(double percent) {
        return percent == 50 ? "median" : "percentile " + DrlLiteral.plain(BigDecimal.valueOf(percent));
    }

    /** A match without the field is left out where every bound is on it; beside a bound on anything else it counts there. */
    private void carry(FieldPath field) {
        boolean inEvery =
                bounds.stream().allMatch(bound -> fields(bound.measure()).contains(field));
        carried.put(field.text(), inEvery);
    }

    private static List<FieldPath> fields(Measure measure) {
        return switch (measure) {
            case Measure.EventCount() -> List.of();
            case Measure.Minutes() -> List.of();
            case Measure.ValueCount(List<FieldPath> fields) -> fields;
            case Measure.Sum(FieldPath field) -> List.of(field);
            case Measure.Average(FieldPath field) -> List.of(field);
            case Measure.Percentile(FieldPath field, double percent) -> List.of(field);
        };
    }

    /** The values of a field, listed in the alert. */
    private void collected(FieldPath field) {
        carried.putIfAbsent(field.text(), false);
        String variable = bind("values", List.of(field.text()));
        String all = variables.variable(Names.plural(variable).substring(1));
        function(all, "distinctValues", field.text(), List.of(new Argument.Variable(variable)));
    }

    private String bind(String method, List<String> paths) {
        return bound.computeIfAbsent(method + paths, key -> {
            String variable =
                    variables.variable(paths.stream().map(Names::lastSegment).collect(Collectors.joining("_")));
            parts.add(new Part.Carried(variable, method, paths));
            return variable;
        });
    }
}
