package io.tripline.cli;

import java.util.ArrayList;
import java.util.List;
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
        description = "Translates Sigma YAML and Elastic TOML to DRL.",
        footer = {
            "",
            "A file that a person edited is never overwritten: exit code 1, --diff shows both, --force overwrites.",
            "The DRL of x/y.yml goes to DIR/x/y.drl; of a given folder, what is below it; of a file in DIR, beside it."
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

    @Option(names = "--diff", description = "Show what would change in files that are there, and write nothing.")
    private boolean diff;

    @Option(names = "--force", description = "Overwrite edited files, too.")
    private boolean force;

    TranslateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        return ExitCode.FINE;
    }
}
