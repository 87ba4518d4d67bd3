package io.tripline.engine.closure;

import io.tripline.engine.read.Expression;
import io.tripline.engine.read.Expression.Target;
import io.tripline.engine.read.Operator;
import io.tripline.engine.read.Service;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import org.drools.base.rule.consequence.ConsequenceContext;
import org.jspecify.annotations.Nullable;

/** Makes closures of expressions. */
public final class Closures {

    private final Names names;

    Closures(Names names) {
        this.names = names;
    }

    /**
     * Of an expression of a rule's {@code when}.
     *
     * @param bound the names that it may use: their places are those of the frame
     * @return empty where it is left to MVEL's interpreter
     */
    public static Optional<Closure> of(Expression expression, List<String> bound) {
        try {
            return Optional.of(new Closures(new Names(bound)).of(expression));
        } catch (NoClosure e) {
            return Optional.empty();
        }
    }

    /** @throws NoClosure where it is left to MVEL's interpreter */
    Closure of(Expression expression) {
        return switch (expression) {
            case Expression.Text(String value, var span) -> constant(value);
            case Expression.Number number -> constant(Operators.number(number));
            case Expression.Truth(boolean value, var span) -> constant(value);
            case Expression.Nothing nothing -> constant(null);
            case Expression.Constant constant -> constant(Methods.constant(constant.of(), constant.name()));
            case Expression.Fact fact -> Frame::fact;
            case Expression.Variable variable -> names.of(variable.name());
            case Expression.Property property -> property(property);
            case Expression.Call call -> call(call);
            case Expression.New made -> made(made);
            case Expression.Listed(List<Expression> elements, var span) -> listed(all(elements));
            case Expression.Element element -> element(element);
            case Expression.Not(Expression part, var span) -> negated(of(part));
            case Expression.Negative negative -> Operators.negative(of(negative.part()));
            case Expression.Binary binary -> Operators.of(binary, of(binary.left()), of(binary.right()));
            case Expression.OneOf some -> oneOf(some);
            case Expression.Temporal temporal -> throw new NoClosure();
            case Expression.Choice choice -> choice(of(choice.condition()), of(choice.yes()), of(choice.no()));
        };
    }

    private List<Closure> all(List<Expression> expressions) {
        return expressions.stream().map(this::of).toList();
    }

    private static Closure constant(@Nullable Object value) {
        return frame -> value;
    }

    private static Closure negated(Closure part) {
        return frame -> !part.holds(frame);
    }

    private static Closure choice(Closure condition, Closure yes, Closure no) {
        return frame -> condition.holds(frame) ? yes.value(frame) : no.value(frame);
    }

    private static Closure listed(List<Closure> elements) {
        return frame -> {
            List<@Nullable Object> list = new ArrayList<>(elements.size());
            elements.forEach(element -> list.add(element.value(frame)));
            return list;
        };
    }

    private Closure element(Expression.Element element) {
        Closure of = of(element.of());
        Closure index = of(element.index());
        return frame -> elementOf(of.value(frame), index.value(frame));
    }

    private static @Nullable Object elementOf(@Nullable Object of, @Nullable Object index) {
        return switch (Objects.requireNonNull(of, "no list and no map, but null")) {
            case Map<?, ?> map -> map.get(index);
            case List<?> list -> list.get(place(index));
            case Object array -> Array.get(array, place(index));
        };
    }

    private static int place(@Nullable Object index) {
        return ((Number) Objects.requireNonNull(index, "no index, but null")).intValue();
    }

    private Closure oneOf(Expression.OneOf some) {
        Closure left = of(some.left());
        List<BiFunction<@Nullable Object, @Nullable Object, @Nullable Object>> comparisons = some.values().stream()
                .map(value -> Operators.comparison(Operator.EQUAL, some.left(), value))
                .toList();
        List<Closure> values = some.values().stream()
                .map(value -> Operators.converted(Operator.EQUAL, some.left(), value, of(value)))
                .toList();
        return frame -> {
            Object value = left.value(frame);
            for (int i = 0; i < comparisons.size(); i++) {
                if (Boolean.TRUE.equals(
                        comparisons.get(i).apply(value, values.get(i).value(frame)))) {
                    return !some.negated();
                }
            }
            return some.negated();
        };
    }

    private Closure property(Expression.Property property) {
        Closure of = of(property.of());
        if (property.of().type().isArray()) {
            return frame -> Array.getLength(Objects.requireNonNull(of.value(frame)));
        }
        return new Methods(property.of().type(), property.method(), List.of(), false).on(of, List.of());
    }

    private Closure call(Expression.Call call) {
        List<Closure> arguments = all(call.arguments());
        List<Class<?>> types =
                call.arguments().stream().<Class<?>>map(Expression::type).toList();
        return switch (call.target()) {
            case Target.Value(Expression of) ->
                new Methods(of.type(), call.method(), types, false).on(of(of), arguments);
            case Target.Type(Class<?> type) ->
                new Methods(type, call.method(), types, true).on(constant(type), arguments);
            case Target.Given(Service service) ->
                service == Service.DROOLS
                        ? ofDrools(call.method(), arguments)
                        : new Methods(service.type(), call.method(), types, false)
                                .on(frame -> frame.service(service), arguments);
        };
    }

    /** An update goes with masks of what was changed, which MVEL's builder works out. */
    private static Closure ofDrools(String method, List<Closure> arguments) {
        return switch (method) {
            case "getRule" -> frame -> frame.firing().getRule();
            case "insert" -> onFact(arguments.getFirst(), (firing, fact) -> firing.insert(fact));
            case "delete" ->
                onFact(arguments.getFirst(), (firing, fact) -> {
                    firing.delete(fact);
                    return null;
                });
            default -> throw new NoClosure();
        };
    }

    private static Closure onFact(
            Closure fact, BiFunction<ConsequenceContext, @Nullable Object, @Nullable Object> action) {
        return frame -> action.apply(frame.firing(), fact.value(frame));
    }

    private Closure made(Expression.New made) {
        return Methods.constructor(made.type(), all(made.arguments()));
    }
}
