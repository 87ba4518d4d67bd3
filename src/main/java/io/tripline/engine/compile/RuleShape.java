package io.tripline.engine.compile;

import io.tripline.engine.read.Conditional;
import io.tripline.engine.read.Constraint;
import io.tripline.engine.read.Duration;
import io.tripline.engine.read.Effect;
import io.tripline.engine.read.Expression;
import io.tripline.engine.read.Operator;
import io.tripline.engine.read.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a rule is built: what a reader of its text sees, pattern by pattern. For questions about the text; the engine itself
 * asks the {@link RuleOutline}.
 *
 * @param patterns in the order of the text, those inside {@code groupby}, {@code accumulate} and {@code not} included
 * @param effects what its statements bring about, as far as they have our forms
 * @param plainEffects whether that is all that they bring about
 * @param alternatives whether it can hold in more than one way: {@code or}, {@code forall}
 */
public record RuleShape(
        List<FactPattern> patterns,
        List<Aggregate> aggregates,
        List<Effect> effects,
        boolean plainEffects,
        boolean alternatives) {

    public RuleShape {
        patterns = List.copyOf(patterns);
        aggregates = List.copyOf(aggregates);
        effects = List.copyOf(effects);
    }

    /** What a pattern stands in. */
    public enum Role {
        PLAIN,
        NOT,
        EXISTS,
        AGGREGATED
    }

    /**
     * A pattern on facts.
     *
     * @param type simple name of the fact's class
     * @param stream of its entry point, null where it names none
     * @param window over time; null where it has none
     * @param length parameter of a {@code window:length}; null where it has none
     * @param head where the name of its type stands
     * @param windowSpan where its window stands; its head where it has none
     */
    public record FactPattern(
            Role role,
            String type,
            @Nullable String stream,
            RuleOutline.@Nullable Window window,
            @Nullable String length,
            List<Constraint> constraints,
            Span head,
            Span windowSpan) {
        public FactPattern {
            constraints = List.copyOf(constraints);
        }

        static FactPattern of(Conditional.Pattern pattern, Role role, @Nullable String stream) {
            RuleOutline.Window window = null;
            String length = null;
            Span windowSpan = pattern.head();
            for (Conditional.Window behavior : pattern.windows()) {
                switch (behavior) {
                    case Conditional.Window.OfTime(Duration back, Span at) -> {
                        window = new RuleOutline.Window(back.text(), back.millis());
                        windowSpan = at;
                    }
                    case Conditional.Window.OfLength(int facts, Span at) -> {
                        length = String.valueOf(facts);
                        windowSpan = at;
                    }
                }
            }
            return new FactPattern(
                    role,
                    pattern.type().getSimpleName(),
                    stream,
                    window,
                    length,
                    pattern.constraints(),
                    pattern.head(),
                    windowSpan);
        }

        /** All that MVEL evaluates of its constraints, with their parts. */
        public List<Expression> expressions() {
            return constraints.stream()
                    .filter(Constraint.Computed.class::isInstance)
                    .flatMap(constraint ->
                            ((Constraint.Computed) constraint).expression().all())
                    .toList();
        }

        /** Whether it has the same key as another pattern: facts are shared out by key. Others than matches and alerts have none. */
        public boolean isTiedToKey() {
            return switch (type) {
                case "Match" -> isTied("key");
                case "Alert" -> isTied("group");
                default -> true;
            };
        }

        /** Whether it asks for the key of another pattern, {@code $key : key}, and for nothing else. */
        public boolean isTiedToKeyAlone(FactPattern other) {
            return isTiedToKey()
                    && constraints.size() == 1
                    && constraints.getFirst() instanceof Constraint.Computed computed
                    && computed.expression() instanceof Expression.Binary binary
                    && binary.operator() == Operator.EQUAL
                    && (other.isKey(binary.left()) || other.isKey(binary.right()));
        }

        private boolean isKey(Expression expression) {
            return expression instanceof Expression.Variable variable && bindsKey(variable.name());
        }

        private boolean isTied(String property) {
            return expressions().stream().anyMatch(expression -> ties(expression, property));
        }

        /** {@code key == $key}, either way round. */
        private static boolean ties(Expression expression, String property) {
            return expression instanceof Expression.Binary binary
                    && binary.operator() == Operator.EQUAL
                    && (isOfFact(binary.left(), property) && isOfAnother(binary.right())
                            || isOfFact(binary.right(), property) && isOfAnother(binary.left()));
        }

        private static boolean isOfFact(Expression expression, String property) {
            return expression instanceof Expression.Property read
                    && read.of() instanceof Expression.Fact
                    && read.name().equals(property);
        }

        private static boolean isOfAnother(Expression expression) {
            return expression.all().anyMatch(Expression.Variable.class::isInstance);
        }

        /** Whether the variable is its key: {@code $key : key}. */
        public boolean bindsKey(String variable) {
            Expression bound = boundTo(variable);
            return bound != null && isOfFact(bound, "key");
        }

        /** What the variable, with its dollar sign, is bound to; null if it is not bound here. */
        public @Nullable Expression boundTo(String variable) {
            return constraints.stream()
                    .filter(Constraint.Computed.class::isInstance)
                    .map(Constraint.Computed.class::cast)
                    .filter(computed -> variable.equals(computed.variable()))
                    .map(Constraint.Computed::expression)
                    .findFirst()
                    .orElse(null);
        }

        /** Whether it takes every fact of its type: it binds variables at most. */
        public boolean isUnconditional() {
            return constraints.stream()
                    .allMatch(constraint -> constraint instanceof Constraint.Computed computed
                            && computed.variable() != null
                            && computed.expression().type() != Boolean.class);
        }

        /** Whether a temporal operator ties it to another pattern. */
        public boolean isTemporal() {
            return expressions().stream().anyMatch(Expression.Temporal.class::isInstance);
        }
    }

    /**
     * A {@code groupby} or an {@code accumulate}.
     *
     * @param functions whose results are bound to a variable
     * @param conditions on their results
     * @param grouping what a {@code groupby} groups by; null for an {@code accumulate}
     */
    public record Aggregate(
            List<Conditional.Function> functions,
            List<Expression> conditions,
            @Nullable Expression grouping) {
        public Aggregate {
            functions = List.copyOf(functions);
            conditions = List.copyOf(conditions);
        }

        /** The function whose result the variable, with its dollar sign, is; null if there is none. */
        public Conditional.@Nullable Function function(String variable) {
            return functions.stream()
                    .filter(function -> variable.equals(function.variable()))
                    .findFirst()
                    .orElse(null);
        }
    }
}
