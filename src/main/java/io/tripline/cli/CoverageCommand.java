package io.tripline.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tripline.config.Settings;
import io.tripline.engine.Engine;
import io.tripline.engine.EngineSettings;
import io.tripline.engine.LoadedRule;
import io.tripline.engine.compile.RuleOutline;
import io.tripline.live.rules.RuleGraph;
import io.tripline.ruletest.TestIndex;
import io.tripline.ruletest.TestedRule;
import io.tripline.web.rules.AttackTable;
import io.tripline.web.rules.Coverage;
import io.tripline.web.rules.NavigatorLayer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What of ATT&amp;CK rules cover: those of paths, or those of a running service. */
@Command(
        name = "coverage",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "What of MITRE ATT&CK the rules cover, by tactic and technique, and how surely: live (a rule runs), tested (it has a test),"
                    + " seen (it has raised an alert).",
            "With --url of a running service, which alone knows what was seen, and which rules can see nothing."
        },
        footer = {"", "Exits with 1 if some of the rules do not run."})
final class CoverageCommand implements Callable<Integer> {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Console console;

    @Mixin
    private final JsonOption output = new JsonOption();

    @Option(
            names = "--rules",
            arity = "1..*",
            paramLabel = "PATH",
            description = "Rule files and folders; without them, the rules folder.")
    private final List<String> rules = new ArrayList<>();

    @Parameters(arity = "0..*", paramLabel = "PATH", description = "The same as --rules.")
    private final List<String> paths = new ArrayList<>();

    @Option(
            names = "--navigator",
            paramLabel = "FILE",
            description = "Write a layer that ATT&CK Navigator opens instead; - for the standard output.")
    private @Nullable String navigator;

    @Option(names = "--gaps", description = "List the techniques that no rule covers instead.")
    private boolean gaps;

    @Option(names = "--url", paramLabel = "URL", description = "Ask a running service, http://127.0.0.1:8080.")
    private @Nullable String url;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "With --url: holds the token that the service asks for; or set TRIPLINE_TOKEN.")
    private @Nullable String tokenFile;

    @Spec
    private @Nullable CommandSpec spec;

    CoverageCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        rules.addAll(paths);
        UsageErrors.wrongIf(
                spec,
                gaps && (output.json || navigator != null),
                "--gaps is a table of its own; --json has them as gaps");
        if (url == null) {
            UsageErrors.wrongIf(spec, tokenFile != null, "--token-file goes with --url");
            return ofRules();
        }
        UsageErrors.wrongIf(spec, !rules.isEmpty(), "--url asks a running service, without paths");
        RunningService service = ServiceOption.service(console, url, tokenFile);
        JsonNode answer = service.get("/api/v1/coverage" + (navigator == null ? "" : "/navigator"));
        if (!answer.path("techniques").isArray()
                || navigator == null && !CoverageTable.isCoverage(answer)
                || navigator != null && !answer.path("versions").path("layer").isTextual()) {
            throw service.stranger();
        }
        print(answer);
        return ExitCode.FINE;
    }

    private int ofRules() {
        try (Engine engine = new Engine(EngineSettings.DEFAULT)) {
            RuleLoading loading = new RuleLoading(console, Settings.read());
            boolean broken = loading.complain(loading.load(rules, engine));
            List<Path> given = rules.isEmpty()
                    ? List.of(loading.rulesFolder())
                    : rules.stream().map(console::path).toList();
            Coverage coverage = Coverage.of(running(engine.rules(), given), AttackTable.builtIn(), null);
            print(MAPPER.valueToTree(navigator == null ? coverage : NavigatorLayer.of(coverage)));
            return broken ? ExitCode.FINDINGS : ExitCode.FINE;
        }
    }

    private static List<Coverage.Running> running(List<LoadedRule> loaded, List<Path> given) {
        List<TestIndex.Found> tests = given.stream()
                .map(path -> Files.isDirectory(path) ? TestIndex.below(path) : TestIndex.beside(path))
                .map(TestIndex::look)
                .toList();
        TreeSet<String> files = new TreeSet<>();
        loaded.forEach(rule -> files.add(rule.outline().file()));
        RuleGraph graph = new RuleGraph(loaded);
        List<Coverage.Running> running = new ArrayList<>();
        for (String file : files) {
            for (LoadedRule rule : graph.raising(file)) {
                RuleOutline outline = rule.outline();
                String own = outline.first("title");
                String title = own == null ? outline.name() : own;
                String absolute = Path.of(file).toAbsolutePath().toString();
                TestedRule tested = new TestedRule(outline.id(), title, absolute, absolute);
                boolean isTested = tests.stream().anyMatch(found -> found.isTested(tested));
                running.add(
                        new Coverage.Running(outline.id(), title, file, outline.all("tags"), isTested, false, null));
            }
        }
        return running;
    }

    private void print(JsonNode document) {
        if (gaps) {
            CoverageTable.printGaps(document, console);
            return;
        }
        if (navigator == null && !output.json) {
            CoverageTable.print(document, console);
            return;
        }
        String text = JsonLines.write(MAPPER.convertValue(document, Object.class));
        if (navigator == null || navigator.equals("-")) {
            console.out().println(text);
            return;
        }
        Path file = console.path(navigator);
        try {
            Files.writeString(file, text + "\n");
        } catch (IOException e) {
            throw CommandFailure.of(file, e);
        }
        console.say("written: " + navigator);
    }
}
