package io.tripline.engine.correlate;

import io.tripline.engine.compile.RuleOutline;
import io.tripline.engine.compile.RuleShape.Aggregate;
import io.tripline.engine.compile.RuleShape.FactPattern;
import io.tripline.engine.compile.RuleShape.Role;
import io.tripline.engine.function.Measure;
import io.tripline.engine.read.Bound;
import io.tripline.engine.read.Conditional;
import io.tripline.engine.read.Expression;
import io.tripline.engine.read.Operator;
import io.tripline.event.Stage;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads from a rule's text without what it cannot fire.
 *
 * @param remembered streams of which the newest match of a key is kept
 * @param retained what some rule looks back at
 * @param steps by stream, the steps of the order that is written to it
 */
record Needs(Set<String> remembered, Set<RuleOutline.Retained> retained, Map<String, Set<Stage>> steps) {

    /** Of one rule of a level. */
    Need of(RuleOutline rule) {
        List<FactPattern> patterns = rule.shape().patterns();
        if (rule.shape().alternatives()
                || patterns.isEmpty()
                || patterns.stream().anyMatch(pattern -> pattern.stream() == null || pattern.length() != null)) {
            return new Need.Always();
        }
        FactPattern first = patterns.getFirst();
        List<FactPattern> others = patterns.subList(1, patterns.size());
        boolean timeless = others.stream().noneMatch(FactPattern::isTemporal);
        if (first.role() == Role.PLAIN && !first.isTemporal()) {
            boolean arrives = timeless && (isOfTheMoment(first) || others.isEmpty() && first.window() == null);
            return arrives ? ofArrival(first, others) : ofWaiting(first, others);
        }
        boolean counts = first.role() == Role.AGGREGATED
                && first.window() != null
                && timeless
                && rule.shape().aggregates().size() == 1
                && others.stream().allMatch(other -> other.role() == Role.NOT && other.window() != null);
        return counts
                ? ofMany(first, rule.shape().aggregates().getFirst(), steps.getOrDefault(stream(first), Set.of()))
                : new Need.Always();
    }

    /** Whether the pattern's fact has gone when its moment is over, so that the rule can fire at its arrival alone. */
    private boolean isOfTheMoment(FactPattern pattern) {
        return pattern.window() == null
                ? !retained.contains(new RuleOutline.Retained(stream(pattern), pattern.type()))
                : pattern.window().millis() == 1;
    }

    private Need ofArrival(FactPattern first, List<FactPattern> others) {
        for (FactPattern other : others) {
            if (isSeen(other) && others.size() == 1) {
                return new Need.NewTerm(stream(first), stream(other), window(other));
            }
            if (other.role() == Role.NOT && other.window() != null && other.isTiedToKeyAlone(first)) {
                return new Need.Unblocked(
                        stream(first), new RuleOutline.Retained(stream(other), other.type()), window(other));
            }
        }
        return new Need.Arrival(stream(first));
    }

    /** {@code not( Match( key == $key, this after[ 1ms, 5m ] $last ) over window:time( 5m ) … )} of a match that has no window. */
    private static Need ofWaiting(FactPattern first, List<FactPattern> others) {
        Need.Deadline deadline = null;
        for (FactPattern other : others) {
            boolean isNot = other.role() == Role.NOT && other.window() != null && other.isTiedToKey();
            Need.Deadline waits = isNot && first.window() == null ? deadline(first, other) : null;
            if (!isNot || other.isTemporal() && (waits == null || deadline != null)) {
                return new Need.Always();
            }
            deadline = waits == null ? deadline : waits;
        }
        return deadline == null ? new Need.Always() : deadline;
    }

    private static Need.@Nullable Deadline deadline(FactPattern first, FactPattern absent) {
        return absent.expressions().stream()
                .filter(Expression.Temporal.class::isInstance)
                .map(Expression.Temporal.class::cast)
                .filter(after -> !after.negated()
                        && after.operator().equals("after")
                        && after.spans().size() == 2
                        && after.left() instanceof Expression.Fact
                        && after.right() instanceof Expression.Variable waiting
                        && waiting.type().getSimpleName().equals(first.type())
                        && absent.constraints().size() == 2)
                .map(after -> new Need.Deadline(
                        stream(first),
                        stream(absent),
                        after.spans().getFirst().millis(),
                        after.spans().getLast().millis()))
                .filter(deadline -> deadline.from() <= deadline.to() && deadline.to() <= window(absent))
                .findFirst()
                .orElse(null);
    }

