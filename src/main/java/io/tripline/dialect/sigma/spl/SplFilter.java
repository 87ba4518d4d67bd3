package io.tripline.dialect.sigma.spl;

import java.util.List;
import java.util.stream.Collectors;

/** Which events a search lets through. Texts compare without case, {@code *} is any text. */
public sealed interface SplFilter {

    /** More is not read by anybody. */
    int LONGEST_WORDS = 120;

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

    /** The field is the text, upper and lower case told apart: {@code where}. */
    record Exactly(String field, String text) implements SplFilter {}

    /** <code>field="{name}"</code>: what it means depends on whether the name has a value. */
    record Placeholder(String field, String name, int offset) implements SplFilter {}

    /** The field has a value: what {@code count(field)} counts. */
    record Present(String field) implements SplFilter {}

    /** A word that stands anywhere in the event. */
    record Anywhere(String text) implements SplFilter {}

    /** As a search writes it, shortened where it is long. */
    default String words() {
        String words =
                switch (this) {
                    case All(List<SplFilter> parts) -> joined(parts, " ");
                    case Any(List<SplFilter> parts) -> joined(parts, " OR ");
                    case Not(SplFilter part) -> "NOT " + part.words();
                    case OneOf(String field, List<String> texts) ->
                        texts.size() == 1
                                ? field + "=" + texts.getFirst()
                                : field + " IN (" + String.join(", ", texts) + ")";
                    case Exactly(String field, String text) -> field + "=\"" + text + "\"";
                    case Placeholder(String field, String name, int offset) -> field + "={" + name + "}";
                    case Present(String field) -> field + "=*";
                    case Anywhere(String text) -> text;
                };
        return words.length() <= LONGEST_WORDS ? words : words.substring(0, LONGEST_WORDS) + " …";
    }

    private static String joined(List<SplFilter> parts, String with) {
        return parts.stream().map(SplFilter::words).collect(Collectors.joining(with, "(", ")"));
    }
}
