package io.tripline.engine.correlate.oracle;

import java.util.List;
import java.util.function.Predicate;

/** What a rule says of one group. Spans are ms. */
public sealed interface Law {

    long span();

    /** Which events count, or decide. */
    Predicate<Happening> reads();

    /** What is said of the matches of the last span, in order; there is at least one. */
    interface Holds {
        boolean test(List<Happening> window);
    }

    /**
     * Whenever it holds over the last span, both ends included.
     *
     * @param silent then not again for a span; else at each match, and each that leaves, while it holds
     */
    record Whenever(long span, Predicate<Happening> reads, Holds holds, boolean silent) implements Law {}

    /** Once, when the window ends that a match opened while none was open. */
    record AtTheEnd(long span, Predicate<Happening> reads, Holds holds) implements Law {}

    /**
     * A span after each first one that none of the others follows in it.
     *
     * @param silent then not again for a span
     */
    record Absence(long span, Predicate<Happening> first, Predicate<Happening> other, boolean silent) implements Law {
        @Override
        public Predicate<Happening> reads() {
            return first.or(other);
        }
    }

    /**
     * At each, then not again for a span.
     *
     * @param always those of which each is found: they are of no group
     */
    record Suppressed(long span, Predicate<Happening> reads, Predicate<Happening> always) implements Law {}

    /**
     * At each that completes something, with those of the last span.
     *
     * @param holds whether the newest of the window completes it
     */
    record Completed(long span, Predicate<Happening> reads, Holds holds) implements Law {}

    /** At each whose group has had none within the span on either side. */
    record NewTerm(long span, Predicate<Happening> reads) implements Law {}
}
