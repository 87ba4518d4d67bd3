package io.tripline.engine;

import java.util.concurrent.atomic.AtomicLong;

/**
 * About one event of {@value #EVERY} is timed, rule by rule: the events that are, are counted here. Which ones they are is a matter of
 * number and not of chance, and nothing that comes of an event depends on it. Any thread.
 */
final class CostSampler {

    /** A prime: of events that come in turns, not always the same one. */
    static final int EVERY = 1021;

    private final AtomicLong timed = new AtomicLong();

    /** An event is timed. */
    void next() {
        timed.incrementAndGet();
    }

    /** Events that have been timed. */
    long timed() {
        return timed.get();
    }
}
