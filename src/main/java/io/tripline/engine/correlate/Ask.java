package io.tripline.engine.correlate;

import io.tripline.engine.compile.RuleOutline;
import io.tripline.engine.compile.RuleShape.Aggregate;
import io.tripline.engine.compile.RuleShape.FactPattern;
import io.tripline.engine.compile.RuleShape.Role;
import io.tripline.engine.read.Bound;
import io.tripline.engine.read.Conditional;
import io.tripline.engine.read.Effect;
import io.tripline.engine.read.Expression;
import io.tripline.event.Stage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a rule asks of a group, read from its text, to be told to people. A {@link Need} may be generous, because it saves work;
 * an ask is what the rule says, and where nothing can be read, {@link Unread}. Windows are in ms.
 */
sealed interface Ask {

    /** Conditions on what is in a window. */
    record Amounts(String stream, long window, List<Quantity> quantities) implements Ask {
        public Amounts {
            quantities = List.copyOf(quantities);
        }
    }

    /**
     * @param names of the rules that match the steps; empty where it is not known
     * @param consumed whether a match is used once
     */
    record Order(String stream, long window, List<String> names, boolean consumed) implements Ask {
        public Order {
            names = List.copyOf(names);
        }
    }

    record NewTerm(String seen, long history) implements Ask {}

    /**
     * That something does not come.
     *
     * @param of stream of what waits
     * @param awaited stream of what must not come
     * @param amounts what must be so when it has not come; null if that is all
     */
    record Absence(
            String of,
            String awaited,
            long window,
            @Nullable Amounts amounts) implements Ask {}

    /** A match, whatever was before. */
    record EachMatch() implements Ask {}

    record Unread() implements Ask {}

    /**
     * Of one rule.
     *
     * @param level of the rule
     * @param file all rules of its file
     */
    static Ask of(RuleOutline rule, Level level, List<RuleOutline> file) {
        List<FactPattern> patterns = rule.shape().patterns();
        if (!level.isKeyed() || rule.shape().alternatives() || patterns.isEmpty()) {
            return new Unread();
        }
        FactPattern first = patterns.getFirst();
        List<FactPattern> others = patterns.subList(1, patterns.size());
        List<Aggregate> aggregates = rule.shape().aggregates();
        if (first.role() == Role.AGGREGATED) {
            return aggregates.size() == 1 && others.stream().allMatch(other -> other.role() == Role.NOT)
                    ? ofMany(first, aggregates.getFirst(), file)
                    : new Unread();
        }
        if (first.role() != Role.PLAIN || first.window() != null) {
            return new Unread();
        }
        if (aggregates.size() == 1 && others.size() == 1) {
            return atTheEnd(first, others.getFirst(), aggregates.getFirst(), level, file);
        }
        return aggregates.isEmpty() ? ofOne(first, others, level) : new Unread();
    }

    private static Ask ofOne(FactPattern first, List<FactPattern> others, Level level) {
        for (FactPattern other : others) {
            if (other.role() != Role.NOT || other.window() == null || other.stream() == null) {
                return new Unread();
            }
            if (other.isTemporal()) {
                return new Absence(stream(first), stream(other), window(other), null);
            }
            if (level.remembers(stream(other))) {
                return new NewTerm(stream(other), window(other));
            }
        }
        return new EachMatch();
    }

    /** A window that another rule has ended: what was in it. */
    private static Ask atTheEnd(
            FactPattern ended, FactPattern counted, Aggregate aggregate, Level level, List<RuleOutline> file) {
        for (RuleOutline other : level.rules()) {
            List<FactPattern> patterns = other.shape().patterns();
            boolean ends = other.shape().effects().stream()
                    .anyMatch(effect -> effect instanceof Effect.WriteFact write
                            && write.stream().equals(ended.stream()));
            if (ends
                    && patterns.size() == 2
                    && ofOne(patterns.getFirst(), patterns.subList(1, 2), level) instanceof Absence absence
                    && ofMany(counted, aggregate, file) instanceof Amounts amounts) {
                return new Absence(absence.of(), absence.awaited(), absence.window(), amounts);
            }
        }
        return new Unread();
    }

