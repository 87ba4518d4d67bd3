package io.tripline.engine.read;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What must be there for a rule to fire, in its {@code when}. */
public sealed interface Conditional {

    Span span();

    /**
     * Facts of a type.
     *
     * @param variable with its dollar sign; null where the fact is bound to none
     * @param windows of each at most one
     * @param head the name of the type, to the parenthesis
     */
    record Pattern(
            @Nullable String variable,
            Class<?> type,
            List<Constraint> constraints,
            List<Window> windows,
            Source source,
            Span head,
            Span span)
            implements Conditional {
        public Pattern {
            constraints = List.copyOf(constraints);
            windows = List.copyOf(windows);
        }
    }

    record And(List<Conditional> parts, Span span) implements Conditional {
        public And {
            parts = List.copyOf(parts);
        }
    }

    record Or(List<Conditional> parts, Span span) implements Conditional {
        public Or {
            parts = List.copyOf(parts);
        }
    }

    record Not(Conditional part, Span span) implements Conditional {}

    record Exists(Conditional part, Span span) implements Conditional {}

    record ForAll(List<Conditional> parts, Span span) implements Conditional {
        public ForAll {
            parts = List.copyOf(parts);
        }
    }

    /** {@code eval( … )} */
    record Holds(Expression expression, Span span) implements Conditional {}

    /** What a pattern looks back over; the span is that of its name. */
    sealed interface Window {

        record OfTime(Duration length, Span span) implements Window {}

        record OfLength(int facts, Span span) implements Window {}
    }

    /** Where the facts of a pattern come from. */
    sealed interface Source {

        /** The facts that are in no stream: events, and what rules insert. */
        record Session() implements Source {}

        record Stream(String name) implements Source {}

        record Named(String window) implements Source {}

        /** {@code from $list} */
        record Values(Expression collection) implements Source {}

        record Collected(Pattern pattern) implements Source {}

        /**
         * {@code accumulate( … )} and {@code groupby( … )}: the pattern around it stands for the results.
         *
         * @param group null for accumulate
         */
        record Aggregated(Conditional over, @Nullable Group group, List<Function> functions) implements Source {
            public Aggregated {
                functions = List.copyOf(functions);
            }
        }
    }

    /** @param variable null where the key is bound to none */
    record Group(@Nullable String variable, Expression key) {}

    /**
     * A function over what was matched.
     *
     * @param variable null where the pattern around it is the result
     * @param name as imported
     */
    record Function(@Nullable String variable, String name, List<Expression> arguments) {
        public Function {
            arguments = List.copyOf(arguments);
        }
    }

    /** It and what is inside. */
    default Stream<Conditional> all() {
        Stream<Conditional> parts =
                switch (this) {
                    case Pattern pattern ->
                        switch (pattern.source()) {
                            case Source.Session facts -> Stream.empty();
                            case Source.Stream stream -> Stream.empty();
                            case Source.Named window -> Stream.empty();
                            case Source.Values values -> Stream.empty();
                            case Source.Collected(Pattern inner) -> inner.all();
                            case Source.Aggregated aggregated ->
                                aggregated.over().all();
                        };
                    case And(List<Conditional> all, Span span) -> all.stream().flatMap(Conditional::all);
                    case Or(List<Conditional> all, Span span) -> all.stream().flatMap(Conditional::all);
                    case ForAll(List<Conditional> all, Span span) ->
                        all.stream().flatMap(Conditional::all);
                    case Not(Conditional part, Span span) -> part.all();
                    case Exists(Conditional part, Span span) -> part.all();
                    case Holds expression -> Stream.empty();
                };
        return Stream.concat(Stream.of(this), parts);
    }
}
