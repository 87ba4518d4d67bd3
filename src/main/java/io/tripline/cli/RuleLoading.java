package io.tripline.cli;

import io.tripline.config.ProgramFolder;
import io.tripline.config.RuleParameters;
import io.tripline.config.Settings;
import io.tripline.config.UnusedParameters;
import io.tripline.engine.Engine;
import io.tripline.engine.LoadReport;
import io.tripline.given.GivenRules;
import io.tripline.given.ServedRules;
import io.tripline.problem.Problem;
import io.tripline.translate.FoundRules;
import io.tripline.translate.RuleSource;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** From {@code PATH…} to rules in an engine, for the verbs that run some. */
final class RuleLoading {

    private final Console console;
    private final Settings settings;

    RuleLoading(Console console, Settings settings) {
        this.console = console;
        this.settings = settings;
    }

    /**
     * What became of the rules.
     *
     * @param broken files that do not run: refused sources and DRL that does not compile
     */
    record Loaded(List<Problem> problems, int live, int broken) {
        Loaded {
            problems = List.copyOf(problems);
        }
    }

    /** The configured folder, in place or beside the program. */
    Path rulesFolder() {
        return ProgramFolder.resolve(console.folder(), settings.rules());
    }

    /** The rules of paths; of none, those of the rules folder. That there are no rules at all is the user's mistake. */
    GivenRules read(List<String> paths) {
        List<Path> given = paths.isEmpty()
                ? List.of(rulesFolder())
                : paths.stream().map(console::path).toList();
        try {
            GivenRules rules = translated(given);
            if (rules.drl().isEmpty() && rules.refused().isEmpty()) {
                throw new CommandFailure(
                        ExitCode.INPUT_OUTPUT,
                        given.getFirst() + ": no rules (.yml, .yaml, .toml, .ndjson, .drl) in there");
            }
            return rules;
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private GivenRules translated(List<Path> given) throws IOException {
        try (Progress progress = new Progress(console, "rule files translated")) {
            return GivenRules.read(given, new ServedRules(rulesFolder()), settings.ruleParameters(), progress::advance);
        }
    }

    /** Compiles all that can run. */
    LoadReport compile(GivenRules rules, Engine engine) {
        try (Progress progress = new Progress(console, "rule files loaded")) {
            engine.lists().limit(settings.lists());
            return rules.loadInto(engine, progress::advance);
        }
    }

    /** Of the whole rules folder: in a part of it nobody can know. */
    void warnOfUnusedParameters() {
        Path folder = rulesFolder();
        try {
            List<RuleSource> sources = FoundRules.find(List.of(folder), null).sources();
            RuleParameters parameters = settings.ruleParameters();
            sources.forEach(parameters::of);
            UnusedParameters.warnings(parameters, sources, folder)
                    .forEach(warning -> console.say("warning: " + warning));
        } catch (IOException e) {
            throw failure(e);
        }
    }

    static CommandFailure failure(IOException e) {
        return e instanceof NoSuchFileException missing
                ? CommandFailure.of(Path.of(missing.getFile()), missing)
                : new CommandFailure(ExitCode.INPUT_OUTPUT, String.valueOf(e.getMessage()));
    }

    /** Loads all that can run. */
    Loaded load(List<String> paths, Engine engine) {
        GivenRules rules = read(paths);
        LoadReport report = compile(rules, engine);
        List<Problem> problems = new ArrayList<>(rules.problems());
        problems.addAll(report.problems());
        return new Loaded(
                problems,
                report.live().size(),
                rules.refused().size() + report.broken().size());
    }

    /** Says what is wrong with rules; whether something does not run. */
    boolean complain(Loaded loaded) {
        loaded.problems().stream()
                .filter(problem -> problem.severity() != Problem.Severity.NOTE)
                .forEach(console::say);
        if (loaded.broken() > 0) {
            console.say(loaded.broken() + " of " + (loaded.broken() + loaded.live()) + " rule files do not run");
        }
        return loaded.broken() > 0;
    }
}
