package io.tripline.bench.compare;

import java.util.function.Supplier;

/**
 * What is compared in turns: rules, events and what is said of their log.
 *
 * @param asks in one line
 * @param rules which ones
 * @param log said to both
 * @param maker a new one gives the same events again
 * @param lap events of one turn
 * @param silence timespan of its correlations; empty: it has none, and the match itself is what is found
 */
record Lane(String name, String asks, Rules rules, Log log, Supplier<Maker> maker, int lap, String silence) {

    /** Which rules. */
    sealed interface Rules {

        /** Those that were given, or as many made ones. */
        record Given() implements Rules {}

        /** As many made ones. */
        record Made(int count) implements Rules {}

        /** One file of this text. */
        record Text(String yaml) implements Rules {}
    }

    boolean hasWindows() {
        return !silence.isEmpty();
    }
}
