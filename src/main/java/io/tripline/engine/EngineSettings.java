package io.tripline.engine;

import io.tripline.engine.correlate.Limits;
import java.time.Duration;

/**
 * How the engine runs, and what time means to it.
 *
 * @param lateness how long events are held to put them in order of (time, id); zero evaluates them as they arrive
 * @param late how long beyond its window a match stays in its group for others that come late
 * @param quietAfter after how long without an event a log is quiet, so that its time moves on with the clock on the wall
 * @param replays whether a quiet log's time moves on with the newest event of all logs: events of files, in their own time
 * @param grace after a restart a quiet log's time moves on with the clock on the wall only when so much has passed, so that
 *     senders can catch up first
 * @param tellsChanges whether what each batch changes in windows is handed out
 * @param gated whether a group that cannot fire goes without a session. That saves work and never decides: without it the alerts
 *     are the same
 * @param limits how much groups may hold
 */
public record EngineSettings(
        Duration lateness,
        Duration late,
        Duration quietAfter,
        Duration grace,
        boolean replays,
        boolean tellsChanges,
        boolean gated,
        Limits limits) {

    private static final Duration LATE = Duration.ofHours(1);

    /** Events of files, as they come. */
    public static final EngineSettings DEFAULT =
            new EngineSettings(Duration.ZERO, LATE, Duration.ZERO, Duration.ZERO, true, false, true, Limits.DEFAULT);

    /** A log without an event for so long is quiet. */
    private static final Duration QUIET = Duration.ofSeconds(1);

    /** Events as they happen. */
    public static EngineSettings live(Duration lateness, Duration late, Duration grace) {
        return new EngineSettings(lateness, late, QUIET, grace, false, false, true, Limits.DEFAULT);
    }

    public EngineSettings {
        notNegative("lateness", lateness);
        notNegative("late", late);
        notNegative("quietAfter", quietAfter);
        notNegative("grace", grace);
    }

    private static void notNegative(String name, Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException(name + " must not be negative: " + duration);
        }
    }

    /** The same, with events held for so long. */
    public EngineSettings holding(Duration held) {
        return new EngineSettings(held, late, quietAfter, grace, replays, tellsChanges, gated, limits);
    }

    /** The same, with what each batch changes handed out. */
    public EngineSettings tellingChanges() {
        return new EngineSettings(lateness, late, quietAfter, grace, replays, true, gated, limits);
    }

    /** The same, with other limits. */
    public EngineSettings within(Limits other) {
        return new EngineSettings(lateness, late, quietAfter, grace, replays, tellsChanges, gated, other);
    }

    /** The same, with a session for each group that has facts. */
    public EngineSettings ungated() {
        return new EngineSettings(lateness, late, quietAfter, grace, replays, tellsChanges, false, limits);
    }
}
