package io.tripline.dialect.elastic.eql;

import io.tripline.dialect.elastic.query.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A query, with the pipes behind it. */
public sealed interface Eql {

    List<Pipe> pipes();

    Span span();

    /** {@code process where …} */
    record EventQuery(EventFilter filter, List<Pipe> pipes, Span span) implements Eql {
        public EventQuery {
            pipes = List.copyOf(pipes);
        }
    }

    /** What asks for several events. */
    sealed interface Correlation extends Eql {}

    /**
     * {@code sequence by a with maxspan=5m [ … ] [ … ] until [ … ]}
     *
     * @param by keys of every term, empty where each term has its own or none
     */
    record Sequence(
            List<Expression> by,
            @Nullable MaxSpan maxSpan,
            List<Term> terms,
            @Nullable Term until,
            List<Pipe> pipes,
            Span span)
            implements Correlation {
        public Sequence {
            by = List.copyOf(by);
            terms = List.copyOf(terms);
            pipes = List.copyOf(pipes);
        }
    }

    /** {@code sample by a [ … ] [ … ]}: in any order. */
    record Sample(List<Expression> by, List<Term> terms, List<Pipe> pipes, Span span) implements Correlation {
        public Sample {
            by = List.copyOf(by);
            terms = List.copyOf(terms);
            pipes = List.copyOf(pipes);
        }
    }

    /** @param category null for {@code any} */
    record EventFilter(@Nullable String category, Expression where, Span span) {}

    /**
     * @param missing {@code ![ … ]}
     * @param by its own keys, in the order of the others'
     * @param runs how many times in a row
     */
    record Term(boolean missing, EventFilter filter, List<Expression> by, int runs, Span span) {
        public Term {
            by = List.copyOf(by);
        }
    }

    /** @param unit {@code ms s m h d}, as written */
    record MaxSpan(long value, String unit, Span span) {}

    /** {@code | head 10} */
    record Pipe(String name, List<Expression> arguments, Span span) {
        public Pipe {
            arguments = List.copyOf(arguments);
        }
    }
}
