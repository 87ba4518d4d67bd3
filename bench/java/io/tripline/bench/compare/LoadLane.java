package io.tripline.bench.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** From the start of a program to the moment when it reads its first event, in turns. */
final class LoadLane {

    private static final int TIMES = 3;

    private final Options options;
    private final Report report;
    private final Map<String, String> environment;

    LoadLane(Options options, Report report, Map<String, String> environment) {
        this.options = options;
        this.report = report;
        this.environment = environment;
    }

    private record Loading(Duration wall, Duration cpu, long resident) {}

    private record Case(String name, Contestant contestant, Path rules) {}

    void run(Path rules) {
        Contestant.Tripline tripline = new Contestant.Tripline(options.tripline());
        Path drl = translated(rules);
        List<Case> cases = List.of(
                new Case("rsigma, from source", new Contestant.Rsigma(options.rsigma(), List.of()), rules),
                new Case("tripline, from source", tripline, rules),
                new Case("tripline, from DRL", tripline, drl));
        List<List<Loading>> all = new ArrayList<>();
        cases.forEach(each -> all.add(new ArrayList<>()));
        for (int time = 0; time < TIMES; time++) {
            for (int which = 0; which < cases.size(); which++) {
                all.get(which).add(load(cases.get(which)));
            }
        }
        report.head("Loading", "what", "wall s", "CPU s", "MB");
        for (int which = 0; which < cases.size(); which++) {
            List<Loading> times = all.get(which).stream()
                    .sorted(Comparator.comparing(Loading::cpu))
                    .toList();
            Loading median = times.get(times.size() / 2);
            report.row(
                    cases.get(which).name(),
                    Report.number(median.wall().toMillis() / 1_000.0),
                    Report.number(median.cpu().toMillis() / 1_000.0),
                    median.resident());
        }
    }

    private Loading load(Case what) {
        Lane none = new Lane("load", "", new Lane.Rules.Given(), Log.UNSAID, () -> out -> {}, 1, "");
        Path errors = options.out().resolve("load-" + what.contestant().name() + ".log");
        long began = System.nanoTime();
        try (Fed fed = new Fed(
                what.contestant(), what.contestant().stream(none, what.rules()), environment, errors, line -> {})) {
            fed.prime();
            Loading loading = new Loading(Duration.ofNanos(System.nanoTime() - began), fed.cpu(), fed.resident());
            fed.end();
            return loading;
        }
    }

    /** The rules as DRL alone, as a second start finds them. */
    private Path translated(Path rules) {
        Path drl = options.out().resolve("rules-drl");
        List<String> command =
                List.of(options.tripline().toString(), "translate", rules.toString(), "-o", drl.toString(), "--force");
        try {
            Files.createDirectories(drl);
            Path log = options.out().resolve("translate.log");
            new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start()
                    .waitFor();
            return drl;
        } catch (IOException e) {
            throw new Failure(command + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            throw new Failure("interrupted", e);
        }
    }
}
