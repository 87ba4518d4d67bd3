package io.tripline.engine.correlate;

import io.tripline.engine.compile.RuleOutline;
import io.tripline.engine.compile.RuleShape.Role;
import io.tripline.engine.read.Conditional;
import io.tripline.engine.read.Effect;
import io.tripline.engine.read.Expression;
import io.tripline.engine.read.Span;
import io.tripline.event.Match;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What rules ask of matches that they only count and measure: all that has to be kept of those that no alert will show.
 *
 * @param rule whether they ask by which rule
 * @param paths of the fields that they count or measure
 */
record Asked(boolean rule, Set<String> paths) {

    /** What is asked by these is in the words of the pattern; {@code inOrder} shows matches of any age. */
    private static final Set<String> COUNTING = Set.of(
            "count",
            "countDistinct",
            "distinctValues",
            "sumOf",
            "averageOf",
            "percentile",
            "minutes",
            "evidence",
            "times");

    private static final Set<String> TIME_AND_KEY = Set.of("key", "group", "timestamp");

    private static final Set<String> FIELDS = Set.of("values", "number", "numberAt", "combinations", "get");

    Asked {
        paths = Set.copyOf(paths);
    }

    /**
     * @param streams that the rules read
     * @return null where more may be asked than is known
     */
    static @Nullable Asked of(List<RuleOutline> rules, Set<String> streams) {
        if (streams.size() != 1 || !rules.stream().allMatch(Asked::countsOnly)) {
            return null;
        }
        boolean rule = false;
        Set<String> paths = new HashSet<>();
        for (Expression asked : rules.stream().flatMap(Asked::asked).toList()) {
            switch (asked) {
                case Expression.Property(Expression of, String name, String m, Class<?> type, Span span) -> {
                    if (name.equals("rule")) {
                        rule = true;
                    } else if (!TIME_AND_KEY.contains(name)) {
                        return null;
                    }
                }
                case Expression.Call call -> {
                    if (call.method().equals("isOf")) {
                        rule = true;
                    } else if (FIELDS.contains(call.method())
                            && call.arguments().stream().allMatch(Asked::isPathOrNumber)) {
                        call.arguments().stream()
                                .filter(Expression.Text.class::isInstance)
                                .forEach(path -> paths.add(((Expression.Text) path).value()));
                    } else {
                        return null;
                    }
                }
                default -> {}
            }
        }
        return new Asked(rule, paths);
    }

    private static boolean isPathOrNumber(Expression argument) {
        return argument instanceof Expression.Text || argument instanceof Expression.Number;
    }

    /** Whether the rule looks at matches in sums alone, and does no more than raise an alert. */
    private static boolean countsOnly(RuleOutline rule) {
        Set<String> functions = rule.shape().aggregates().stream()
                .flatMap(aggregate -> aggregate.functions().stream())
                .map(Conditional.Function::name)
                .collect(Collectors.toSet());
        return !rule.shape().alternatives()
                && rule.shape().plainEffects()
                && rule.shape().effects().stream()
                        .allMatch(effect -> effect instanceof Effect.Raise raise && !showsMatches(rule, raise))
                && COUNTING.containsAll(functions)
                && rule.shape().patterns().stream()
                        .allMatch(pattern -> pattern.role() == Role.AGGREGATED
                                || pattern.role() == Role.NOT && pattern.type().equals("Alert"));
    }

    private static boolean showsMatches(RuleOutline rule, Effect.Raise raise) {
        return raise.values().stream()
                .flatMap(value ->
                        rule.shape().aggregates().stream().map(aggregate -> aggregate.function(value.variable())))
                .anyMatch(function -> function != null && function.name().equals("evidence"));
    }

    private static Stream<Expression> asked(RuleOutline rule) {
        Stream<Expression> ofPatterns =
                rule.shape().patterns().stream().flatMap(pattern -> pattern.expressions().stream());
        Stream<Expression> ofFunctions = rule.shape().aggregates().stream()
                .flatMap(aggregate -> Stream.concat(
                        aggregate.functions().stream().flatMap(function -> function.arguments().stream()),
                        Stream.ofNullable(aggregate.grouping())))
                .flatMap(Expression::all);
        return Stream.concat(ofPatterns, ofFunctions);
    }

    /** What is kept of a match; null if its time says it all. */
    @Nullable
    Match of(Match match) {
        return rule && !match.getRule().isEmpty() || !paths.isEmpty() ? match.reducedTo(paths) : null;
    }
}
