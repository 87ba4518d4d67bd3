package io.tripline.bench;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/** Runs JMH with its own options, and says in a table what its counters mean. */
public final class Main {

    private Main() {}

    public static void main(String... args) throws RunnerException, CommandLineOptionException {
        Collection<RunResult> results = new Runner(new CommandLineOptions(args)).run();
        System.out.printf("%n%-55s %12s %12s %10s %12s%n", "", "CPU each", "wall", "alerts", "bytes each");
        results.forEach(Main::print);
    }

    private static void print(RunResult result) {
        Map<String, Result> counters = result.getSecondaryResults();
        double things = counters.get("things").getScore();
        String parameters = result.getParams().getParamsKeys().stream()
                .map(key -> result.getParams().getParam(key))
                .collect(Collectors.joining(" "));
        String benchmark = result.getParams().getBenchmark();
        double cpu = counters.get("cpu").getScore() / things;
        System.out.printf(
                Locale.ROOT,
                "%-55s %12s %12s %9.2f%% %12.0f%n",
                benchmark.substring(benchmark.lastIndexOf('.', benchmark.lastIndexOf('.') - 1) + 1) + " " + parameters,
                cpu < 100_000
                        ? String.format(Locale.ROOT, "%.0f ns", cpu)
                        : String.format(Locale.ROOT, "%.2f ms", cpu / 1_000_000),
                String.format(
                        Locale.ROOT,
                        "%.0f %s",
                        result.getPrimaryResult().getScore(),
                        result.getPrimaryResult().getScoreUnit()),
                100 * counters.get("alerts").getScore() / things,
                counters.get("bytes").getScore() / things);
    }
}
