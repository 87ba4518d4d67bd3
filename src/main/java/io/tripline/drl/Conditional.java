package io.tripline.drl;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One element of a rule's {@code when}. Variables are spelled with their {@code $}. */
public sealed interface Conditional {

    /** {@code $event : Event( constraint, constraint )} */
    record EventPattern(String variable, List<Constraint> constraints) implements Conditional {
        public EventPattern {
            constraints = List.copyOf(constraints);
        }
    }

    /**
     * {@code $match : Match( … ) over window:time( 1h ) from entry-point "stream"}
     *
     * @param fact {@code Match} or {@code Alert}
     */
    record StreamPattern(
            @Nullable String variable,
            String fact,
            List<Part> parts,
            @Nullable Duration window,
            String stream) implements Conditional {
        public StreamPattern {
            parts = List.copyOf(parts);
        }
    }

    record Not(StreamPattern pattern) implements Conditional {}

    /** {@code groupby( source; group : key; functions; having )} */
    record GroupBy(StreamPattern source, String group, String key, List<Function> functions, List<Having> having)
            implements Conditional {
        public GroupBy {
            functions = List.copyOf(functions);
            having = List.copyOf(having);
        }
    }

    /** {@code accumulate( source; functions; having )} */
    record Accumulate(StreamPattern source, List<Function> functions, List<Having> having) implements Conditional {
        public Accumulate {
            functions = List.copyOf(functions);
            having = List.copyOf(having);
        }
    }

    /** Between the parentheses of a stream's pattern. */
    sealed interface Part {

        /** {@code $key : key} */
        record Property(String variable, String property) implements Part {}

        /** {@code $clientId : values( "path" )}; with a method of {@code event.Match} */
        record Carried(String variable, String method, List<String> paths) implements Part {
            public Carried {
                paths = List.copyOf(paths);
            }
        }

        /** {@code key == $key} */
        record Same(String property, String variable) implements Part {}

        /** {@code this after[ 1ms, 1h ] $match}: the one place where the future is what is asked for. */
        record After(Duration span, String variable) implements Part {}
    }

    /**
     * {@code $count : count()}
     *
     * @param arguments as printed: variables, numbers, or a call on a variable
     */
    record Function(String variable, String name, List<Argument> arguments) {
        public Function {
            arguments = List.copyOf(arguments);
        }
    }

    /** What an accumulate function is given. */
    sealed interface Argument {

        record Variable(String name) implements Argument {}

        /** {@code $match.isOf( "name" )} */
        record IsOf(String variable, String rule) implements Argument {}

        /** {@code $match.numberAt( 95, "path" )} */
        record NumberAt(String variable, BigDecimal percent, String path) implements Argument {}
    }

    /** What the functions' results must be. */
    sealed interface Having {

        /** {@code $count > 10} */
        record Compare(String variable, String operator, BigDecimal bound) implements Having {}

        record AllOf(List<Having> parts) implements Having {
            public AllOf {
                parts = List.copyOf(parts);
            }
        }

        record AnyOf(List<Having> parts) implements Having {
            public AnyOf {
                parts = List.copyOf(parts);
            }
        }
    }
}
