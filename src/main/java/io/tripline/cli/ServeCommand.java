package io.tripline.cli;

import io.tripline.web.ServeApplication;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Hands over to the web server. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Translates the sources of the rules folder, compiles the DRL, receives events over HTTP and raises alerts.",
            "Files of the folder may change while it runs."
        },
        footer = {"", "Where it listens, limits and parameters of rules: application.properties beside the program."})
final class ServeCommand implements Callable<Integer> {

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

    @Option(names = "--strict", description = "Exit with 78 if any rule is refused or does not compile.")
    private boolean strict;

    ServeCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        // system properties come before every other source of configuration
        set("tripline.rules", rules);
        set("tripline.data", data);
        if (strict) {
            System.setProperty("tripline.strict", "true");
        }
        ServeApplication.start(); // ends the process
        return ExitCode.FINE;
    }

    private void set(String key, @Nullable String path) {
        if (path != null) {
            System.setProperty(key, console.path(path).toAbsolutePath().toString());
        }
    }
}
