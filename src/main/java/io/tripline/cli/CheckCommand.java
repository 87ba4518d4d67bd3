package io.tripline.cli;

import io.tripline.config.Settings;
import io.tripline.engine.Engine;
import io.tripline.engine.EngineSettings;
import io.tripline.engine.LoadReport;
import io.tripline.given.GivenRules;
import io.tripline.ingest.EventDecoder;
import io.tripline.problem.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Parses, translates and compiles rules, and runs none. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Parses, translates and compiles rules of any dialect, and says what is wrong.",
        footer = {"", "Exits with 1 if a rule is refused or does not compile."})
final class CheckCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private final JsonOption output = new JsonOption();

    @Parameters(
            arity = "0..*",
            paramLabel = "PATH",
            description = "Rule files and folders; without any, the rules folder.")
    private final List<String> paths = new ArrayList<>();

    @Option(
            names = "--index",
            paramLabel = "EVENTS",
            description =
                    "Files of events, plain or .gz: tells of each of their logs how many rules are evaluated for an event, and which are for all.")
    private final List<String> events = new ArrayList<>();

    CheckCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Settings settings = Settings.read();
        RuleLoading loading = new RuleLoading(console, settings);
        GivenRules rules = loading.read(paths);
        if (paths.isEmpty()) {
            loading.warnOfUnusedParameters();
        }
        try (Engine engine = new Engine(EngineSettings.DEFAULT)) {
            LoadReport report = loading.compile(rules, engine);
            List<Problem> problems = new ArrayList<>(rules.problems());
            problems.addAll(report.problems());
            int code = report(new Findings(rules, report, problems));
            if (!events.isEmpty()) {
                new IndexReport(console, new EventDecoder(settings.eventFormats(console.folder())), output.json)
                        .print(engine.rules(), events);
            }
            return code;
        }
    }

    /** Everything that was found. */
    private record Findings(GivenRules rules, LoadReport report, List<Problem> problems) {

        private Findings {
            problems = List.copyOf(problems);
        }

        /** File to what became of it, by name. */
        Map<String, String> status() {
            Map<String, String> status = new TreeMap<>();
            report.live().forEach(file -> status.put(file, "ok"));
            rules.refused().forEach(file -> status.put(file, "refused"));
            report.broken().forEach(file -> status.put(file, "broken"));
            report.clashing().forEach(file -> status.put(file, "clashing"));
            rules.skipped().forEach(file -> status.put(file, "skipped"));
            return status;
        }
    }

    private int report(Findings findings) {
        Map<String, String> status = findings.status();
        long ok = count(status, "ok");
        long refused = count(status, "refused");
        long broken = count(status, "broken");
        long clashing = count(status, "clashing");
        long skipped = count(status, "skipped");
        if (output.json) {
            status.forEach((file, state) -> console.out().println(JsonLines.write(document(file, state, findings))));
            Map<String, Object> summary = new LinkedHashMap<>();
            summary.put("ok", ok);
            summary.put("refused", refused);
            summary.put("broken", broken + clashing);
            if (skipped > 0) {
                summary.put("skipped", skipped);
            }
            console.out().println(JsonLines.write(Map.of("summary", summary)));
        } else {
            findings.problems().forEach(console::print);
            console.print((ok == 1 ? "1 file is" : ok + " files are") + " fine, " + refused + " refused, " + broken
                    + (broken == 1 ? " does" : " do") + " not compile"
                    + (clashing == 0
                            ? ""
                            : ", " + clashing + (clashing == 1 ? " has" : " have") + " an id or name of another")
                    + (skipped == 0 ? "" : ", " + skipped + " skipped: no rule"));
        }
        return refused + broken + clashing == 0 ? ExitCode.FINE : ExitCode.FINDINGS;
    }

    private static long count(Map<String, String> status, String word) {
        return status.values().stream().filter(word::equals).count();
    }

    private static Map<String, @Nullable Object> document(String file, String status, Findings findings) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("file", file);
        document.put("status", status);
        document.put(
                "problems",
                findings.problems().stream()
                        .filter(problem -> problem.file().equals(file))
                        .map(JsonLines::of)
                        .toList());
        return document;
    }
}
