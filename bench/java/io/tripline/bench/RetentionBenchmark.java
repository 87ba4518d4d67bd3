package io.tripline.bench;

import io.tripline.bench.BenchEvents.Kind;
import io.tripline.engine.Engine;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How much heap a match holds while it is in a window of the first seed: a hundred thousand of them, a thousand tenants. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 1)
@Measurement(iterations = 1)
@Fork(value = 2, jvmArgsAppend = "-Xmx2g")
public class RetentionBenchmark {

    private static final int MATCHES = 100_000;

    /** ms: all of them within the hour. */
    private static final long GAP = 30;

    /** Whether the window is still full when the heap is looked at, or has run out: then nothing may be left. */
    @Param({"true", "false"})
    public boolean inWindow;

    @Benchmark
    public int matches(Cost cost) {
        try (Engine engine = BenchRules.engine("seeds")) {
            BenchEvents events = new BenchEvents(Kind.REGISTRATIONS, GAP);
            engine.process(events.next(1));
            long before = heap();
            int alerts = 0;
            for (int i = 0; i < MATCHES; i += 1_000) {
                alerts += engine.process(events.next(1_000)).size();
            }
            if (!inWindow) {
                engine.drain();
            }
            cost.bytes = heap() - before;
            cost.things = MATCHES;
            cost.alerts = alerts;
            return engine.streams().size();
        }
    }

    private static long heap() {
        for (int i = 0; i < 4; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
