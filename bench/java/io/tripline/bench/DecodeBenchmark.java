package io.tripline.bench;

import io.tripline.ingest.DecodedBatch;
import io.tripline.ingest.EventDecoder;
import io.tripline.ingest.EventFormats;
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
import org.openjdk.jmh.annotations.Warmup;

/** From the bytes of a body to events with their time, id and log: nothing is asked of their fields. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 8, time = 1)
@Fork(value = 1, jvmArgsAppend = "-Xmx1g")
public class DecodeBenchmark {

    private static final int BATCH = 200;

    @Param({"WINDOWS", "OKTA", "CLOUDTRAIL", "AUTH0"})
    public BenchBodies.Kind kind;

    private EventDecoder decoder;
    private byte[] body;

    @Setup(Level.Trial)
    public void write() {
        decoder = new EventDecoder(EventFormats.builtIn());
        body = BenchBodies.lines(kind, BATCH);
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public int event(Cost cost) {
        long allocated = Cost.allocated();
        long since = Cost.now();
        DecodedBatch batch = decoder.decode(body, 0);
        cost.add(since, BATCH);
        cost.bytes += Cost.allocated() - allocated;
        if (batch.events().size() != BATCH) {
            throw new IllegalStateException("not all are events: " + batch.rejections());
        }
        return batch.events().size();
    }
}
