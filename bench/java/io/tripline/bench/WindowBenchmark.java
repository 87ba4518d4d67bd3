package io.tripline.bench;

import io.tripline.engine.Engine;
import io.tripline.event.Event;
import java.lang.management.ManagementFactory;
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

/** What a full window costs where it is needed as a whole: opening its group, an edit of its rule, its bytes of heap. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2)
@Measurement(iterations = 3)
@Fork(value = 1, jvmArgsAppend = "-Xmx4g")
public class WindowBenchmark {

    static final String RULES = """
            rule "Counted"
            when
                $event : Event( field( "action" ).is( "login" ) )
            then
                streams.write( "s", Match.of( $event, "user" ) );
            end

            rule "Many"
            when
                groupby(
                    $match : Match( $key : key ) over window:time( 1h ) from entry-point "s";
                    $group : $key;
                    $count : count(), $evidence : evidence( $match );
                    $count > %d
                )
                not( Alert( group == $group ) over window:time( 1h ) from entry-point "s" )
            then
                streams.write( "s",
                    alerts.raise( drools.getRule(), Alert.of( $group, $evidence ).showing( "count", $count ) ) );
            end
            """;

    /** What is done to the window. */
    public enum Deed {
        OPEN_10(10, 1),
        OPEN_1000(1_000, 1),
        OPEN_10000(10_000, 1),
        EDIT_100000(100_000, 1_000),
        EDIT_1000000(1_000_000, 1_000),
        GROUPS_100000(100_000, 100_000);

        private final int matches;
        private final int keys;

        Deed(int matches, int keys) {
            this.matches = matches;
            this.keys = keys;
        }

        boolean opens() {
            return keys == 1;
        }
    }

    @Param
    public Deed deed;

    private Engine engine;
    private long bytes;
    private Event next;

    @Setup(Level.Iteration)
    public void fill() {
        engine = GroupBenchmark.engine(RULES.formatted(deed.opens() ? deed.matches : Integer.MAX_VALUE));
        engine.process(List.of(GroupBenchmark.event(0, deed.keys, 1, 0)));
        long before = heap();
        for (int i = 1; i < deed.matches; ) {
            List<Event> batch = new ArrayList<>();
            for (int k = 0; k < 1_000 && i < deed.matches; k++) {
                batch.add(GroupBenchmark.event(i++, deed.keys, 1, 3));
            }
            engine.process(batch);
        }
        bytes = heap() - before;
        next = GroupBenchmark.event(deed.matches, deed.keys, 1, 3);
    }

    /** Things are the matches in the window; of an edit the wall clock is how long events wait at most. */
    @Benchmark
    public int deed(Cost cost) {
        long since = Cost.now();
        if (deed.opens()) {
            cost.alerts += engine.process(List.of(next)).size();
        } else {
            engine.load(List.of(GroupBenchmark.source(RULES.formatted(Integer.MAX_VALUE - 1))));
        }
        cost.add(since, deed.matches);
        cost.bytes = bytes;
        return deed.matches;
    }

    private static long heap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    @TearDown(Level.Iteration)
    public void close() {
        engine.close();
    }
}