    private static Need ofMany(FactPattern pattern, Aggregate aggregate, Set<Stage> steps) {
        String stream = stream(pattern);
        long window = window(pattern);
        if (!steps.isEmpty()) {
            for (Conditional.Function function : aggregate.functions()) {
                switch (function.name()) {
                    case "inOrder" -> {
                        int last = lastStep(steps);
                        if (last > 1) {
                            return new Need.Different(stream, new Kind.OfStep(), last, window);
                        }
                    }
                    case "sequence" -> {
                        return new Need.Steps(stream, repetitions(steps), window);
                    }
                    default -> {}
                }
            }
        }
        Need.Different different = null;
        Need.Measured measured = null;
        Set<String> named = new HashSet<>();
        int fewest = 1;
        for (Expression condition : aggregate.conditions()) {
            for (Bound bound : Bound.requiredBy(condition)) {
                Conditional.Function function = aggregate.function(bound.variable());
                if (function == null) {
                    continue;
                }
                int least = least(bound.operator(), bound.number());
                String rule = named(function);
                Kind kind = counted(pattern, function);
                Measure measure = pattern.isUnconditional() ? measure(pattern, function) : null;
                if (rule != null && least > 0) {
                    named.add(rule);
                    fewest = Math.max(fewest, least);
                } else if (function.name().equals("count")) {
                    fewest = Math.max(fewest, least);
                } else if (kind != null && least > (different == null ? 1 : different.different())) {
                    different = new Need.Different(stream, kind, least, window);
                } else if (measure != null && measured == null) {
                    measured = new Need.Measured(stream, measure, bound.operator(), bound.number(), window);
                }
            }
        }
        if (different != null) {
            return different;
        }
        if (named.size() > 1) {
            return new Need.Different(stream, new Kind.OfRuleAmong(named), named.size(), window);
        }
        return measured != null ? measured : new Need.AtLeast(stream, fewest, window);
    }

    private static int lastStep(Set<Stage> steps) {
        return steps.stream().filter(Stage::last).mapToInt(Stage::to).min().orElse(0);
    }

    /** How many matches must come of each kind that writes steps. */
    private static Map<Integer, Integer> repetitions(Set<Stage> steps) {
        Map<Integer, Integer> repetitions = new HashMap<>();
        steps.forEach(stage -> repetitions.merge(stage.to(), stage.size(), Math::min));
        return repetitions;
    }

    /** What a function measures of the pattern's numbers; null if it does something else. */
    private static @Nullable Measure measure(FactPattern pattern, Conditional.Function function) {
        Expression argument =
                function.arguments().size() == 1 ? function.arguments().getFirst() : null;
        Expression measured =
                argument instanceof Expression.Variable variable ? pattern.boundTo(variable.name()) : argument;
        if (!(measured instanceof Expression.Call call)) {
            return null;
        }
        List<Expression> arguments = call.arguments();
        if (call.method().equals("number")
                && arguments.size() == 1
                && arguments.getFirst() instanceof Expression.Text path) {
            return switch (function.name()) {
                case "sumOf" -> new Measure.Sum(path.value());
                case "averageOf" -> new Measure.Average(path.value());
                default -> null;
            };
        }
        return function.name().equals("percentile")
                        && call.method().equals("numberAt")
                        && arguments.size() == 2
                        && arguments.getFirst() instanceof Expression.Number percent
                        && arguments.getLast() instanceof Expression.Text path
                ? new Measure.Percentile(percent.value().doubleValue(), path.value())
                : null;
    }

    /** The rule of which {@code times( $match.isOf( "a" ) )} counts the matches; null if the function does something else. */
    private static @Nullable String named(Conditional.Function function) {
        return function.name().equals("times")
                        && function.arguments().size() == 1
                        && function.arguments().getFirst() instanceof Expression.Call call
                        && call.method().equals("isOf")
                        && call.arguments().size() == 1
                        && call.arguments().getFirst() instanceof Expression.Text text
                ? text.value()
                : null;
    }

    /** What a function counts the different ones of; null if it does something else. */
    private static @Nullable Kind counted(FactPattern pattern, Conditional.Function function) {
        return function.name().equals("countDistinct")
                        && function.arguments().size() == 1
                        && function.arguments().getFirst() instanceof Expression.Variable variable
                ? Kind.of(pattern, variable.name())
                : null;
    }

    private static String stream(FactPattern pattern) {
        String stream = pattern.stream();
        return stream == null ? "" : stream;
    }

    private static long window(FactPattern pattern) {
        RuleOutline.Window window = pattern.window();
        return window == null ? 0 : window.millis();
    }

    private boolean isSeen(FactPattern pattern) {
        return pattern.role() == Role.NOT
                && pattern.window() != null
                && !pattern.isTemporal()
                && remembered.contains(stream(pattern));
    }

    /** The least whole number for which the bound can hold; 0 where it can hold for nothing at all. */
    private static int least(Operator operator, BigDecimal bound) {
        BigDecimal least =
                switch (operator) {
                    case GREATER -> bound.setScale(0, RoundingMode.FLOOR).add(BigDecimal.ONE);
                    case AT_LEAST, EQUAL -> bound.setScale(0, RoundingMode.CEILING);
                    default -> BigDecimal.ZERO;
                };
        return least.max(BigDecimal.ZERO)
                .min(BigDecimal.valueOf(Integer.MAX_VALUE))
                .intValue();
    }
}
