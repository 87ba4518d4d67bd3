package io.tripline.engine.correlate;

import io.tripline.engine.compile.RuleOutline;
import io.tripline.engine.function.Measure;
import io.tripline.engine.read.Operator;
import java.math.BigDecimal;
import java.util.Map;

/**
 * Without what a rule cannot fire for a group. Read from the rule's text by {@link Needs}; where nothing can be read, {@link Always}. A need
 * saves the making of sessions and never decides: it may be generous, never wrong.
 */
sealed interface Need {

    /** Nothing is known: the group's session stays as long as the group has facts. */
    record Always() implements Need {}

    /**
     * So many matches within the window.
     *
     * @param window ms
     */
    record AtLeast(String stream, int matches, long window) implements Need {}

    /**
     * So many different matches within the window.
     *
     * @param different at least 2
     * @param window ms
     */
    record Different(String stream, Kind kind, int different, long window) implements Need {}

    /**
     * A measure over the matches within the window is on one side of a number.
     *
     * @param window ms
     */
    record Measured(String stream, Measure measure, Operator operator, BigDecimal number, long window)
            implements Need {}

    /**
     * Matches of each step of an order within the window, of which the last step comes.
     *
     * @param repetitions how many of each, by the number of the step; of a match that can be several, by that of the last
     * @param window ms
     */
    record Steps(String stream, Map<Integer, Integer> repetitions, long window) implements Need {
        public Steps {
            repetitions = Map.copyOf(repetitions);
        }
    }

    /** A match of the stream arrives: the rule looks at it at that moment alone. */
    record Arrival(String stream) implements Need {}

    /**
     * A match of the stream arrives, and nothing that blocks the rule is there.
     *
     * @param blocking what the group's own rules write, which keeps the rule from firing
     * @param window ms
     */
    record Unblocked(String stream, RuleOutline.Retained blocking, long window) implements Need {}

    /**
     * A match whose key is not among those that are remembered.
     *
     * @param history ms
     */
    record NewTerm(String stream, String seen, long history) implements Need {}

    /**
     * So long after a match of the stream none of the absent ones has come.
     *
     * @param from ms after the match, the first moment at which one counts
     * @param to ms after the match, the last one: the deadline
     */
    record Deadline(String stream, String absent, long from, long to) implements Need {}
}
