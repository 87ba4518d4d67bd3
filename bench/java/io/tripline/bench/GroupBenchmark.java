package io.tripline.bench;

import io.tripline.engine.Engine;
import io.tripline.engine.EngineSettings;
import io.tripline.engine.LoadReport;
import io.tripline.engine.Matched;
import io.tripline.engine.Turn;
import io.tripline.engine.compile.DrlSource;
import io.tripline.event.Event;
import io.tripline.event.Origin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jboss.logmanager.LogContext;
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

/** What a match that cannot make its rule fire costs behind the match stage. Windows are full before it begins. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
public class GroupBenchmark {

    private static final int BATCH = 500;

    /** ms between two events. */
    private static final long GAP = 360;

    private static final String WRITE = """
            rule "Counted"
            when
                $event : Event( field( "action" ).is( "login" ) )
            then
                %s
            end
            """;

    private static final String COUNTED = """
            rule "Many"
            when
                groupby(
                    $match : Match( $key : key, $value : values( "value" ), $number : number( "number" ) )
                        over window:time( 1h ) from entry-point "s";
                    $group : $key;
                    %s, $evidence : evidence( $match );
                    %s
                )
                not( Alert( group == $group ) over window:time( 1h ) from entry-point "s" )
            then
                streams.write( "s", alerts.raise( drools.getRule(), Alert.of( $group, $evidence ) ) );
            end
            """;

    /** What the matches are for, and how many keys, values and matches of a window there are. */
    public enum Shape {
        /** Nobody reads the stream: what the passing of time costs alone. */
        NOT_WRITTEN(1_000, 1, "", ""),
        COUNT(1_000, 1, "$count : count()", "$count > 1000000"),
        VALUES_200(1, 200, "$values : countDistinct( $value )", "$values > 1000000"),
        VALUES_7200(1, 7_200, "$values : countDistinct( $value )", "$values > 1000000"),
        MEDIAN(1, 10_000, "$median : percentile( $match.numberAt( 50, \"number\" ) )", "$median > 1000000"),
        PERCENTILE(1, 10_000, "$high : percentile( $match.numberAt( 99, \"number\" ) )", "$high > 1000000"),
        SUM(1, 10_000, "$sum : sumOf( $number )", "$sum > 1000000000"),
        KNOWN_TERM(1_000, 1, "", "");

        private final int keys;
        private final int values;
        private final String function;
        private final String condition;

        Shape(int keys, int values, String function, String condition) {
            this.keys = keys;
            this.values = values;
            this.function = function;
            this.condition = condition;
        }

        String rules() {
            String written = "streams.write( \"s\", Match.of( $event, \"user\" ).carrying( \"value\" )"
                    + ".carrying( \"number\" ) );";
            return switch (this) {
                case NOT_WRITTEN -> WRITE.formatted(written);
                case KNOWN_TERM -> WRITE.formatted("streams.write( \"s\", Match.of( $event, \"user\" ) );") + """

                        rule "First"
                        when
                            $match : Match( $terms : key ) from entry-point "s"
                            not( Match( key == $terms ) over window:time( 14d ) from entry-point "s/seen" )
                        then
                            alerts.raise( drools.getRule(), Alert.of( $terms, $match ) );
                        end

                        rule "First: remember"
                        when
                            $match : Match() from entry-point "s"
                        then
                            streams.remember( "s/seen", $match );
                        end
                        """;
                default -> WRITE.formatted(written) + "\n" + COUNTED.formatted(function, condition);
            };
        }
    }

    @Param
    public Shape shape;

    private Engine engine;
    private Turn turn;
    private List<Matched> batch;
    private long number;

    @Setup(Level.Trial)
    public void fill() {
        engine = engine(shape.rules());
        for (int i = 0; i < 12_000; i += BATCH) {
            engine.process(next(BATCH));
        }
    }

    static Engine engine(String rules) {
        LogContext.getLogContext().getLogger("").setLevel(org.jboss.logmanager.Level.WARNING);
        Engine engine = new Engine(EngineSettings.DEFAULT);
        LoadReport report = engine.load(List.of(source(rules)));
        if (!report.broken().isEmpty()) {
            throw new IllegalStateException(report.problems().toString());
        }
        return engine;
    }

    static DrlSource source(String rules) {
        String functions = """
                import accumulate io.tripline.engine.function.CountDistinctFunction countDistinct
                import accumulate io.tripline.engine.function.PercentileFunction percentile
                import accumulate io.tripline.engine.function.SumFunction sumOf
                import accumulate io.tripline.engine.function.EvidenceFunction evidence
                """;
        String evidence = "import accumulate io.tripline.engine.function.EvidenceFunction evidence\n";
        return new DrlSource(
                "groups.drl", "package rules.groups\n" + BenchRules.HEADER.replace(evidence, functions) + rules);
    }

    private List<Event> next(int count) {
        List<Event> events = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            events.add(event(number++, shape.keys, shape.values, GAP));
        }
        return events;
    }

    static Event event(long number, int keys, int values, long gap) {
        long spread = number * 7919;
        return Event.of(
                "e" + number,
                Instant.parse("2026-01-01T00:00:00Z").toEpochMilli() + number * gap,
                Origin.UNKNOWN,
                Map.of(
                        "action",
                        "login",
                        "user",
                        "user-" + spread % keys,
                        "value",
                        "value-" + spread % values,
                        "number",
                        spread % values));
    }

    @Setup(Level.Invocation)
    public void make() {
        turn = engine.turn();
        batch = turn.match(next(BATCH));
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public int match(Cost cost) {
        long since = Cost.now();
        int alerts = turn.correlate(batch).size();
        cost.add(since, BATCH);
        cost.alerts += alerts;
        turn.close();
        return alerts;
    }

    @TearDown(Level.Trial)
    public void close() {
        engine.close();
    }
}
