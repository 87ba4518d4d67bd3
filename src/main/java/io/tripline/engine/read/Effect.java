package io.tripline.engine.read;

import io.tripline.engine.read.Expression.Target;
import io.tripline.event.Match;
import io.tripline.event.MatchKey;
import io.tripline.event.Stage;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a rule brings about, where it is said in the forms that generated rules have. Variables are spelled with their
 * {@code $}.
 */
public sealed interface Effect {

    /** {@code streams.write( "stream", Match.of( $event, "key" ).carrying( "field" ) )} */
    record Write(String stream, Role role, String source, List<Key> keys, List<Carried> carried) implements Effect {
        public Write {
            keys = List.copyOf(keys);
            carried = List.copyOf(carried);
        }
    }

    /** {@code streams.write( "stream", $match )} */
    record WriteFact(String stream, String variable) implements Effect {}

    /**
     * {@code streams.write( "stream", Match.found( $group, $evidence ) )}
     *
     * @param alike whether it has the fields alone that all its evidence has alike, {@code Match.alike( … )}
     */
    record WriteFound(String stream, String group, String evidence, boolean alike) implements Effect {}

    /** {@code streams.remember( "stream", $match )} */
    record Remember(String stream, String variable) implements Effect {}

    /**
     * {@code alerts.raise( drools.getRule(), Alert.of( $group, $evidence ).showing( "count", $count ) )}
     *
     * @param stream that the alert is written to; null where nothing looks back at it
     * @param group null for a single event
     */
    record Raise(@Nullable String stream, @Nullable String group, String evidence, List<Value> values)
            implements Effect {
        public Raise {
            values = List.copyOf(values);
        }
    }

    /** What a match is to its correlation. */
    sealed interface Role {

        record Plain() implements Role {}

        record OfRule(String rule) implements Role {}

        /** A step, or what must not come between steps, or what ends all. */
        record InOrder(Stage stage) implements Role {}
    }

    record Carried(String path, boolean required) {}

    /**
     * What a match is grouped by. Where it stands decides nothing: after an edit that moves it, matches are written alike.
     *
     * @param path where its path stands in the DRL, to the closing quote
     */
    record Key(MatchKey key, Span path) {

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key that && key.equals(that.key);
        }

        @Override
        public int hashCode() {
            return key.hashCode();
        }

