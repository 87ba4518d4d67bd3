package io.tripline.cli;

import io.tripline.config.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a rule to begin with. */
@Command(
        name = "new",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Writes a rule that works, with a test that passes, to be edited into yours.",
        footer = {"", "What is there already is never overwritten."})
final class NewCommand implements Callable<Integer> {

    /** The files that belong to one rule. */
    private static final List<String> ENDINGS = List.of(".yml", ".yaml", ".toml", ".drl", ".test.yml", ".test.yaml");

    private final Console console;

    @Mixin
    private final JsonOption output = new JsonOption();

    @Parameters(
            index = "0",
            paramLabel = "NAME",
            description = "Name of the files, without an ending; folders are made: my/signin.")
    private String name = "";

    @Option(
            names = "--dialect",
            paramLabel = "DIALECT",
            description = "One of: ${COMPLETION-CANDIDATES}. Default: sigma.")
    private RuleSkeleton.Dialect dialect = RuleSkeleton.Dialect.SIGMA;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            description = "The folder; default: the rules folder (tripline.rules).")
    private @Nullable String folder;

    @Spec
    private @Nullable CommandSpec spec;

    NewCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        UsageErrors.wrongIf(
                spec,
                !RuleSkeleton.isName(name),
                "'" + name + "' is no name for a rule: letters, digits, _ and -, with / between folders");
        Path target = folder == null ? new RuleLoading(console, Settings.read()).rulesFolder() : console.path(folder);
        RuleSkeleton skeleton = new RuleSkeleton(dialect, name, UUID.randomUUID());
        for (String ending : ENDINGS) {
            Path there = target.resolve(name + ending);
            if (Files.exists(there, LinkOption.NOFOLLOW_LINKS)) {
                throw new CommandFailure(ExitCode.INPUT_OUTPUT, shown(there) + " is there already; take another name");
            }
        }
        Path rule = target.resolve(skeleton.ruleFile());
        Path test = target.resolve(skeleton.testFile());
        try {
            String text = skeleton.test(shown(test));
            write(rule, skeleton.rule());
            write(test, text);
        } catch (IOException e) {
            throw CommandFailure.of(rule, e);
        }
        report(rule, test);
        return ExitCode.FINE;
    }

    private static void write(Path file, String text) throws IOException {
        Path above = file.getParent();
        if (above != null) {
            Files.createDirectories(above);
        }
        Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    private void report(Path rule, Path test) {
        if (output.json) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("rule", shown(rule));
            document.put("test", shown(test));
            console.out().println(JsonLines.write(document));
            return;
        }
        console.print(shown(rule) + ": the rule");
        console.print(shown(test) + ": what it must alert on, and what not");
        console.say("Edit both, then:");
        console.say("  tripline test " + shown(test));
        console.say("  tripline explain --rules " + shown(rule) + " '" + dialect.event() + "'");
        console.say("  tripline serve" + (folder == null ? "" : " --rules " + folder));
    }

    /** As the user may type it: relative where it is below the place where the program was called. */
    private String shown(Path file) {
        Path here = console.folder().toAbsolutePath().normalize();
        Path absolute = file.toAbsolutePath().normalize();
        return (absolute.startsWith(here) ? here.relativize(absolute) : absolute).toString();
    }
}
