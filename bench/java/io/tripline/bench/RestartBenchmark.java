package io.tripline.bench;

import io.tripline.engine.Engine;
import io.tripline.engine.EngineSettings;
import io.tripline.engine.state.StateCodec;
import io.tripline.event.Event;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What a restart with a million matches in windows costs beside the loading of rules: from the bytes of a file to groups. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 3)
@Fork(value = 1, jvmArgsAppend = "-Xmx4g")
public class RestartBenchmark {

    @Param("1000000")
    public int matches;

    /** In so many groups: of few, most matches are counted alone; of many, all are evidence. */
    @Param({"1000", "100000"})
    public int keys;

    private Path file;
    private Engine engine;

    @Setup(Level.Trial)
    public void keep() throws IOException {
        file = Files.createTempFile("tripline", ".state");
        try (Engine filled = GroupBenchmark.engine(WindowBenchmark.RULES.formatted(Integer.MAX_VALUE));
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            for (int i = 0; i < matches; ) {
                List<Event> batch = new ArrayList<>();
                for (int k = 0; k < 1_000 && i < matches; k++) {
                    batch.add(GroupBenchmark.event(i++, keys, 1, 3));
                }
                filled.process(batch);
            }
            StateCodec.write(filled.snapshot(), out);
        }
    }

    @Setup(Level.Iteration)
    public void start() {
        engine = new Engine(EngineSettings.DEFAULT);
        engine.load(List.of(GroupBenchmark.source(WindowBenchmark.RULES.formatted(Integer.MAX_VALUE))));
    }

    /** Things are matches; bytes are those of the file. */
    @Benchmark
    public long restart(Cost cost) throws IOException {
        long since = Cost.now();
        long restored;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            restored = engine.restore(StateCodec.read(in), Long.MIN_VALUE).facts();
        }
        cost.add(since, matches);
        cost.bytes = Files.size(file);
        return restored;
    }

    @TearDown(Level.Iteration)
    public void close() {
        engine.close();
    }

    @TearDown(Level.Trial)
    public void delete() throws IOException {
        Files.delete(file);
    }
}
