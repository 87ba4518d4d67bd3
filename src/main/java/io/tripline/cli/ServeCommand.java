package io.tripline.cli;

import io.tripline.web.ServeApplication;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Hands over to the web server. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Translates the sources of the rules folder, compiles the DRL, receives events over HTTP and raises alerts.",
            "Files of the folder may change while it runs. With --json each alert is a line of JSON on stdout.",
            "Alerts and what windows hold are kept in the data folder: after a restart they go on."
        },
        footer = {"", "Where it listens, limits and parameters of rules: application.properties beside the program."})
final class ServeCommand implements Callable<Integer> {

    private static final int HIGHEST_PORT = 65_535;

    private final Console console;

    @Mixin
    private final JsonOption output = new JsonOption();

    @Option(
            names = "--rules",
            paramLabel = "DIR",
            description = "The rules folder (tripline.rules; default rules-drl).")
    private @Nullable String rules;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The folder of the store (tripline.data; default data).")
    private @Nullable String data;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "The port that is listened on (quarkus.http.port; default 8080; 0: any free one).")
    private @Nullable Integer port;

    @Option(names = "--strict", description = "Exit with 78 if any rule is refused or does not compile.")
    private boolean strict;

    @Spec
    private @Nullable CommandSpec spec;

    ServeCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        // system properties come before every other source of configuration
        set("tripline.rules", rules);
        set("tripline.data", data);
        if (port != null) {
            System.setProperty("quarkus.http.port", port(port));
        }
        if (output.json) {
            System.setProperty("tripline.alerts.stdout", "true");
        }
        if (strict) {
            System.setProperty("tripline.strict", "true");
        }
        ServeApplication.start(); // ends the process
        return ExitCode.FINE;
    }

    private String port(int number) {
        UsageErrors.wrongIf(
                spec, number < 0 || number > HIGHEST_PORT, "--port " + number + " is no port: 0 to " + HIGHEST_PORT);
        return Integer.toString(number);
    }

    private void set(String key, @Nullable String path) {
        if (path != null) {
            System.setProperty(key, console.path(path).toAbsolutePath().toString());
        }
    }
}
