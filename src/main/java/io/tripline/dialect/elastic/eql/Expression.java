package io.tripline.dialect.elastic.eql;

import io.tripline.dialect.elastic.query.Span;
import java.math.BigDecimal;
import java.util.List;

/** What stands behind {@code where}, and between parentheses, commas and keys. */
public sealed interface Expression {

    Span span();

    record Or(List<Expression> parts, Span span) implements Expression {
        public Or {
            parts = List.copyOf(parts);
        }
    }

    record And(List<Expression> parts, Span span) implements Expression {
        public And {
            parts = List.copyOf(parts);
        }
    }

    record Not(Expression part, Span span) implements Expression {}

    record Comparison(Expression left, Comparator comparator, Expression right, Span span) implements Expression {}

    /** {@code value in (a, b)}, {@code not in}, {@code in~}. */
    record In(Expression value, boolean negated, boolean ignoreCase, List<Expression> list, Span span)
            implements Expression {
        public In {
            list = List.copyOf(list);
        }
    }

    /** {@code value : ("a*", "b")}; of one pattern, with or without parentheses. */
    record Matches(Expression value, Matcher matcher, List<Constant> patterns, Span span) implements Expression {
        public Matches {
            patterns = List.copyOf(patterns);
        }
    }

    record Arithmetic(Expression left, Operation operation, Expression right, Span span) implements Expression {}

    record Negative(Expression part, Span span) implements Expression {}

    /** @param ignoreCase with a tilde behind its name */
    record Call(String function, boolean ignoreCase, List<Expression> arguments, Span span) implements Expression {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    /** @param optional with a question mark before it: may be in no index at all, which makes no difference to an event */
    record Field(boolean optional, List<String> names, Span span) implements Expression {
        public Field {
            names = List.copyOf(names);
        }

        String path() {
            return String.join(".", names);
        }
    }

    /** A value that is written out. */
    sealed interface Constant extends Expression {

        record Text(String value, Span span) implements Constant {}

        record Number(BigDecimal value, Span span) implements Constant {}

        record Bool(boolean value, Span span) implements Constant {}

        record Null(Span span) implements Constant {}
    }

    /** The six comparisons. */
    enum Comparator {
        EQUAL("=="),
        NOT_EQUAL("!="),
        LESS("<"),
        AT_MOST("<="),
        GREATER(">"),
        AT_LEAST(">=");

        private final String sign;

        Comparator(String sign) {
            this.sign = sign;
        }

        public String sign() {
            return sign;
        }

        /** The same with its sides changed over. */
        Comparator flipped() {
            return switch (this) {
                case EQUAL -> EQUAL;
                case NOT_EQUAL -> NOT_EQUAL;
                case LESS -> GREATER;
                case AT_MOST -> AT_LEAST;
                case GREATER -> LESS;
                case AT_LEAST -> AT_MOST;
            };
        }
    }

    /** How texts are matched; {@link #LIKE_IGNORE_CASE} and {@link #SEQ} mean the same. */
    enum Matcher {
        SEQ(":"),
        LIKE("like"),
        LIKE_IGNORE_CASE("like~"),
        REGEX("regex"),
        REGEX_IGNORE_CASE("regex~");

        private final String sign;

        Matcher(String sign) {
            this.sign = sign;
        }

        public String sign() {
            return sign;
        }
    }

    /** The five arithmetic operations. */
    enum Operation {
        ADD("+"),
        SUBTRACT("-"),
        MULTIPLY("*"),
        DIVIDE("/"),
        MODULO("%");

        private final String sign;

        Operation(String sign) {
            this.sign = sign;
        }

        public String sign() {
            return sign;
        }

        boolean bindsTighter() {
            return this != ADD && this != SUBTRACT;
        }
    }
}
