package io.tripline.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which running service a verb talks to. The token never stands in the arguments, where other users of the machine see it. */
final class ServiceOption {

    private static final long LARGEST = 4096;

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:8080",
            description = "Of the running service; ${DEFAULT-VALUE} if absent.")
    private String url = "http://127.0.0.1:8080";

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "Holds the token that the service asks for; or set TRIPLINE_TOKEN.")
    private @Nullable String tokenFile;

    RunningService service(Console console) {
        return service(console, url, tokenFile);
    }

    /** @param tokenFile null: the environment may have a token */
    static RunningService service(Console console, String url, @Nullable String tokenFile) {
        return RunningService.at(
                url, tokenFile == null ? ofEnvironment() : read(console.path(tokenFile)), "--token-file");
    }

    static @Nullable String ofEnvironment() {
        String set = System.getenv("TRIPLINE_TOKEN");
        return set == null || set.isBlank() ? null : set.strip();
    }

    private static String read(Path file) {
        try {
            if (Files.size(file) <= LARGEST) {
                String token = Files.readString(file).strip();
                if (!token.isEmpty()) {
                    return token;
                }
            }
        } catch (IOException e) {
            throw CommandFailure.of(file, e);
        }
        throw new CommandFailure(ExitCode.WRONG_USAGE, "--token-file " + file + " holds no token");
    }
}
