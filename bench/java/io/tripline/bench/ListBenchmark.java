package io.tripline.bench;

import io.tripline.engine.Engine;
import io.tripline.engine.EngineSettings;
import io.tripline.engine.compile.DrlSource;
import io.tripline.event.Event;
import io.tripline.event.Origin;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
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

/** What an event costs a rule that asks a list of so many entries; {@code NONE} is the rule without its list, to compare. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 6, time = 2)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
public class ListBenchmark {

    private static final int BATCH = 500;

    /** One event of so many is listed. */
    private static final int LISTED = 1000;

    /** What the list holds. */
    public enum Values {
        NONE,
        ADDRESSES,
        ADDRESSES_AND_NETWORKS,
        DOMAINS
    }

    @Param({"1000", "1000000"})
    public int entries;

    @Param({"NONE", "ADDRESSES", "ADDRESSES_AND_NETWORKS", "DOMAINS"})
    public Values values;

    private final Random random = new Random(7);
    private Path folder;
    private Engine engine;
    private List<Event> batch;
    private int number;

    @Setup(Level.Trial)
    public void read() throws IOException {
        folder = Files.createTempDirectory("lists");
        try (BufferedWriter out = Files.newBufferedWriter(folder.resolve("many.txt"))) {
            for (int i = 0; i < entries && values != Values.NONE; i++) {
                out.write(value(i, false) + "\n");
            }
            for (int bits = 16; bits <= 28 && values == Values.ADDRESSES_AND_NETWORKS; bits++) {
                out.write("203." + bits + ".0.0/" + bits + "\n");
            }
        }
        engine = new Engine(EngineSettings.DEFAULT);
        engine.lists().lookIn(List.of(folder));
        String asked = values == Values.NONE ? ".is( \"nobody\" )" : ".inList( \"many\" )";
        engine.load(List.of(new DrlSource(
                "rule.drl",
                "rule \"r\" when $event : Event( hasField( \"value\" ), field( \"value\" )" + asked
                        + " ) then alerts.raise( drools.getRule(), Alert.of( $event ) ); end")));
    }

    private String value(int i, boolean other) {
        int known = i * 2 + (other ? 1 : 0);
        return values == Values.DOMAINS
                ? "host-" + known + ".example.net"
                : "10." + (known >>> 16 & 255) + "." + (known >>> 8 & 255) + "." + (known & 255);
    }

    @Setup(Level.Invocation)
    public void make() {
        batch = new ArrayList<>(BATCH);
        for (int i = 0; i < BATCH; i++) {
            String value = value(random.nextInt(entries), ++number % LISTED > 0);
            batch.add(Event.of("e" + number, number, Origin.UNKNOWN, Map.of("value", value)));
        }
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
    public void close() throws IOException {
        engine.close();
        Files.delete(folder.resolve("many.txt"));
        Files.delete(folder);
    }
}
