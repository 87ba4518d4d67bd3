package io.tripline.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints what a shell needs to complete verbs, options and file names. */
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Prints a script that completes verbs and options in bash and zsh.",
        footer = {"", "Into the shell that runs:  source <(tripline completion)"})
final class CompletionCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private final JsonOption output = new JsonOption();

    @Spec
    private @Nullable CommandSpec spec;

    CompletionCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("completion is a verb of the program");
        }
        String script = AutoComplete.bash("tripline", spec.commandLine().getParent());
        if (output.json) {
            console.out().println(JsonLines.write(Map.of("script", script)));
        } else {
            console.out().print(script);
        }
        return ExitCode.FINE;
    }
}
