package io.tripline.cli;

import io.tripline.alert.RuleAbout;
import io.tripline.config.Durations;
import io.tripline.config.Settings;
import io.tripline.engine.Engine;
import io.tripline.engine.EngineSettings;
import io.tripline.engine.LoadedRule;
import io.tripline.engine.compile.RuleOutline;
import io.tripline.given.RuleFailures;
import io.tripline.ingest.EventDecoder;
import io.tripline.ingest.EventFormats;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs events of files through rules, in the events' own time. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Runs events from files in event time. The same files give the same alerts.",
        footer = {
            "",
            "Events are evaluated in the order of their file; of several files, the one whose next event is earliest goes on.",
            "Alerts are printed as JSON, one a line, or as a table on a terminal; the totals go to stderr."
        })
final class ReplayCommand implements Callable<Integer> {

    private static final String TRIPLINE = "tripline";

    private final Console console;

    @Mixin
    private final JsonOption output = new JsonOption();

    @Option(
            names = "--rules",
            arity = "1..*",
            required = true,
            paramLabel = "PATH",
            description = "Rule files and folders: Sigma, Elastic, DRL.")
    private final List<String> rules = new ArrayList<>();

    @Option(names = "--drain", description = "Let time run on after the last event, until nothing is left in a window.")
    private boolean drain;

    @Option(names = "--expect-none", description = "Exit with 1 if there is any alert.")
    private boolean expectNone;

    @Option(
            names = "--lateness",
            paramLabel = "DURATION",
            description = "Hold events so long to put them in order of time; instead of tripline.time.lateness.")
    private @Nullable String lateness;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description =
                    "ecs: alerts as Elastic Security writes them, kibana.alert.* beside the event's fields; tripline: our own form, the default.")
    private String format = TRIPLINE;

    @Mixin
    private final LogOption log = new LogOption();

    @Parameters(
            arity = "0..*",
            paramLabel = "EVENTS",
            description = "Files of events: NDJSON, JSON array, concatenated JSON; also as .gz. - is stdin.")
    private final List<String> events = new ArrayList<>();

    @Spec
    private @Nullable CommandSpec spec;

    ReplayCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        RulesAndInputs given = RulesAndInputs.of(console, rules, events);
        UsageErrors.wrongIf(
                spec,
                given.inputs().isEmpty(),
                "EVENTS are missing: which files are to be replayed? What stands behind --rules and is a folder is one of rules");
        if (!Set.of(TRIPLINE, "ecs").contains(format)) {
            throw new CommandFailure(ExitCode.WRONG_USAGE, "--format " + format + " is none of ecs, tripline");
        }
        Settings settings = Settings.read();
        Duration held = lateness(settings);
        EventFormats formats = settings.eventFormats(console.folder());
        EventDecoder decoder = new EventDecoder(formats).saying(log.said(formats));
        ReplayTotals totals = new ReplayTotals();
        try (Engine engine = new Engine(EngineSettings.DEFAULT.holding(held))) {
            RuleLoading loading = new RuleLoading(console, settings);
            boolean broken = loading.complain(loading.load(given.rules(), engine));
            AlertPrinter printer = new AlertPrinter(
                    console, output.json, ecs(engine), settings.disabled(), outlines(engine), totals::count);
            EventReplay replay = new EventReplay(console, decoder, engine, held, printer::print);
            replay.run(given.inputs());
            // time goes on by the lateness, so that what is held is released; without --drain the clock stops at the
            // last event
            (drain ? engine.drain() : engine.tick(held)).forEach(printer::print);
            console.out().flush();
            replay.report();
            List<String> failures = RuleFailures.lines(engine);
            failures.forEach(console::say);
            totals.lines(replay.counts(), late(engine)).forEach(console::say);
            return exitCode(broken || !failures.isEmpty(), replay, totals);
        } catch (IOException e) {
            throw RuleLoading.failure(e);
        }
    }

    private @Nullable Map<String, RuleAbout> ecs(Engine engine) {
        return format.equals(TRIPLINE)
                ? null
                : engine.rules().stream()
                        .filter(rule -> rule.outline().raises())
                        .collect(Collectors.toMap(rule -> rule.outline().id(), LoadedRule::about, (one, other) -> one));
    }

    private static List<RuleOutline> outlines(Engine engine) {
        return engine.rules().stream().map(LoadedRule::outline).toList();
    }

    private static long late(Engine engine) {
        return engine.rules().stream()
                .mapToLong(rule -> rule.counters().lateMatches())
                .sum();
    }

    private Duration lateness(Settings settings) {
        if (lateness == null) {
            return settings.lateness();
        }
        Duration duration = Durations.parse(lateness);
        if (duration == null || duration.isNegative()) {
            throw new CommandFailure(
                    ExitCode.WRONG_USAGE, "--lateness " + lateness + " is no duration such as 0s, 30s, 5m, 1h");
        }
        return duration;
    }

    /** @param broken whether any rule does not compile, or threw */
    private int exitCode(boolean broken, EventReplay replay, ReplayTotals totals) {
        if (replay.nothingAccepted()) {
            return ExitCode.INPUT_OUTPUT;
        }
        return broken || replay.hasUnreadableTimes() || expectNone && totals.alerts() > 0
                ? ExitCode.FINDINGS
                : ExitCode.FINE;
    }
}
