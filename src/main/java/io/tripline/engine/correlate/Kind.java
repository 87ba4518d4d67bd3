package io.tripline.engine.correlate;

import io.tripline.engine.compile.RuleShape.FactPattern;
import io.tripline.engine.read.Expression;
import io.tripline.event.Match;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** By what matches differ, where a rule asks for different ones. */
sealed interface Kind {

    /** By the rule that matched. */
    record OfRule() implements Kind {}

    /** By the rule that matched, if it is one of these. */
    record OfRuleAmong(Set<String> rules) implements Kind {
        public OfRuleAmong {
            rules = Set.copyOf(rules);
        }
    }

    /** By the step of an order. */
    record OfStep() implements Kind {}

    /** By each value of a field. */
    record OfValues(String path) implements Kind {}

    /** By the values of fields together. */
    record OfCombinations(List<String> paths) implements Kind {
        public OfCombinations {
            paths = List.copyOf(paths);
        }
    }

    /** Whether each match is of one kind at most. */
    default boolean isSingle() {
        return !(this instanceof OfValues) && !(this instanceof OfCombinations);
    }

    /** What a match is, or several. */
    default Collection<?> of(Match match) {
        return switch (this) {
            case OfRule() -> List.of(match.getRule());
            case OfRuleAmong(Set<String> rules) ->
                rules.contains(match.getRule()) ? List.of(match.getRule()) : List.of();
            case OfStep() -> match.stage().isStep() ? List.of(match.getStep()) : List.of();
            case OfValues(String path) -> match.values(path);
            case OfCombinations(List<String> paths) -> match.combinations(paths.toArray(String[]::new));
        };
    }

    /** What a variable of the pattern is bound to; null if it is something else. */
    static @Nullable Kind of(FactPattern pattern, String variable) {
        return switch (pattern.boundTo(variable)) {
            case Expression.Property property
            when property.of() instanceof Expression.Fact && property.name().equals("rule") -> new OfRule();
            case Expression.Call call
            when call.target() instanceof Expression.Target.Value(Expression on) && on instanceof Expression.Fact ->
                called(call.method(), call.arguments());
            case null, default -> null;
        };
    }

    private static @Nullable Kind called(String method, List<Expression> arguments) {
        List<String> paths = arguments.stream()
                .filter(Expression.Text.class::isInstance)
                .map(argument -> ((Expression.Text) argument).value())
                .toList();
        if (paths.size() != arguments.size() || paths.isEmpty()) {
            return null;
        }
        return switch (method) {
            case "values" -> paths.size() == 1 ? new OfValues(paths.getFirst()) : null;
            case "combinations" -> new OfCombinations(paths);
            default -> null;
        };
    }
}
