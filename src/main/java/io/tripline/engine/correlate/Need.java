package io.tripline.engine.correlate;

import io.tripline.engine.compile.RuleOutline;
import io.tripline.engine.compile.RuleShape.Aggregate;
import io.tripline.engine.compile.RuleShape.FactPattern;
import io.tripline.engine.compile.RuleShape.Role;
import io.tripline.engine.read.Bound;
import io.tripline.engine.read.Conditional;
import io.tripline.engine.read.Expression;
import io.tripline.engine.read.Operator;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Without what a rule cannot fire for a group. Read from the rule's text; where nothing can be read, {@link Always}. A need
 * saves the making of sessions and never decides: it may be generous, never wrong.
 */
sealed interface Need {

    /** Nothing is known: the group's session stays as long as the group has facts. */
    record Always() implements Need {}

    /**
     * So many matches within the window.
     *
     * @param window ms
     */
    record AtLeast(String stream, int matches, long window) implements Need {}

    /**
     * So many different matches within the window.
     *
     * @param different at least 2
     * @param window ms
     */
    record Different(String stream, Kind kind, int different, long window) implements Need {}

    /** A match of the stream arrives: the rule looks at it alone. */
    record Arrival(String stream) implements Need {}

    /**
     * A match of the stream arrives whose key has no alert in a stream of alerts.
     *
     * @param window ms
     */
    record Unsilenced(String stream, String alerts, long window) implements Need {}

    /**
     * A match whose key is not among those that are remembered.
     *
     * @param history ms
     */
    record NewTerm(String stream, String seen, long history) implements Need {}

    /**
     * Of one rule of a level.
     *
     * @param remembered streams of which the newest match of a key is kept
     * @param steps by stream, how many steps the order has that is written to it
     */
    static Need of(RuleOutline rule, Set<String> remembered, Map<String, Integer> steps) {
        List<FactPattern> patterns = rule.shape().patterns();
        if (rule.shape().alternatives()
                || patterns.isEmpty()
                || patterns.stream().anyMatch(pattern -> pattern.stream() == null || pattern.length() != null)) {
            return new Always();
        }
        FactPattern first = patterns.getFirst();
        List<FactPattern> others = patterns.subList(1, patterns.size());
        boolean plain = first.role() == Role.PLAIN
                && first.window() == null
                && !first.isTemporal()
                && rule.shape().aggregates().isEmpty();
        if (plain && others.isEmpty()) {
            return new Arrival(stream(first));
        }
        if (plain && others.size() == 1 && isSeen(others.getFirst(), remembered)) {
            FactPattern seen = others.getFirst();
            return new NewTerm(stream(first), stream(seen), window(seen));
        }
        if (plain && others.size() == 1 && isSilence(others.getFirst(), first)) {
            FactPattern silence = others.getFirst();
            return new Unsilenced(stream(first), stream(silence), window(silence));
        }
        boolean counts = first.role() == Role.AGGREGATED
                && first.window() != null
                && rule.shape().aggregates().size() == 1
                && others.stream()
                        .allMatch(other -> other.role() == Role.NOT && other.window() != null && !other.isTemporal());
        return counts
                ? ofMany(first, rule.shape().aggregates().getFirst(), steps.getOrDefault(stream(first), 0))
                : new Always();
    }

    private static Need ofMany(FactPattern pattern, Aggregate aggregate, int steps) {
        String stream = stream(pattern);
        if (steps > 1
                && aggregate.functions().stream()
                        .anyMatch(function -> function.name().equals("inOrder"))) {
            return new Different(stream, new Kind.OfStep(), steps, window(pattern));
        }
        Different most = null;
        int fewest = 1;
        for (Expression condition : aggregate.conditions()) {
            for (Bound bound : Bound.requiredBy(condition)) {
                Conditional.Function function = aggregate.function(bound.variable());
                int least = fewest(bound.operator(), bound.number());
                if (function != null && function.name().equals("count")) {
                    fewest = Math.max(fewest, least);
                }
                Kind kind = function == null ? null : counted(pattern, function);
                if (kind != null && least > 1 && (most == null || most.different() < least)) {
                    most = new Different(stream, kind, least, window(pattern));
                }
            }
        }
        return most == null ? new AtLeast(stream, fewest, window(pattern)) : most;
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

    private static boolean isSeen(FactPattern pattern, Set<String> remembered) {
        return pattern.role() == Role.NOT
                && pattern.window() != null
                && !pattern.isTemporal()
                && remembered.contains(stream(pattern));
    }

    /** {@code not( Alert( group == $key ) over window:time( 1h ) … )} and no more, of a match's {@code $key : key}. */
    private static boolean isSilence(FactPattern pattern, FactPattern match) {
        return pattern.role() == Role.NOT
                && pattern.window() != null
                && pattern.type().equals("Alert")
                && pattern.isTiedToKeyAlone(match);
    }

    /** The least whole number from 1 for which the bound can hold. A group that has a result has a match. */
    private static int fewest(Operator operator, BigDecimal bound) {
        BigDecimal least =
                switch (operator) {
                    case GREATER -> bound.setScale(0, RoundingMode.FLOOR).add(BigDecimal.ONE);
                    case AT_LEAST, EQUAL -> bound.setScale(0, RoundingMode.CEILING);
                    default -> BigDecimal.ONE;
                };
        return least.max(BigDecimal.ONE)
                .min(BigDecimal.valueOf(Integer.MAX_VALUE))
                .intValue();
    }
}
