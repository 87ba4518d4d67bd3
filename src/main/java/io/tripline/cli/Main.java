package io.tripline.cli;

import io.quarkus.runtime.annotations.QuarkusMain;
import io.tripline.config.BadConfiguration;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;

/** The program. {@code serve} boots Quarkus; no other verb does, so that none opens a port. */
@QuarkusMain
public final class Main {

    private static final int NARROWEST_HELP = 55; // picocli takes no less
    private static final int WIDEST_HELP = 120;

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
                .addSubcommand(new ListCommand(console))
                .addSubcommand(new CoverageCommand(console))
                .addSubcommand(new AlertsCommand(console))
                .addSubcommand(new SinksCommand(console))
                .addSubcommand(new StoreCommand(console))
                .addSubcommand(new TokensCommand(console))
                .addSubcommand(new NewCommand(console))
                .addSubcommand(new HelpCommand(console))
                .addSubcommand(new VersionCommand(console))
                .addSubcommand(new CompletionCommand(console));
        program.setOut(new java.io.PrintWriter(console.out(), true));
        program.setErr(new java.io.PrintWriter(console.err(), true));
        program.setParameterExceptionHandler((e, given) -> wrongUsage(console, e));
        program.setExecutionExceptionHandler((e, command, parsed) -> failed(console, e));
        program.setUsageHelpAutoWidth(false);
        if (console.terminal()) {
            program.setUsageHelpWidth(Math.clamp(console.screen().width().getAsInt(), NARROWEST_HELP, WIDEST_HELP));
        }
        program.setColorScheme(Help.defaultColorScheme(console.screen().outColours() ? Ansi.ON : Ansi.OFF));
        program.setCaseInsensitiveEnumValuesAllowed(true);
        int exitCode = program.execute(args);
        console.out().flush();
        return console.out().checkError() ? ExitCode.INPUT_OUTPUT : exitCode;
    }

    private static int wrongUsage(Console console, ParameterException e) {
        console.say(UsageErrors.text(e));
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
            footer = {
                "",
                "tripline help VERB tells more of each. A first rule: tripline new NAME",
                "Tests of the project itself: ./tripline verify"
            })
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