        static Key of(Expression.Text text) {
            MatchKey key = MatchKey.parse(text.value());
            int start = text.span().end() - key.path().length() - 1;
            return new Key(
                    key,
                    start > text.span().start() ? new Span(start, text.span().end()) : text.span());
        }
    }

    record Value(String name, String variable) {}

    /** Each statement's effect; empty if one of them is something else. */
    public static Optional<List<Effect>> ofAll(List<Statement> statements) {
        List<Effect> effects = new ArrayList<>();
        for (Statement statement : statements) {
            Effect effect = statement instanceof Statement.Do(Expression call) ? of(call).orElse(null) : null;
            if (effect == null) {
                return Optional.empty();
            }
            effects.add(effect);
        }
        return Optional.of(effects);
    }

    /** Of one call; empty if it is something else. */
    static Optional<Effect> of(Expression expression) {
        if (!(expression instanceof Expression.Call call)
                || !(call.target() instanceof Target.Given(Service service))) {
            return Optional.empty();
        }
        return switch (service) {
            case ALERTS -> raise(null, call);
            case STREAMS ->
                call.arguments().size() == 2 && call.arguments().getFirst() instanceof Expression.Text stream
                        ? written(
                                call.method(), stream.value(), call.arguments().getLast())
                        : Optional.empty();
            case DROOLS -> Optional.empty();
        };
    }

    private static Optional<Effect> written(String method, String stream, Expression what) {
        if (method.equals("remember")) {
            return what instanceof Expression.Variable variable
                    ? Optional.of(new Remember(stream, variable.name()))
                    : Optional.empty();
        }
        return switch (what) {
            case Expression.Variable variable -> Optional.of(new WriteFact(stream, variable.name()));
            case Expression.Call call when call.target() instanceof Target.Given -> raise(stream, call);
            case Expression.Call call
            when Set.of("found", "alike").contains(call.method()) && isOn(call, Match.class) -> found(stream, call);
            case Expression.Call call -> matches(stream, call);
            default -> Optional.empty();
        };
    }

    private static boolean isOn(Expression.Call call, Class<?> type) {
        return call.target() instanceof Target.Type(Class<?> on) && on == type;
    }

    private static Optional<Effect> found(String stream, Expression.Call call) {
        List<String> variables = variables(call.arguments());
        return variables.size() == 2
                ? Optional.of(new WriteFound(
                        stream,
                        variables.getFirst(),
                        variables.getLast(),
                        call.method().equals("alike")))
                : Optional.empty();
    }

    /** The names; fewer than there are expressions if not all are variables. */
    private static List<String> variables(List<Expression> expressions) {
        return expressions.stream()
                .filter(Expression.Variable.class::isInstance)
                .map(variable -> ((Expression.Variable) variable).name())
                .toList();
    }

    private static Optional<Effect> raise(@Nullable String stream, Expression.Call call) {
        boolean known = call.target() instanceof Target.Given(Service service)
                && service == Service.ALERTS
                && call.method().equals("raise")
                && call.arguments().getFirst() instanceof Expression.Call rule
                && rule.target() instanceof Target.Given(Service drools)
                && drools == Service.DROOLS;
        List<Value> values = new ArrayList<>();
        Expression finding = call.arguments().getLast();
        while (known
                && finding instanceof Expression.Call showing
                && showing.method().equals("showing")
                && showing.target() instanceof Target.Value(Expression of)
                && showing.arguments().getFirst() instanceof Expression.Text name
                && showing.arguments().getLast() instanceof Expression.Variable variable) {
            values.addFirst(new Value(name.value(), variable.name()));
            finding = of;
        }
        if (!known
                || !(finding instanceof Expression.Call alert)
                || !isOn(alert, io.tripline.alert.Alert.class)
                || !alert.method().equals("of")) {
            return Optional.empty();
        }
        List<String> of = variables(alert.arguments());
        if (of.isEmpty() || of.size() != alert.arguments().size()) {
            return Optional.empty();
        }
        return Optional.of(new Raise(stream, of.size() == 1 ? null : of.getFirst(), of.getLast(), values));
    }

    private static Optional<Effect> matches(String stream, Expression.Call call) {
        List<Carried> carried = new ArrayList<>();
        Expression matches = call;
        while (matches instanceof Expression.Call carrying
                && Set.of("carrying", "requiring").contains(carrying.method())
                && carrying.target() instanceof Target.Value(Expression of)
                && carrying.arguments().getFirst() instanceof Expression.Text path) {
            carried.addFirst(new Carried(path.value(), carrying.method().equals("requiring")));
            matches = of;
        }
        if (!(matches instanceof Expression.Call made) || !isOn(made, Match.class)) {
            return Optional.empty();
        }
        List<Expression> arguments = made.arguments();
        Role role =
                switch (made.method()) {
                    case "of" -> new Role.Plain();
                    case "ofRule" ->
                        arguments.getFirst() instanceof Expression.Text rule ? new Role.OfRule(rule.value()) : null;
                    default -> stage(made.method(), arguments);
                };
        int first =
                switch (made.method()) {
                    case "of", "until" -> 0;
                    case "steps", "lastSteps" -> 2;
                    default -> 1;
                };
        if (role == null
                || first >= arguments.size()
                || !(arguments.get(first) instanceof Expression.Variable source)) {
            return Optional.empty();
        }
        List<Expression> keys = arguments.subList(first + 1, arguments.size());
        return keys.stream().allMatch(Expression.Text.class::isInstance)
                ? Optional.of(new Write(
                        stream,
                        role,
                        source.name(),
                        keys.stream().map(key -> Key.of((Expression.Text) key)).toList(),
                        carried))
                : Optional.empty();
    }

    /** Null if it is no place in an order. */
    private static @Nullable Role stage(String method, List<Expression> arguments) {
        if (method.equals("until")) {
            return new Role.InOrder(Stage.UNTIL);
        }
        int from = number(arguments.getFirst());
        int to = method.endsWith("teps") && arguments.size() > 1 ? number(arguments.get(1)) : from;
        if (!Stage.isStage(from, to)) {
            return null;
        }
        return switch (method) {
            case "step", "steps" -> new Role.InOrder(Stage.steps(from, to, false));
            case "lastStep", "lastSteps" -> new Role.InOrder(Stage.steps(from, to, true));
            case "absentAfter" -> new Role.InOrder(Stage.absent(from));
            default -> null;
        };
    }

    /** -1 if it is no whole number. */
    private static int number(Expression expression) {
        return expression instanceof Expression.Number number
                        && number.value().stripTrailingZeros().scale() <= 0
                        && number.value().abs().compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) <= 0
                ? number.value().intValue()
                : -1;
    }
}
