package io.tripline.web;

import io.tripline.config.BadConfiguration;
import io.tripline.engine.correlate.Limits;
import java.time.Duration;
import org.eclipse.microprofile.config.Config;

/**
 * How much may be in the house at once, and for how long. Immutable.
 *
 * @param requests with events whose bodies are complete: decoded, or waiting for their turn
 * @param bodyIdle a body of which nothing came for so long is dropped
 * @param bodyRate bytes a second; a body that comes slower, the first {@code bodyIdle} apart, is dropped
 * @param listeners connections that follow alerts
 * @param listenersPerAddress of these, from one address
 * @param stuck a batch that is evaluated for so long is told as a failure of the program
 * @param stop after so long a program that was told to stop ends, whatever is under way
 * @param groups what groups of matches may hold
 */
public record ServeLimits(
        int requests,
        Duration bodyIdle,
        int bodyRate,
        int listeners,
        int listenersPerAddress,
        Duration stuck,
        Duration stop,
        Limits groups) {

    /** @throws BadConfiguration a value is not what its key needs */
    static ServeLimits of(Config config) {
        return new ServeLimits(
                count(config, "tripline.ingest.requests", 64, 10_000),
                time(config, "tripline.ingest.body-idle", "10s"),
                count(config, "tripline.ingest.body-rate", 4096, Integer.MAX_VALUE),
                count(config, "tripline.alerts.listeners", 200, 100_000),
                count(config, "tripline.alerts.listeners-per-address", 32, 100_000),
                time(config, "tripline.engine.stuck", "30s"),
                time(config, "tripline.stop", "10s"),
                groups(config));
    }

    private static Limits groups(Config config) {
        Limits usual = Limits.DEFAULT;
        return new Limits(
                many(config, "tripline.rules.limits.keys", usual.keys()),
                many(config, "tripline.rules.limits.matches", usual.matches()),
                many(config, "tripline.rules.limits.terms", usual.terms()),
                many(config, "tripline.rules.limits.deadlines", usual.deadlines()),
                usual.heap(),
                ServeSettings.duration(
                        config, "tripline.rules.limits.safe", usual.safe().toMinutes() + "m"));
    }

    private static long many(Config config, String key, long otherwise) {
        return ServeSettings.number(config, key, otherwise, 1, 1_000_000_000);
    }

    private static int count(Config config, String key, long otherwise, long most) {
        return (int) ServeSettings.number(config, key, otherwise, 1, most);
    }

    private static Duration time(Config config, String key, String otherwise) {
        Duration time = ServeSettings.duration(config, key, otherwise);
        if (time.isZero()) {
            throw new BadConfiguration(key + " = 0s: nothing could ever be in time");
        }
        return time;
    }
}
