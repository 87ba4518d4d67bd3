package io.tripline.engine.read;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a rule computes, with its static type: boxed, {@code Object} where it is not known. All that it names was found on the
 * list of {@link RuleTypes}; what runs is printed from it again by {@link CanonicalText}.
 */
public sealed interface Expression {

    Class<?> type();

    Span span();

    record Text(String value, Span span) implements Expression {
        @Override
        public Class<?> type() {
            return String.class;
        }
    }

    /** @param type of the literal: Integer, Long, Double, BigDecimal or BigInteger */
    record Number(BigDecimal value, Class<?> type, Span span) implements Expression {}

    record Truth(boolean value, Span span) implements Expression {
        @Override
        public Class<?> type() {
            return Boolean.class;
        }
    }

    record Nothing(Span span) implements Expression {
        @Override
        public Class<?> type() {
            return Object.class;
        }
    }

    /** The fact of the pattern around it. */
    record Fact(Class<?> type, Span span) implements Expression {}

    /** What a pattern or a function has bound, a local variable or the variable of a loop. */
    record Variable(String name, Class<?> type, Span span) implements Expression {}

    /** {@code key} of the pattern's fact, {@code $match.key} */
    record Property(Expression of, String name, String method, Class<?> type, Span span) implements Expression {}

    record Call(Target target, String method, List<Expression> arguments, Class<?> type, Span span)
            implements Expression {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    /** What a method is called on. */
    sealed interface Target {

        record Value(Expression expression) implements Target {}

        record Type(Class<?> type) implements Target {}

        record Given(Service service) implements Target {}
    }

    /** {@code Key.NONE} */
    record Constant(Class<?> of, String name, Class<?> type, Span span) implements Expression {}

    record New(Class<?> type, List<Expression> arguments, Span span) implements Expression {
        public New {
            arguments = List.copyOf(arguments);
        }
    }

    /** {@code [ 1, 2 ]} */
    record Listed(List<Expression> elements, Span span) implements Expression {
        public Listed {
            elements = List.copyOf(elements);
        }

        @Override
        public Class<?> type() {
            return List.class;
        }
    }

    /** {@code $list[ 0 ]}, {@code $fields[ "path" ]} */
    record Element(Expression of, Expression index, Class<?> type, Span span) implements Expression {}

    record Not(Expression part, Span span) implements Expression {
        @Override
        public Class<?> type() {
            return Boolean.class;
        }
    }

    record Negative(Expression part, Span span) implements Expression {
        @Override
        public Class<?> type() {
            return part.type();
        }
    }

    record Binary(Operator operator, Expression left, Expression right, Class<?> type, Span span)
            implements Expression {}

    /** {@code left in ( a, b )} */
    record OneOf(Expression left, boolean negated, List<Expression> values, Span span) implements Expression {
        public OneOf {
            values = List.copyOf(values);
        }

        @Override
        public Class<?> type() {
            return Boolean.class;
        }
    }

    /**
     * {@code this after[ 1ms, 1h ] $match}
     *
     * @param spans durations as written
     */
    record Temporal(
            Expression left, boolean negated, String operator, List<Duration> spans, Expression right, Span span)
            implements Expression {
        public Temporal {
            spans = List.copyOf(spans);
        }

        @Override
        public Class<?> type() {
            return Boolean.class;
        }
    }

    record Choice(Expression condition, Expression yes, Expression no, Class<?> type, Span span)
            implements Expression {}

    /** The expressions that it is made of, in the order of the text. */
    default List<Expression> parts() {
        return switch (this) {
            case Text text -> List.of();
            case Number number -> List.of();
            case Truth truth -> List.of();
            case Nothing nothing -> List.of();
            case Fact fact -> List.of();
            case Variable variable -> List.of();
            case Constant constant -> List.of();
            case Property property -> List.of(property.of());
            case Call call ->
                call.target() instanceof Target.Value(Expression on)
                        ? Stream.concat(Stream.of(on), call.arguments().stream())
                                .toList()
                        : call.arguments();
            case New made -> made.arguments();
            case Listed listed -> listed.elements();
            case Element element -> List.of(element.of(), element.index());
            case Not not -> List.of(not.part());
            case Negative negative -> List.of(negative.part());
            case Binary binary -> List.of(binary.left(), binary.right());
            case OneOf some ->
                Stream.concat(Stream.of(some.left()), some.values().stream()).toList();
            case Temporal temporal -> List.of(temporal.left(), temporal.right());
            case Choice choice -> List.of(choice.condition(), choice.yes(), choice.no());
        };
    }

    /** It and all below it. */
    default Stream<Expression> all() {
        return Stream.concat(Stream.of(this), parts().stream().flatMap(Expression::all));
    }
}
