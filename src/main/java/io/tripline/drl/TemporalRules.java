package io.tripline.drl;

import io.tripline.drl.Action.FindingSpec;
import io.tripline.drl.Action.Value;
import io.tripline.drl.Conditional.Argument;
import io.tripline.drl.Conditional.Function;
import io.tripline.drl.Conditional.GroupBy;
import io.tripline.drl.Conditional.Having;
import io.tripline.drl.Conditional.Part;
import io.tripline.rule.Pattern.Input;
import io.tripline.rule.Pattern.InputCondition;
import io.tripline.rule.Pattern.Temporal;
import io.tripline.rule.Pattern.TemporalOrdered;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rules that look at the stream of a temporal pattern. */
final class TemporalRules {

    private static final int DEEPEST = 50;

    private TemporalRules() {}

    /** The names of the inputs, by which their matches are told apart; a second one of the same name is numbered. */
    static List<String> distinctNames(List<Input> inputs) {
        Set<String> taken = new HashSet<>();
        List<String> names = new ArrayList<>();
        for (Input input : inputs) {
            String name = input.name();
            for (int n = 2; !taken.add(name); n++) {
                name = input.name() + " (" + n + ")";
            }
            names.add(name);
        }
        return names;
    }

    static DrlRule anyOrder(Temporal temporal, List<String> names, String stream, Outlet outlet) {
        InputCondition condition = temporal.condition();
        String decides = condition == null
                ? "all of " + String.join(", ", names) + ", in any order"
                : Wording.topCondition(condition);
        List<Part> parts = new ArrayList<>();
        List<Function> functions = new ArrayList<>();
        List<Value> values = new ArrayList<>();
        Having having;
        if (condition == null) {
            functions.add(new Function("$rules", "countDistinct", List.of(new Argument.Variable("$rule"))));
            having = new Having.Compare("$rules", "==", BigDecimal.valueOf(names.size()));
        } else {
            Counts counts = new Counts(names);
            having = counts.having(condition, false, 0);
            functions.addAll(counts.functions());
        }
        parts.add(new Part.Property("$rule", "rule"));
        functions.add(new Function("$matched", "distinctValues", List.of(new Argument.Variable("$rule"))));
        functions.add(new Function("$evidence", "evidence", List.of(new Argument.Variable("$match"))));
        values.add(new Value("rules", "$matched"));
        Duration span = temporal.timespan();
        return new DrlRule(
                List.of(DrlName.comment("Together: " + decides + ", in " + DrlDuration.of(span) + " per "
                        + Wording.groups(temporal.groupBy()) + ".")),
                outlet.ruleName(),
                outlet.annotations(),
                List.of(
                        new GroupBy(
                                CorrelationRules.matches(parts, span, stream),
                                "$group",
                                "$key",
                                functions,
                                List.of(having)),
                        outlet.silence(stream, "$group", span)),
                outlet.found(stream, new FindingSpec("$group", "$evidence", values)));
    }

    static DrlRule inOrder(TemporalOrdered ordered, String stream, Outlet outlet) {
        Duration span = ordered.timespan();
        return new DrlRule(
                List.of(DrlName.comment("In order: " + Wording.inputs(ordered.inputs(), ", then ") + ", in "
                        + DrlDuration.of(span) + " per " + Wording.groups(ordered.groupBy()) + ".")),
                outlet.ruleName(),
                outlet.annotations(),
                List.of(
                        new GroupBy(
                                CorrelationRules.matches(List.of(), span, stream),
                                "$group",
                                "$key",
                                List.of(new Function("$chain", "inOrder", List.of(new Argument.Variable("$match")))),
                                List.of()),
                        outlet.silence(stream, "$group", span)),
                outlet.found(stream, new FindingSpec("$group", "$chain", List.of())));
    }

    /** How often each input of a condition matched, as variables. */
    private static final class Counts {

        private final List<String> names;
        private final Names variables =
                new Names("$match", "$key", "$group", "$rule", "$rules", "$matched", "$evidence");
        private final Map<String, String> byName = new LinkedHashMap<>();

        Counts(List<String> names) {
            this.names = names;
        }

        /** Negation is carried to the counts: what counts none is {@code == 0}. */
        Having having(InputCondition condition, boolean negated, int depth) {
            if (depth > DEEPEST) {
                throw new Untranslatable("a condition is nested deeper than " + DEEPEST + " levels");
            }
            return switch (condition) {
                case InputCondition.Matched(String input) ->
                    new Having.Compare(variable(input), negated ? "==" : ">", BigDecimal.ZERO);
                case InputCondition.AllOf(List<InputCondition> parts) -> joined(parts, negated, negated, depth);
                case InputCondition.AnyOf(List<InputCondition> parts) -> joined(parts, negated, !negated, depth);
                case InputCondition.None(InputCondition part) -> having(part, !negated, depth + 1);
            };
        }

        private Having joined(List<InputCondition> parts, boolean negated, boolean any, int depth) {
            if (parts.isEmpty()) {
                throw new Untranslatable("a condition over no rules");
            }
            List<Having> each =
                    parts.stream().map(part -> having(part, negated, depth + 1)).toList();
            if (each.size() == 1) {
                return each.getFirst();
            }
            return any ? new Having.AnyOf(each) : new Having.AllOf(each);
        }

        private String variable(String input) {
            if (!names.contains(input)) {
                throw new Untranslatable("the condition names '" + input + "', which is none of the rules");
            }
            return byName.computeIfAbsent(input, name -> variables.variable(name.replace('.', '_')));
        }

        List<Function> functions() {
            return byName.entrySet().stream()
                    .map(count -> new Function(
                            count.getValue(), "times", List.of(new Argument.IsOf("$match", count.getKey()))))
                    .toList();
        }
    }
}
