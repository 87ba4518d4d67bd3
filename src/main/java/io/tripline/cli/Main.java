package io.tripline.cli;

import io.quarkus.runtime.annotations.QuarkusMain;
import io.tripline.config.BadConfiguration;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The program. {@code serve} boots Quarkus; no other verb does, so that none opens a port. */
@QuarkusMain
public final class Main {

    private Main() {}

    public static void main(String... args) {
        boolean serves = args.length > 0 && args[0].equals("serve");
        if (!serves) {
            QuietLogging.start();
        }
        Console console = Console.ofSystem();
        int exitCode = run(console, args);
        console.out().flush();
        System.exit(exitCode);
    }

    /** One verb, from arguments to exit code; nothing of the process is touched but through the console. */
    static int run(Console console, String... args) {
        CommandLine program = new CommandLine(new Tripline())
                .addSubcommand(new ServeCommand(console))
                .addSubcommand(new TranslateCommand(console))
                .addSubcommand(new CheckCommand(console))
                .addSubcommand(new TestCommand(console))
                .addSubcommand(new ReplayCommand(console))
                .addSubcommand(new ExplainCommand(console))
                .addSubcommand(new ListCommand(console));
        program.setOut(new java.io.PrintWriter(console.out(), true));
        program.setErr(new java.io.PrintWriter(console.err(), true));
        program.setParameterExceptionHandler((e, given) -> wrongUsage(console, e));
        program.setExecutionExceptionHandler((e, command, parsed) -> failed(console, e));
        program.setUsageHelpAutoWidth(false);
        int exitCode = program.execute(args);
        console.out().flush();
        return console.out().checkError() ? ExitCode.INPUT_OUTPUT : exitCode;
    }

    private static int wrongUsage(Console console, ParameterException e) {
        console.say(String.valueOf(e.getMessage()));
        CommandLine.UnmatchedArgumentException.printSuggestions(e, console.err());
        console.say("Try '" + e.getCommandLine().getCommandSpec().qualifiedName() + " --help'.");
        return ExitCode.WRONG_USAGE;
    }

    private static int failed(Console console, Exception e) throws Exception {
        return switch (e) {
            case CommandFailure failure -> {
                console.say(failure.text());
                yield failure.exitCode();
            }
            case BadConfiguration bad -> {
                console.say(String.valueOf(bad.getMessage()));
                yield ExitCode.BAD_CONFIGURATION;
            }
            default -> throw e;
        };
    }

    /** What stands before the verbs. */
    @Command(
            name = "tripline",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class,
            synopsisSubcommandLabel = "VERB",
            description = "Detection rules as readable DRL, run over live events by an embedded Drools engine.",
            commandListHeading = "%nVerbs:%n",
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {
                "0:fine",
                "1:findings: refused rules, failing tests, alerts where none were expected",
                "2:wrong usage",
                "4:input or output failed",
                "78:bad configuration"
            },
            footer = {"", "Tests of the project itself: ./tripline verify"})
    static final class Tripline implements Runnable {

        @CommandLine.Spec
        CommandLine.Model.@org.jspecify.annotations.Nullable CommandSpec spec;

        @Override
        public void run() {
            if (spec != null) {
                throw new ParameterException(spec.commandLine(), "a verb is missing");
            }
        }
    }
}
