package io.tripline.cli;

import io.tripline.config.Settings;
import io.tripline.given.ServedRules;
import io.tripline.ingest.EventDecoder;
import io.tripline.ruletest.RuleTestResult;
import io.tripline.ruletest.RuleTestRunner;
import io.tripline.ruletest.TestBounds;
import io.tripline.ruletest.TestFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Runs tests of rules. */
@Command(
        name = "test",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Runs rule unit tests: events in, exactly these alerts out.",
        footer = {"", "Exits with 1 if a test fails or cannot be run."})
final class TestCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private final JsonOption output = new JsonOption();

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Test files (*.test.yml), or folders of them.")
    private final List<String> files = new ArrayList<>();

    TestCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Map<String, Path> tests = find();
        Settings settings = Settings.read();
        RuleTestRunner runner = new RuleTestRunner(
                new EventDecoder(settings.eventFormats(console.folder())),
                new ServedRules(new RuleLoading(console, settings).rulesFolder()),
                settings.ruleParameters(),
                TestBounds.WIDE);
        Map<RuleTestResult.Status, Integer> counts = new EnumMap<>(RuleTestResult.Status.class);
        tests.forEach((name, file) -> runner.run(name, file, result -> {
            counts.merge(result.status(), 1, Integer::sum);
            print(result);
        }));
        return summary(counts);
    }

    /** Name to path, in the order given. */
    private Map<String, Path> find() {
        Map<String, Path> found = new LinkedHashMap<>();
        for (String given : files) {
            Path path = console.path(given);
            if (!Files.isDirectory(path)) {
                found.put(given, path);
                continue;
            }
            try {
                List<Path> below = TestFiles.below(path);
                if (below.isEmpty()) {
                    throw new CommandFailure(ExitCode.INPUT_OUTPUT, given + ": no tests (*.test.yml) in there");
                }
                below.forEach(file ->
                        found.put(Path.of(given).resolve(path.relativize(file)).toString(), file));
            } catch (IOException e) {
                throw CommandFailure.of(Path.of(given), e);
            }
        }
        return found;
    }

    private void print(RuleTestResult result) {
        if (output.json) {
            console.out().println(JsonLines.write(result.document()));
            return;
        }
        console.print(result.position() + ": ", paint(result.status()), result.statusWord(), ": " + result.name());
        result.messages().stream().flatMap(String::lines).forEach(line -> console.print("    " + line));
    }

    private static Paint paint(RuleTestResult.Status status) {
        return switch (status) {
            case PASSED -> Paint.GOOD;
            case FAILED -> Paint.BAD;
            case ERROR -> Paint.DOUBTFUL;
        };
    }

    private int summary(Map<RuleTestResult.Status, Integer> counts) {
        int passed = counts.getOrDefault(RuleTestResult.Status.PASSED, 0);
        int failed = counts.getOrDefault(RuleTestResult.Status.FAILED, 0);
        int errors = counts.getOrDefault(RuleTestResult.Status.ERROR, 0);
        if (output.json) {
            Map<String, Object> summary = new LinkedHashMap<>();
            summary.put("passed", passed);
            summary.put("failed", failed);
            summary.put("error", errors);
            console.out().println(JsonLines.write(Map.of("summary", summary)));
        } else {
            console.out().println(passed + " passed, " + failed + " failed, " + errors + " with errors");
        }
        return failed + errors == 0 ? ExitCode.FINE : ExitCode.FINDINGS;
    }
}
