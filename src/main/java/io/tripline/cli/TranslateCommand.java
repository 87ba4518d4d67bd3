package io.tripline.cli;

import io.tripline.config.Settings;
import io.tripline.dialect.Dialects;
import io.tripline.drl.DrlFolder;
import io.tripline.drl.DrlFolder.WriteResult;
import io.tripline.problem.Problem;
import io.tripline.problem.SourceText;
import io.tripline.translate.FoundRules;
import io.tripline.translate.RuleSource;
import io.tripline.translate.Translation;
import io.tripline.translate.Translation.Status;
import io.tripline.translate.Translation.TranslatedRule;
import io.tripline.translate.Translator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes DRL for rules of other dialects. */
@Command(
        name = "translate",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description =
                "Translates Sigma YAML, Elastic TOML and exports of Kibana to DRL, and says of each rule how faithful that is.",
        footer = {
            "",
            "A file that a person edited is never overwritten: exit code 1, --diff shows both, --force overwrites.",
            "The DRL of x/y.yml goes to DIR/x/y.drl; of a given folder, what is below it; of a file in DIR, beside it.",
            "Of an export x/y.ndjson each rule goes to a file of its own, DIR/x/y/RULE.drl."
        })
final class TranslateCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private final JsonOption output = new JsonOption();

    @Parameters(arity = "1..*", paramLabel = "RULE", description = "Rule files, or folders of them.")
    private final List<String> rules = new ArrayList<>();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            description = "Where the DRL goes; default: the rules folder (tripline.rules).")
    private @Nullable String folder;

    @Option(names = "--diff", description = "Show what differs where a person edited a file.")
    private boolean diff;

    @Option(names = "--force", description = "Overwrite edited files, too.")
    private boolean force;

    private final Map<Status, Integer> counts = new EnumMap<>(Status.class);
    private int kept;
    private int skipped;

    TranslateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Settings settings = Settings.read();
        Path target = folder == null ? new RuleLoading(console, settings).rulesFolder() : console.path(folder);
        try {
            FoundRules files = FoundRules.find(rules.stream().map(console::path).toList(), target);
            files.problems().forEach(this::unreadable);
            if (files.sources().isEmpty() && files.problems().isEmpty()) {
                throw new CommandFailure(
                        ExitCode.INPUT_OUTPUT,
                        String.join(", ", rules) + ": no rules (.yml, .yaml, .toml, .ndjson) in there");
            }
            Translator translator = new Translator(Dialects.all().parsers(), settings.ruleParameters()::of);
            for (Translation translation : translated(translator, files.sources())) {
                write(translation, target);
            }
            return finish();
        } catch (IOException e) {
            throw RuleLoading.failure(e);
        }
    }

    private List<Translation> translated(Translator translator, List<RuleSource> sources) {
        try (Progress progress = new Progress(console, "rule files translated")) {
            return translator.translate(sources, sources, progress::advance);
        }
    }

    /** A file that is too large, or no text, is a refused rule. */
    private void unreadable(Problem problem) {
        console.say(problem);
        RuleSource source = new RuleSource(problem.file(), new SourceText(problem.file(), ""));
        TranslatedRule refused = new TranslatedRule("", "", Status.REFUSED, List.of(problem.message()), List.of());
        counts.merge(Status.REFUSED, 1, Integer::sum);
        print(new Translation(source, "", "", List.of(refused), null, List.of(problem)), refused, null, false);
    }

    private void write(Translation translation, Path target) throws IOException {
        translation.problems().forEach(console::say);
        skipped += translation.isSkipped() ? 1 : 0;
        RuleSource source = translation.source();
        String text = translation.drl();
        WriteResult outcome = text == null ? null : new DrlFolder(target).write(source.drlFile(), text, force);
        for (TranslatedRule rule : translation.rules()) {
            TranslatedRule result = outcome instanceof WriteResult.Refused refused
                    ? TranslatedRule.refused(rule.id(), rule.title(), List.of(refused.reason()))
                    : rule;
            counts.merge(result.status(), 1, Integer::sum);
            Path drl =
                    outcome == null || outcome instanceof WriteResult.Refused ? null : target.resolve(source.drlFile());
            print(translation, result, drl, outcome instanceof WriteResult.Edited);
        }
        if (!output.json && outcome instanceof WriteResult.Written written) {
            console.say("written: " + shown(written.file()));
        }
        if (outcome instanceof WriteResult.Edited edited) {
            kept++;
            edited(target.resolve(source.drlFile()), edited.difference());
        }
    }

    /** As short as it can be said where the user is. */
    private String shown(Path file) {
        Path here = console.folder().toAbsolutePath().normalize();
        return file.startsWith(here) ? here.relativize(file).toString() : file.toString();
    }

    private void print(Translation translation, TranslatedRule rule, @Nullable Path drl, boolean edited) {
        String source = translation.source().shown();
        if (output.json) {
            Map<String, @Nullable Object> document = new LinkedHashMap<>();
            document.put("source", source);
            document.put("id", rule.id());
            document.put("title", rule.title());
            document.put("dialect", translation.dialect());
            document.put("type", translation.type());
            document.put("status", rule.status().word());
            document.put("reasons", rule.reasons());
            document.put("drl", drl == null ? null : drl.toString());
            if (edited) {
                document.put("edited", true);
            }
            console.out().println(JsonLines.write(document));
            return;
        }
        String why = rule.reasons().isEmpty() ? "" : ": " + String.join("; ", rule.reasons());
        String title = rule.title().isEmpty() ? "" : " (" + rule.title() + ")";
        console.print(source + title + ": ", paint(rule.status()), rule.status().word(), why);
    }

    private static Paint paint(Status status) {
        return switch (status) {
            case EXACT -> Paint.GOOD;
            case APPROXIMATED -> Paint.DOUBTFUL;
            case REFUSED -> Paint.BAD;
        };
    }

    private void edited(Path drl, String difference) {
        console.say(drl + ": a person edited it, so it stays as it is"
                + (diff ? "" : "; --diff shows the difference, --force overwrites it"));
        if (diff && output.json) {
            console.out().println(JsonLines.write(Map.of("drl", drl.toString(), "diff", difference)));
        } else if (diff) {
            difference.lines().forEach(console::print);
        }
    }

    private int finish() {
        int exact = counts.getOrDefault(Status.EXACT, 0);
        int approximated = counts.getOrDefault(Status.APPROXIMATED, 0);
        int refused = counts.getOrDefault(Status.REFUSED, 0);
        if (output.json) {
            Map<String, Object> summary = new LinkedHashMap<>();
            summary.put("exact", exact);
            summary.put("approximated", approximated);
            summary.put("refused", refused);
            if (skipped > 0) {
                summary.put("skipped", skipped);
            }
            console.out().println(JsonLines.write(Map.of("summary", summary)));
        } else {
            console.print(exact + " exact, " + approximated + " approximated, " + refused + " refused"
                    + (skipped == 0 ? "" : ", " + skipped + " skipped: no rule"));
        }
        return refused == 0 && kept == 0 ? ExitCode.FINE : ExitCode.FINDINGS;
    }
}
