package io.tripline.dialect.sigma.spl;

import java.util.List;

/** Which events a search lets through. Texts compare without case, {@code *} is any text. */
public sealed interface SplFilter {

    record All(List<SplFilter> parts) implements SplFilter {
        public All {
            parts = List.copyOf(parts);
        }
    }

    record Any(List<SplFilter> parts) implements SplFilter {
        public Any {
            parts = List.copyOf(parts);
        }
    }

    record Not(SplFilter part) implements SplFilter {}

    /** The field is one of the texts. */
    record OneOf(String field, List<String> texts) implements SplFilter {
        public OneOf {
            texts = List.copyOf(texts);
        }
    }

    /** <code>field="{name}"</code>: what it means depends on whether the name has a value. */
    record Placeholder(String field, String name, int offset) implements SplFilter {}

    /** The field has a value: what {@code count(field)} counts. */
    record Present(String field) implements SplFilter {}

    /** A word that stands anywhere in the event. */
    record Anywhere(String text) implements SplFilter {}
}
