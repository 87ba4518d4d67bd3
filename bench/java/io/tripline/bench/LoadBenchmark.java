package io.tripline.bench;

import io.tripline.engine.Engine;
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

/** From DRL text to rules that run, in a JVM that has just started: what a restart waits for. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(value = 3, jvmArgsAppend = "-Xmx2g")
public class LoadBenchmark {

    @Param({"seeds", "equality", "correlation"})
    public String rules;

    @Benchmark
    public int load(Cost cost) {
        long since = Cost.now();
        try (Engine engine = BenchRules.engine(rules)) {
            cost.add(since, BenchRules.named(rules).size());
            return engine.rules().size();
        }
    }
}
