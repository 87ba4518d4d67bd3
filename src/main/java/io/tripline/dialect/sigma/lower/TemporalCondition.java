package io.tripline.dialect.sigma.lower;

import io.tripline.dialect.sigma.lower.InputReader.Referred;
import io.tripline.dialect.sigma.read.ConditionExpression;
import io.tripline.dialect.sigma.read.ConditionExpression.And;
import io.tripline.dialect.sigma.read.ConditionExpression.Identifier;
import io.tripline.dialect.sigma.read.ConditionExpression.Not;
import io.tripline.dialect.sigma.read.ConditionExpression.Of;
import io.tripline.dialect.sigma.read.ConditionExpression.Or;
import io.tripline.dialect.sigma.read.ConditionParser;
import io.tripline.problem.Problems;
import io.tripline.problem.Spelling;
import io.tripline.rule.Pattern.InputCondition;
import io.tripline.rule.Pattern.InputCondition.AllOf;
import io.tripline.rule.Pattern.InputCondition.AnyOf;
import io.tripline.rule.Pattern.InputCondition.Matched;
import io.tripline.rule.Pattern.InputCondition.None;
import io.tripline.yaml.Yaml;
import io.tripline.yaml.Yaml.Scalar;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The boolean condition of a temporal correlation over the names of its rules. Draft of specification 2.2. */
final class TemporalCondition {

    /** So many combinations may {@code 2 of them} be. */
    private static final int MOST_COMBINATIONS = 500;

    private final List<Referred> inputs;
    private final Scalar scalar;
    private final Problems findings;

    TemporalCondition(List<Referred> inputs, Scalar scalar, Problems findings) {
        this.inputs = inputs;
        this.scalar = scalar;
        this.findings = findings;
    }

    /** Null after an error. */
    @Nullable
    InputCondition lower() {
        return switch (ConditionParser.parse(scalar.text())) {
            case ConditionParser.Result.Unreadable bad -> {
                findings.error(scalar.at(bad.offset(), bad.length()), bad.message(), bad.wayOut());
                yield null;
            }
            case ConditionParser.Result.Read read -> {
                InputCondition condition = lower(read.expression());
                if (holdsWithoutMatch(condition)) {
                    findings.error(
                            scalar.place(),
                            "this condition holds when no rule has matched",
                            "at least one rule must be required: a and not b");
                }
                yield condition;
            }
        };
    }

    private InputCondition lower(ConditionExpression expression) {
        return switch (expression) {
            case And and -> new AllOf(and.parts().stream().map(this::lower).toList());
            case Or or -> new AnyOf(or.parts().stream().map(this::lower).toList());
            case Not not -> new None(lower(not.part()));
            case Identifier identifier -> matched(identifier);
            case Of of -> of(of);
        };
    }

    private InputCondition matched(Identifier identifier) {
        for (Referred input : inputs) {
            if (input.isCalled(identifier.name())) {
                return new Matched(input.input().name());
            }
        }
        List<String> known =
                inputs.stream().map(input -> input.reference().text()).toList();
        findings.error(
                scalar.at(identifier.offset(), identifier.name().length()),
                "'" + identifier.name() + "' is not among the rules of this correlation",
                Spelling.wayOut(identifier.name(), known, "they are " + String.join(", ", known)));
        return new Matched(identifier.name());
    }

    private InputCondition of(Of of) {
        List<String> names = new ArrayList<>();
        for (Referred input : inputs) {
            if (of.pattern().equals("them")
                    || NamePattern.matches(of.pattern(), input.reference().text())) {
                names.add(input.input().name());
            }
        }
        Integer count = of.count();
        if (names.isEmpty() || count != null && count > names.size()) {
            findings.error(
                    scalar.at(of.offset(), of.pattern().length()),
                    names.isEmpty()
                            ? "no rule of this correlation matches '" + of.pattern() + "'"
                            : "only " + names.size() + " rules match '" + of.pattern() + "', not " + count,
                    null);
            return new AnyOf(List.of());
        }
        InputCondition condition = atLeast(count == null ? names.size() : count, names);
        if (condition == null) {
            findings.error(
                    scalar.at(of.offset(), of.pattern().length()),
                    "more than " + MOST_COMBINATIONS + " combinations of rules",
                    null);
            return new AnyOf(List.of());
        }
        return condition;
    }

    /** At least so many of the inputs have matched. Null if that makes too many combinations. */
    static @Nullable InputCondition atLeast(int count, List<String> names) {
        List<List<String>> combinations = List.of(List.of());
        for (int i = 0; i < names.size(); i++) {
            List<List<String>> longer = new ArrayList<>(combinations);
            for (List<String> combination : combinations) {
                if (combination.size() < count) {
                    List<String> more = new ArrayList<>(combination);
                    more.add(names.get(i));
                    longer.add(more);
                }
            }
            int left = names.size() - i - 1;
            combinations = longer.stream()
                    .filter(combination -> combination.size() + left >= count)
                    .toList();
            if (combinations.size() > MOST_COMBINATIONS) {
                return null;
            }
        }
        List<InputCondition> any = combinations.stream()
                .<InputCondition>map(combination -> allOf(combination))
                .toList();
        return any.size() == 1 ? any.getFirst() : new AnyOf(any);
    }

    private static InputCondition allOf(List<String> names) {
        return names.size() == 1
                ? new Matched(names.getFirst())
                : new AllOf(names.stream().<InputCondition>map(Matched::new).toList());
    }

    private static boolean holdsWithoutMatch(InputCondition condition) {
        return switch (condition) {
            case Matched matched -> false;
            case AllOf all -> all.parts().stream().allMatch(TemporalCondition::holdsWithoutMatch);
            case AnyOf any -> any.parts().stream().anyMatch(TemporalCondition::holdsWithoutMatch);
            case None none -> !holdsWithoutMatch(none.part());
        };
    }

    /** The names in a condition, each once: what a correlation without {@code rules} refers to. */
    static List<Scalar> identifiers(Scalar scalar) {
        List<Scalar> names = new ArrayList<>();
        if (ConditionParser.parse(scalar.text()) instanceof ConditionParser.Result.Read read) {
            collect(read.expression(), scalar, names);
        }
        return names;
    }

    private static void collect(ConditionExpression expression, Scalar scalar, List<Scalar> into) {
        switch (expression) {
            case And and -> and.parts().forEach(part -> collect(part, scalar, into));
            case Or or -> or.parts().forEach(part -> collect(part, scalar, into));
            case Not not -> collect(not.part(), scalar, into);
            case Identifier identifier -> {
                if (into.stream().noneMatch(known -> known.text().equals(identifier.name()))) {
                    into.add(new Scalar(
                            identifier.name(),
                            Yaml.Kind.TEXT,
                            scalar.at(identifier.offset(), identifier.name().length()),
                            Yaml.Layout.LINE,
                            scalar.lastLine(),
                            scalar.source()));
                }
            }
            case Of of -> {}
        }
    }
}
