package io.tripline.web;

import io.tripline.config.BadConfiguration;
import io.tripline.config.Durations;
import io.tripline.config.ProgramFolder;
import io.tripline.config.Settings;
import java.nio.file.Path;
import java.time.Duration;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/**
 * What {@code serve} was told. Immutable.
 *
 * @param common what other verbs read as well
 * @param rules the rules folder
 * @param strict whether a broken or refused rule ends the program
 * @param host the address that is listened on
 * @param port 0: any free one
 * @param token that callers of {@code /api} must bring; null: none
 * @param maxFuture timestamps further ahead of the wall clock are set back to it
 * @param keptAlerts how many alerts are kept, newest first
 * @param requests how many requests with events are in the house at once
 * @param alertsOnStdout whether each alert is a line of JSON on stdout instead of one in the log
 */
public record ServeSettings(
        Settings common,
        Path rules,
        boolean strict,
        String host,
        int port,
        @Nullable String token,
        Duration maxFuture,
        int keptAlerts,
        int requests,
        boolean alertsOnStdout) {

    private static final int SHORTEST_TOKEN = 16;

    /** @throws BadConfiguration a value is not what its key needs, or the values together are not safe */
    public static ServeSettings of(Config config) {
        Settings common = Settings.of(config);
        ServeSettings settings = new ServeSettings(
                common,
                ProgramFolder.resolve(Path.of(""), common.rules()),
                truth(config, "tripline.strict"),
                text(config, "quarkus.http.host", "127.0.0.1"),
                (int) number(config, "quarkus.http.port", 8080, 0, 65535),
                config.getOptionalValue("tripline.token", String.class)
                        .filter(token -> !token.isBlank())
                        .map(String::strip)
                        .orElse(null),
                duration(config, "tripline.time.max-future", "5m"),
                (int) number(config, "tripline.alerts.keep", 10_000, 1, 10_000_000),
                (int) number(config, "tripline.ingest.requests", 64, 1, 10_000),
                truth(config, "tripline.alerts.stdout"));
        settings.checkToken();
        return settings;
    }

    private void checkToken() {
        if (token == null && !Loopback.isLoopback(host)) {
            throw new BadConfiguration(
                    "quarkus.http.host = " + host + " can be reached from other machines, and no token is"
                            + " set: anybody could post events and read alerts. Set tripline.token (for example TRIPLINE_TOKEN=$(openssl"
                            + " rand -hex 32)), or listen on 127.0.0.1");
        }
        if (token != null && token.length() < SHORTEST_TOKEN) {
            throw new BadConfiguration(
                    "tripline.token is shorter than " + SHORTEST_TOKEN + " characters: it can be guessed");
        }
        if (token != null && !token.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new BadConfiguration(
                    "tripline.token holds a character that no HTTP header carries safely: use visible ASCII alone");
        }
    }

    private static String text(Config config, String key, String otherwise) {
        return config.getOptionalValue(key, String.class)
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .orElse(otherwise);
    }

    private static Duration duration(Config config, String key, String otherwise) {
        String text = text(config, key, otherwise);
        Duration duration = Durations.parse(text);
        if (duration == null || duration.isNegative()) {
            throw new BadConfiguration(key + " = " + text + " is no duration such as 0s, 30s, 5m, 1h");
        }
        return duration;
    }

    private static long number(Config config, String key, long otherwise, long least, long most) {
        String text = text(config, key, Long.toString(otherwise));
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notOne) {
            // said below
        }
        throw new BadConfiguration(key + " = " + text + " is no whole number from " + least + " to " + most);
    }

    private static boolean truth(Config config, String key) {
        return switch (text(config, key, "false")) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new BadConfiguration(key + " = " + text(config, key, "") + " is neither true nor false");
        };
    }
}
