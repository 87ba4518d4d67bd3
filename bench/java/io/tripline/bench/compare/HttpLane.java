package io.tripline.bench.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/**
 * From the body of a request to the line of the alert: eight connections, 200 events a request. First as many as get through,
 * in turns; then at half of that rate, with and without a rule that changes every few seconds.
 */
final class HttpLane {

    private static final int ROUNDS = 5;

    /** Requests of a round: 40,000 events. */
    private static final int REQUESTS = 200;

    private static final int SECONDS = 20;
    private static final int EDIT_EVERY = 4_000;

    private final Options options;
    private final Report report;
    private final Map<String, String> environment;

    HttpLane(Options options, Report report, Map<String, String> environment) {
        this.options = options;
        this.report = report;
        this.environment = environment;
    }

    private record Pace(double eventsPerSecond, double microsEach) {}

    void run(Path rules) {
        List<Contestant> contestants = List.of(
                new Contestant.Rsigma(options.rsigma(), List.of("--cross-rule-ac")),
                new Contestant.Tripline(options.tripline()));
        List<Path> folders = new ArrayList<>();
        List<Service> services = new ArrayList<>();
        try {
            for (Contestant contestant : contestants) {
                Path folder = copy(rules, options.out().resolve("rules-http-" + contestant.name()));
                folders.add(folder);
                Path errors = options.out().resolve("http-" + contestant.name() + ".log");
                services.add(new Service(contestant, Log.WINDOWS_PROCESS, folder, environment, errors));
            }
            List<Load> loads = services.stream()
                    .map(service -> new Load(service, new Bodies(8)))
                    .toList();
            List<Pace> paces = throughput(contestants, services, loads);
            latency(contestants, loads, paces, folders);
        } finally {
            services.forEach(Service::close);
        }
    }

    private List<Pace> throughput(List<Contestant> contestants, List<Service> services, List<Load> loads) {
        List<List<Pace>> all = List.of(new ArrayList<>(), new ArrayList<>());
        for (int round = 0; round < ROUNDS + 2; round++) {
            for (int who = 0; who < loads.size(); who++) {
                long cpu = services.get(who).cpu().toNanos();
                Load.Outcome outcome = loads.get(who).closed(REQUESTS);
                complain(contestants.get(who), outcome);
                double events = (double) REQUESTS * Bodies.EVENTS;
                all.get(who)
                        .add(new Pace(
                                events * 1e9 / outcome.nanos(),
                                (services.get(who).cpu().toNanos() - cpu) / 1_000.0 / events));
            }
        }
        report.head(
                "HTTP end to end, 8 connections, 200 events a request", "program", "events/s", "CPU µs an event", "MB");
        List<Pace> medians = new ArrayList<>();
        for (int who = 0; who < loads.size(); who++) {
            List<Pace> warm = all.get(who).subList(2, all.get(who).size());
            Pace median = new Pace(
                    median(warm.stream().mapToDouble(Pace::eventsPerSecond).toArray()),
                    median(warm.stream().mapToDouble(Pace::microsEach).toArray()));
            medians.add(median);
            report.row(
                    contestants.get(who).name(),
                    Report.number(median.eventsPerSecond()),
                    Report.number(median.microsEach()),
                    services.get(who).resident());
        }
        report.row(
                "ratio",
                Report.ratio(
                        medians.getLast().eventsPerSecond(), medians.getFirst().eventsPerSecond()),
                Report.ratio(medians.getFirst().microsEach(), medians.getLast().microsEach()),
                "");
        return medians;
    }

    private void latency(List<Contestant> contestants, List<Load> loads, List<Pace> paces, List<Path> folders) {
        report.head(
                "Accept to alert at half load, ms",
                "program",
                "rules",
                "events/s",
                "p50",
                "p99",
                "p99.9",
                "longest",
                "alerts");
        for (boolean edits : new boolean[] {false, true}) {
            for (int who = 0; who < loads.size(); who++) {
                double rate = paces.get(who).eventsPerSecond() / 2;
                long gap = (long) (1e9 * Bodies.EVENTS / rate);
                int requests = (int) (SECONDS * rate / Bodies.EVENTS);
                Histogram latency = Load.histogram();
                Thread editor = edits ? edit(folders.get(who)) : null;
                Load.Outcome outcome = loads.get(who).open(requests, gap, latency);
                if (editor != null) {
                    editor.interrupt();
                }
                complain(contestants.get(who), outcome);
                report.row(
                        contestants.get(who).name(),
                        edits ? "one is edited every " + EDIT_EVERY / 1_000 + " s" : "as they are",
                        Report.number(rate),
                        millis(latency, 50),
                        millis(latency, 99),
                        millis(latency, 99.9),
                        millis(latency, 100),
                        outcome.alerted() + " of " + requests);
            }
        }
    }

    private void complain(Contestant contestant, Load.Outcome outcome) {
        if (outcome.refused() > 0) {
            report.say(contestant.name() + " refused " + outcome.refused() + " requests");
        }
    }

    private static String millis(Histogram latency, double percentile) {
        return Report.number(latency.getValueAtPercentile(percentile) / 1_000.0);
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    /** Changes a rule that the events do not match, again and again. */
    private static Thread edit(Path folder) {
        return Thread.ofPlatform().daemon().start(() -> {
            try {
                for (int i = 0; true; i++) {
                    Files.writeString(
                            folder.resolve("edited.yml"),
                            Bodies.RULE
                                    .replace("Request under test", "Edited " + i)
                                    .replace("7b6e2222", "7b6e3333")
                                    .replace("request-under-test-", "nothing-" + i + "-"));
                    Thread.sleep(EDIT_EVERY);
                }
            } catch (IOException e) {
                throw new Failure("a rule cannot be edited: " + e.getMessage(), e);
            } catch (InterruptedException ended) {
                // enough
            }
        });
    }

    /** A folder of its own: programs write beside rules, and rules are added. */
    private static Path copy(Path rules, Path folder) {
        try {
            try (Stream<Path> files = Files.walk(rules)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Path copy = folder.resolve(rules.relativize(file).toString());
                    Files.createDirectories(copy.getParent());
                    if (!Files.exists(copy)) {
                        Files.copy(file, copy);
                        copy.toFile().setWritable(true);
                    }
                }
            }
            Files.writeString(folder.resolve("request-under-test.yml"), Bodies.RULE);
            return folder;
        } catch (IOException e) {
            throw new Failure("the rules cannot be copied: " + e.getMessage(), e);
        }
    }
}
