package io.tripline.dialect.elastic.kql;

import io.tripline.dialect.elastic.query.Span;
import java.util.List;

/** The tree of a query. Parentheses are in its shape. */
public sealed interface Kql {

    Span span();

    /** An empty query: every event. */
    record Everything(Span span) implements Kql {}

    /** {@code a or b or c}; two parts at least. */
    record Or(List<Kql> parts, Span span) implements Kql {
        public Or {
            parts = List.copyOf(parts);
        }
    }

    /** {@code a and b and c}; two parts at least. */
    record And(List<Kql> parts, Span span) implements Kql {
        public And {
            parts = List.copyOf(parts);
        }
    }

    record Not(Kql part, Span span) implements Kql {}

    /** {@code field: { query }}: all of it in one object of the list. */
    record Nested(KqlLiteral field, Kql query, Span span) implements Kql {}

    /** {@code field >= value}. */
    record Range(KqlLiteral field, RangeOperator operator, KqlLiteral value, Span span) implements Kql {}

    /** {@code field: value} or {@code field: (a or b)}. */
    record FieldValues(KqlLiteral field, Values values, Span span) implements Kql {}

    /** A value without a field. */
    record FreeText(KqlLiteral value, Span span) implements Kql {}

    /** The four comparisons. */
    enum RangeOperator {
        LESS("<"),
        AT_MOST("<="),
        GREATER(">"),
        AT_LEAST(">=");

        private final String sign;

        RangeOperator(String sign) {
            this.sign = sign;
        }

        public String sign() {
            return sign;
        }
    }

    /** What stands behind a field's colon. */
    sealed interface Values {

        Span span();

        record One(KqlLiteral value) implements Values {
            @Override
            public Span span() {
                return value.span();
            }
        }

        record AnyOf(List<Values> parts, Span span) implements Values {
            public AnyOf {
                parts = List.copyOf(parts);
            }
        }

        record AllOf(List<Values> parts, Span span) implements Values {
            public AllOf {
                parts = List.copyOf(parts);
            }
        }

        /** No value of the field is it. */
        record NoneOf(Values part, Span span) implements Values {}
    }
}
