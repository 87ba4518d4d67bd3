package io.tripline.dialect.elastic.kql;

import io.tripline.dialect.elastic.query.Span;
import java.util.List;

/** A field name or a value, as Kibana's grammar reads it. */
public sealed interface KqlLiteral {

    Span span();

    /** In quotes: a phrase. Nothing in it is special but {@code \"} and {@code \\}. */
    record Quoted(String text, Span span) implements KqlLiteral {}

    /** Without quotes: blanks inside belong to it, blanks around it do not. */
    record Unquoted(String text, Span span) implements KqlLiteral {}

    /** With {@code *} that are not escaped; the parts between them, so one more than there are stars. */
    record Wildcard(List<String> parts, Span span) implements KqlLiteral {
        public Wildcard {
            parts = List.copyOf(parts);
        }

        /** Stars alone. */
        public boolean isAnything() {
            return parts.stream().allMatch(String::isEmpty);
        }
    }

    /** {@code true} or {@code false} without quotes. */
    record Bool(boolean value, Span span) implements KqlLiteral {}

    /** {@code null} without quotes. */
    record Null(Span span) implements KqlLiteral {}
}
