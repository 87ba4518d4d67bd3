package io.tripline.live.outbox;

import io.tripline.alert.sink.Sink;
import io.tripline.alert.sink.SinkFilter;
import io.tripline.store.Store;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/** A sink that goes on as far as it comes when it is told to: for tests that own time. */
public final class SteppedSink {

    private static final String NAME = "receiver";
    private static final int MOST_STEPS = 10_000;

    private final SinkCursor cursor;
    private final Store store;

    /** Goes on where the store says. */
    public SteppedSink(Sink sink, Store store, RandomGenerator random, InstantSource clock, LongSupplier nanoClock) {
        this.store = store;
        this.cursor = new SinkCursor(
                new SinkPlan(NAME, "simulated", sink, SinkFilter.ALL, Integer.MAX_VALUE, Duration.ZERO),
                store,
                store.sinks().follow(List.of(NAME)).get(NAME),
                new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5), random),
                clock,
                nanoClock);
    }

    /** @return how many alerts it still has to send */
    public long step() {
        try {
            for (int steps = 0; steps < MOST_STEPS; steps++) {
                Duration wait = cursor.step();
                if (wait == null || !wait.isZero()) {
                    return store.newest() - cursor.cursor();
                }
            }
            throw new AssertionError("does not come to an end");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
