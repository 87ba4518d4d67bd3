package io.tripline.web;

import io.tripline.config.BadConfiguration;
import io.tripline.config.Durations;
import io.tripline.config.ProgramFolder;
import io.tripline.config.Settings;
import io.tripline.web.door.Authority;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
 * @param store where and for how long things are kept
 * @param alertsOnStdout whether each alert is a line of JSON on stdout instead of one in the log
 * @param hosts further names and addresses under which the program may be called
 * @param limits of what may be in the house at once, and for how long
 * @param senders what they are told
 */
public record ServeSettings(
        Settings common,
        Path rules,
        boolean strict,
        String host,
        int port,
        @Nullable String token,
        Duration maxFuture,
        Duration grace,
        StoreSettings store,
        boolean alertsOnStdout,
        List<Authority> hosts,
        ServeLimits limits,
        SenderSettings senders) {

    private static final int SHORTEST_TOKEN = 16;

    public ServeSettings {
        hosts = List.copyOf(hosts);
    }

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
                duration(config, "tripline.time.grace", "1m"),
                StoreSettings.of(config, common),
                truth(config, "tripline.alerts.stdout"),
                hosts(config),
                ServeLimits.of(config),
                SenderSettings.of(config));
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

    private static List<Authority> hosts(Config config) {
        List<Authority> hosts = new ArrayList<>();
        for (String name : text(config, "tripline.http.hosts", "").split(",")) {
            Authority host = Authority.parse(name.strip());
            if (host != null) {
                hosts.add(host);
            } else if (!name.isBlank()) {
                throw new BadConfiguration("tripline.http.hosts: " + name.strip()
                        + " is no name such as tripline.example, tripline.example:8080, 192.0.2.7 or [2001:db8::7]");
            }
        }
        return hosts;
    }

    static String text(Config config, String key, String otherwise) {
        return config.getOptionalValue(key, String.class)
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .orElse(otherwise);
    }

    static Duration duration(Config config, String key, String otherwise) {
        String text = text(config, key, otherwise);
        Duration duration = Durations.parse(text);
        if (duration == null || duration.isNegative()) {
            throw new BadConfiguration(key + " = " + text + " is no duration such as 0s, 30s, 5m, 1h");
        }
        return duration;
    }

    static long number(Config config, String key, long otherwise, long least, long most) {
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
