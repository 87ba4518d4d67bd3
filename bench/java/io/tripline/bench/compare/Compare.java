package io.tripline.bench.compare;

import io.tripline.bench.compare.Lane.Rules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs the lanes and says what came of them. */
public final class Compare {

    /** As many as are made where none are given. */
    private static final int MADE = 2_000;

    private final Options options;
    private final Report report;
    private final @Nullable Recorded recorded;

    private Compare(Options options) {
        this.options = options;
        report = new Report(options.out().resolve("report.md"));
        recorded = options.events() == null ? null : Recorded.of(options.events());
    }

    /** Exits with 2 if the command line is wrong or a program cannot be run. */
    public static void main(String... arguments) {
        try {
            new Compare(Options.of(arguments)).run();
        } catch (Failure failure) {
            System.err.println(failure.getMessage());
            System.exit(2);
        }
    }

    private void run() {
        List<Lane> lanes = Lanes.all(recorded);
        Contestant.Rsigma rsigma = new Contestant.Rsigma(options.rsigma(), List.of());
        Contestant.Tripline tripline = new Contestant.Tripline(options.tripline());
        report.say("# " + version(tripline) + " beside " + version(rsigma) + ", " + LocalDate.now());
        report.say("");
        report.say(Runtime.getRuntime().availableProcessors() + " processors, " + System.getProperty("os.name")
                + ", JDK " + Runtime.version().feature() + "; rules: "
                + (options.rules() == null ? MADE + " made ones" : "given"));
        if (recorded == null) {
            report.say("No --events: the lane 'recorded' is left out.");
        }
        LapLanes laps = new LapLanes(options, report, environment());
        laps.run(
                "stateless",
                "One event at a time",
                lanes.stream()
                        .filter(lane -> lane.rules() instanceof Rules.Given)
                        .toList(),
                this::rules);
        laps.run(
                "windows",
                "Correlations",
                lanes.stream().filter(Lane::hasWindows).toList(),
                this::rules);
        laps.run(
                "scale",
                "More rules",
                lanes.stream()
                        .filter(lane -> lane.rules() instanceof Rules.Made)
                        .toList(),
                this::rules);
        if (options.wants("load", "load")) {
            new LoadLane(options, report, environment()).run(rules(new Rules.Given()));
        }
        if (options.wants("http", "http")) {
            new HttpLane(options, report, environment()).run(rules(new Rules.Given()));
        }
        System.err.println("This report, logs and differences are in " + options.out());
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        if (options.jfr()) {
            environment.put(
                    "TRIPLINE_JAVA_OPTS",
                    "-XX:StartFlightRecording=settings=profile,filename=" + options.out() + "/tripline-%p.jfr");
        }
        return environment;
    }

    /** The folder, made where it has to be. */
    private Path rules(Rules rules) {
        return switch (rules) {
            case Rules.Given given ->
                options.rules() != null
                        ? options.rules()
                        : MadeRules.write(options.out().resolve("rules-made"), MADE);
            case Rules.Made(int count) -> MadeRules.write(options.out().resolve("rules-" + count), count);
            case Rules.Text(String yaml) -> {
                Path folder = options.out().resolve("rules-" + Integer.toHexString(yaml.hashCode()));
                try {
                    Files.createDirectories(folder);
                    Files.writeString(folder.resolve("correlation.yml"), yaml);
                } catch (IOException e) {
                    throw new Failure(folder + " cannot be written: " + e.getMessage(), e);
                }
                yield folder;
            }
        };
    }

    private static String version(Contestant contestant) {
        try {
            Process process = new ProcessBuilder(contestant.program().toString(), "--version").start();
            return process.inputReader().readLine();
        } catch (IOException e) {
            throw new Failure(contestant.program() + " cannot be run: " + e.getMessage(), e);
        }
    }
}
