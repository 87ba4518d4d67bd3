package io.tripline.engine;

import java.time.Duration;

/**
 * How the engine runs.
 *
 * @param lateness how long events are held to put them in order of (time, id); zero evaluates them as they arrive
 * @param shards how many correlation sessions share the keys, at least 1
 */
public record EngineSettings(Duration lateness, int shards) {

    /** Events as they arrive, one shard. */
    public static final EngineSettings DEFAULT = new EngineSettings(Duration.ZERO, 1);

    public EngineSettings {
        if (lateness.isNegative()) {
            throw new IllegalArgumentException("lateness must not be negative: " + lateness);
        }
        if (shards < 1) {
            throw new IllegalArgumentException("at least one shard is needed, not " + shards);
        }
    }
}