    private static Ask ofMany(FactPattern pattern, Aggregate aggregate, List<RuleOutline> file) {
        if (pattern.window() == null || pattern.stream() == null) {
            return new Unread();
        }
        for (Conditional.Function function : aggregate.functions()) {
            boolean isSequence = function.name().equals("sequence");
            if (isSequence || function.name().equals("inOrder")) {
                return new Order(stream(pattern), window(pattern), steps(stream(pattern), file), isSequence);
            }
        }
        List<Quantity> quantities = new ArrayList<>();
        for (Expression condition : aggregate.conditions()) {
            for (Bound bound : Bound.in(condition)) {
                Conditional.Function function = aggregate.function(bound.variable());
                Quantity.Of of = function == null ? null : of(pattern, function, file);
                if (of != null) {
                    quantities.add(new Quantity(of, bound.operator(), bound.number(), bound.inWords()));
                }
            }
        }
        return quantities.isEmpty() ? new Unread() : new Amounts(stream(pattern), window(pattern), quantities);
    }

    private static Quantity.@Nullable Of of(
            FactPattern pattern, Conditional.Function function, List<RuleOutline> file) {
        Expression argument =
                function.arguments().isEmpty() ? null : function.arguments().getFirst();
        Expression value =
                argument instanceof Expression.Variable variable ? pattern.boundTo(variable.name()) : argument;
        return switch (function.name()) {
            case "count" -> new Quantity.Of.Matches();
            case "countDistinct" ->
                argument instanceof Expression.Variable variable
                        ? different(Kind.of(pattern, variable.name()), stream(pattern), file)
                        : null;
            case "times" ->
                value instanceof Expression.Call call
                                && call.method().equals("isOf")
                                && call.arguments().getFirst() instanceof Expression.Text rule
                        ? new Quantity.Of.OfRule(rule.value())
                        : null;
            case "sumOf" -> figures(new Figure.Sum(), "number", value);
            case "averageOf" -> figures(new Figure.Average(), "number", value);
            case "percentile" ->
                value instanceof Expression.Call call
                                && call.arguments().getFirst() instanceof Expression.Number percent
                        ? figures(new Figure.Percentile(percent.value().doubleValue()), "numberAt", value)
                        : null;
            default -> null;
        };
    }

    private static Quantity.@Nullable Of different(@Nullable Kind kind, String stream, List<RuleOutline> file) {
        return kind == null
                ? null
                : new Quantity.Of.Different(kind, kind instanceof Kind.OfRule ? names(stream, file) : List.of());
    }

    private static Quantity.@Nullable Of figures(Figure figure, String method, @Nullable Expression value) {
        return value instanceof Expression.Call call
                        && call.method().equals(method)
                        && call.arguments().getLast() instanceof Expression.Text path
                ? new Quantity.Of.Figures(figure, path.value())
                : null;
    }

    /** The names under which rules write to a stream, in the order of the file. */
    private static List<String> names(String stream, List<RuleOutline> file) {
        List<String> names = new ArrayList<>();
        Set<String> known = new HashSet<>();
        for (RuleOutline rule : file) {
            for (Effect effect : rule.shape().effects()) {
                if (effect instanceof Effect.Write write
                        && write.stream().equals(stream)
                        && write.role() instanceof Effect.Role.OfRule(String name)
                        && known.add(name)) {
                    names.add(name);
                }
            }
        }
        return names;
    }

    /** By step, the names of the rules that match it; as many as the order has steps. */
    private static List<String> steps(String stream, List<RuleOutline> file) {
        TreeMap<Integer, String> names = new TreeMap<>();
        int last = 0;
        for (RuleOutline rule : file) {
            for (Effect effect : rule.shape().effects()) {
                if (effect instanceof Effect.Write write
                        && write.stream().equals(stream)
                        && write.role() instanceof Effect.Role.InOrder(Stage stage)
                        && stage.isStep()) {
                    for (int step = stage.from(); step <= stage.to(); step++) {
                        names.merge(step, rule.name(), (one, other) -> one.equals(other) ? one : one + " or " + other);
                    }
                    last = stage.last() && (last == 0 || stage.to() < last) ? stage.to() : last;
                }
            }
        }
        List<String> steps = new ArrayList<>();
        for (int step = 1; step <= last; step++) {
            steps.add(names.getOrDefault(step, ""));
        }
        return steps;
    }

    private static String stream(FactPattern pattern) {
        String stream = pattern.stream();
        return stream == null ? "" : stream;
    }

    private static long window(FactPattern pattern) {
        RuleOutline.Window window = pattern.window();
        return window == null ? 0 : window.millis();
    }
}
