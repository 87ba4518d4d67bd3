package io.tripline.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The same as {@code --help}, for who types it as a verb. */
@Command(
        name = "help",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Shows how the program, or one of its verbs, is used.")
final class HelpCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private final JsonOption output = new JsonOption();

    @Parameters(arity = "0..1", paramLabel = "VERB", description = "The verb; without one, all are listed.")
    private @Nullable String verb;

    @Spec
    private @Nullable CommandSpec spec;

    HelpCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        CommandLine program = spec == null ? null : spec.commandLine().getParent();
        if (spec == null || program == null) {
            throw new IllegalStateException("help is a verb of the program");
        }
        CommandLine asked = verb == null ? program : program.getSubcommands().get(verb);
        if (asked == null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "there is no verb '" + verb + "'"
                            + UsageErrors.suggestion(
                                    String.valueOf(verb), UsageErrors.verbs(program.getCommandSpec())));
        }
        if (!output.json) {
            console.out().print(asked.getUsageMessage(program.getColorScheme()));
            return ExitCode.FINE;
        }
        (verb == null ? program.getSubcommands() : Map.of(verb, asked))
                .forEach((name, command) -> console.out().println(JsonLines.write(document(name, command))));
        return ExitCode.FINE;
    }

    private static Map<String, Object> document(String name, CommandLine command) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("verb", name);
        document.put(
                "description",
                String.join(" ", command.getCommandSpec().usageMessage().description()));
        document.put(
                "options",
                command.getCommandSpec().options().stream()
                        .map(CommandLine.Model.OptionSpec::longestName)
                        .toList());
        return document;
    }
}
