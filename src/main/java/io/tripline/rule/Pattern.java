package io.tripline.rule;

import io.tripline.event.FieldPath;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What makes an alert. Names follow Sigma where Sigma has one, else Elastic. */
public sealed interface Pattern {

    /** Every matching event. Sigma detection rule; Elastic {@code query} and EQL event query. */
    record EachMatch(Detection detection) implements Pattern {}

    /**
     * Every matching event, or everything that a correlation finds, but of one group no second within the span. Elastic
     * {@code alert_suppression} of {@code query} and {@code eql}.
     */
    record Suppressed(Input input, List<FieldPath> groupBy, Duration span, MissingFields missingFields)
            implements Pattern {
        public Suppressed {
            groupBy = List.copyOf(groupBy);
        }
    }

    /**
     * What becomes of an event without one of the fields that group: Elastic {@code missing_fields_strategy}. Suppressed, null
     * is a value as any other; else each such event is found.
     */
    enum MissingFields {
        SUPPRESS,
        DO_NOT_SUPPRESS
    }

    /**
     * Aggregates per group in a sliding window. Sigma event_count and value_*; Elastic {@code threshold}. All bounds must
     * hold; an upper bound alone ({@code LESS}, {@code AT_MOST}, {@code EQUAL}, {@code NOT_EQUAL}) is judged at the end of
     * the timespan that the group's first match opened.
     *
     * @param over one input for each referenced rule
     * @param collect fields whose values the alert lists
     * @param silence how long a group is silent after an alert, of those with a lower bound
     */
    record Aggregation(
            List<Input> over,
            List<GroupBy> groupBy,
            Duration timespan,
            List<Bound> having,
            List<FieldPath> collect,
            Duration silence)
            implements Pattern {

        /** Silent for one timespan. */
        public Aggregation(
                List<Input> over,
                List<GroupBy> groupBy,
                Duration timespan,
                List<Bound> having,
                List<FieldPath> collect) {
            this(over, groupBy, timespan, having, collect, timespan);
        }

        public Aggregation {
            over = List.copyOf(over);
            groupBy = List.copyOf(groupBy);
            having = List.copyOf(having);
            collect = List.copyOf(collect);
        }
    }

    /**
     * All inputs, any order, within the timespan. Sigma {@code temporal}.
     *
     * @param condition over the names of the inputs, null where all must have matched
     */
    record Temporal(
            List<Input> inputs,
            List<GroupBy> groupBy,
            Duration timespan,
            @Nullable InputCondition condition) implements Pattern {
        public Temporal {
            inputs = List.copyOf(inputs);
            groupBy = List.copyOf(groupBy);
        }
    }

    /** All inputs in order within the timespan. Sigma {@code temporal_ordered}. */
    record TemporalOrdered(List<Input> inputs, List<GroupBy> groupBy, Duration timespan) implements Pattern {
        public TemporalOrdered {
            inputs = List.copyOf(inputs);
            groupBy = List.copyOf(groupBy);
        }
    }

    /**
     * Events in order, each later than the one before, the last no later than {@code maxSpan} after the first. Each event is used
     * once: the newest that waits for a term is moved on by it, in place of one that has come as far. Elastic EQL {@code sequence}.
     *
     * @param terms at least one of them comes; those that are missing stand before the first, between two, or behind the last
     * @param groupBy with one field for each term in its order, and one for {@code until}
     * @param maxSpan what is missing before the first is missing for so long before the last; behind the last, for so long after
     *     the first
     * @param until what ends every sequence that is under way; null where nothing does
     */
    record Sequence(
            List<Term> terms,
            List<GroupBy> groupBy,
            Duration maxSpan,
            @Nullable Detection until) implements Pattern {
        public Sequence {
            terms = List.copyOf(terms);
            groupBy = List.copyOf(groupBy);
        }

        /**
         * @param missing whether no such event comes
         * @param runs how many such events come one after another; 1 of a missing one
         */
        public record Term(Detection detection, boolean missing, int runs) {}

        /** How many events come. */
        public int steps() {
            return terms.stream()
                    .filter(term -> !term.missing())
                    .mapToInt(Term::runs)
                    .sum();
        }

        /** Whether what is missing is missing behind the last event. */
        public boolean endsMissing() {
            return terms.getLast().missing();
        }
    }

    /** Combinations of values that no matching event had in the history window before. Elastic {@code new_terms}. */
    record NewTerms(Detection detection, List<FieldPath> fields, Duration historyWindow) implements Pattern {
        public NewTerms {
            fields = List.copyOf(fields);
        }
    }

    /** What a correlation counts: matching events, or what another correlation found. */
    sealed interface Input {

        String name();

        record Events(Detection detection) implements Input {
            @Override
            public String name() {
                return detection.name();
            }
        }

        /** A correlation of its own, whose finding is one match with the group's fields. */
        record Correlated(String name, Pattern pattern) implements Input {}
    }

    /** A condition over which inputs matched: Sigma 2.2 draft. */
    sealed interface InputCondition {

        record Matched(String input) implements InputCondition {}

        record AllOf(List<InputCondition> parts) implements InputCondition {
            public AllOf {
                parts = List.copyOf(parts);
            }
        }

        record AnyOf(List<InputCondition> parts) implements InputCondition {
            public AnyOf {
                parts = List.copyOf(parts);
            }
        }

        record None(InputCondition part) implements InputCondition {}
    }
}
