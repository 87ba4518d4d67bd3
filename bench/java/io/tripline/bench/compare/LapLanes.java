package io.tripline.bench.compare;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The lanes in which both are fed in turns. */
final class LapLanes {

    /** Laps in which the settings of rsigma are tried. */
    private static final int TRIAL = 3;

    /** So many differences are shown; all are in the file. */
    private static final int SHOWN = 8;

    private final Options options;
    private final Report report;
    private final Map<String, String> environment;

    LapLanes(Options options, Report report, Map<String, String> environment) {
        this.options = options;
        this.report = report;
        this.environment = environment;
    }

    void run(String group, String title, List<Lane> lanes, Function<Lane.Rules, Path> folder) {
        List<Lane> wanted =
                lanes.stream().filter(lane -> options.wants(group, lane.name())).toList();
        if (wanted.isEmpty()) {
            return;
        }
        report.head(
                title,
                "lane",
                "what",
                "rsigma µs",
                "tripline µs",
                "ratio",
                "ratio, cold laps too",
                "rsigma MB",
                "tripline MB",
                "matches of both",
                "rsigma's settings");
        List<String> notes = new ArrayList<>();
        for (Lane lane : wanted) {
            run(lane, folder.apply(lane.rules()), notes);
        }
        if (!notes.isEmpty()) {
            report.say("");
            notes.forEach(report::say);
        }
    }

    private void run(Lane lane, Path rules, List<String> notes) {
        Contestant.Rsigma rsigma = best(lane, rules);
        Contestant.Tripline tripline = new Contestant.Tripline(options.tripline());
        List<Race.Run> runs =
                new Race(environment, options.out(), options.laps()).run(lane, rules, List.of(rsigma, tripline));
        Race.Run first = runs.getFirst();
        Race.Run second = runs.getLast();
        List<Differences.Difference> differences = new Differences(environment, options.out()).of(lane, rules, runs);
        report.row(
                lane.name(),
                lane.asks(),
                Report.number(first.median(lane.lap())),
                Report.number(second.median(lane.lap())),
                Report.ratio(first.median(lane.lap()), second.median(lane.lap())),
                Report.ratio(first.mean(lane.lap()), second.mean(lane.lap())),
                first.resident(),
                second.resident(),
                differences.isEmpty() ? String.valueOf(first.found()) : first.found() + " and " + second.found(),
                rsigma.settings().isEmpty() ? "none" : String.join(" ", rsigma.settings()));
        if (!differences.isEmpty()) {
            notes.add("- " + lane.name() + ": " + differences.size() + " rules differ (" + lane.name()
                    + "-differences.ndjson)");
        }
        differences.stream()
                .limit(SHOWN)
                .forEach(each -> notes.add("  - " + each.rule() + ": " + each.matches()
                        + (each.only() == null
                                ? ""
                                : "; an event that " + each.only() + " alone matches is in the file")));
    }

    /** With the settings that cost it least in a few laps; a single rule needs none. */
    private Contestant.Rsigma best(Lane lane, Path rules) {
        Contestant.Rsigma plain = new Contestant.Rsigma(options.rsigma(), List.of());
        if (lane.hasWindows()) {
            return plain;
        }
        List<Contestant.Rsigma> all =
                Contestant.Rsigma.SETTINGS.stream().map(plain::with).toList();
        List<Race.Run> runs = new Race(environment, options.out(), TRIAL).run(lane, rules, all);
        return runs.stream()
                .min(Comparator.comparingDouble(run -> run.median(lane.lap())))
                .map(run -> (Contestant.Rsigma) run.contestant())
                .orElse(plain);
    }
}
