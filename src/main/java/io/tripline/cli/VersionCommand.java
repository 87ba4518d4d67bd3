package io.tripline.cli;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The same as {@code --version}, for who types it as a verb. */
@Command(
        name = "version",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Shows the version.")
final class VersionCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private final JsonOption output = new JsonOption();

    VersionCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        console.out().println(output.json ? JsonLines.write(Map.of("version", Version.number())) : Version.text());
        return ExitCode.FINE;
    }
}
