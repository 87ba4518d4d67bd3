package io.tripline.bench;

import io.tripline.bench.BenchEvents.Kind;
import io.tripline.engine.Engine;
import io.tripline.event.Event;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What the engine needs for an event, decoding left out: match stage, correlations, passing of time. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 8, time = 2)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
public class EventBenchmark {

    private static final int BATCH = 500;

    /** An hour, the seeds' window, holds ten thousand events. */
    private static final long GAP = 360;

    private static final int WINDOW = 10_000;

    @Param({"SEEDS_MISS", "SEEDS_MATCH", "CODES_MISS", "CODES_MATCH"})
    public Kind kind;

    private Engine engine;
    private BenchEvents events;
    private List<Event> batch;

    /** The windows are as full as they get. */
    @Setup(Level.Trial)
    public void fill() {
        engine = BenchRules.engine(kind == Kind.SEEDS_MISS || kind == Kind.SEEDS_MATCH ? "seeds" : "equality");
        events = new BenchEvents(kind, GAP);
        for (int i = 0; i < WINDOW; i += BATCH) {
            engine.process(events.next(BATCH));
        }
    }

    @Setup(Level.Invocation)
    public void make() {
        batch = events.next(BATCH);
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public int event(Cost cost) {
        long since = Cost.now();
        int alerts = engine.process(batch).size();
        cost.add(since, BATCH);
        cost.alerts += alerts;
        return alerts;
    }

    @TearDown(Level.Trial)
    public void close() {
        engine.close();
    }
}
