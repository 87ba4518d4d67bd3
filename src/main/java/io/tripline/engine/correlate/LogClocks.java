package io.tripline.engine.correlate;

import io.tripline.engine.state.EngineTimes;
import io.tripline.engine.state.EngineTimes.LogTime;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * What time it is in each log: the time of its newest event, moved on while the log is quiet. Times are ms since the epoch.
 * One thread at a time.
 */
final class LogClocks {

    /** An event that is further ahead of its log needs another that confirms it. */
    private static final long DAY = Duration.ofDays(1).toMillis();

    /** Before the first event of all. */
    static final long NEVER = Long.MIN_VALUE;

    private final boolean inputPasses;
    private final long quietAfter;
    private final Map<String, Log> logs = new HashMap<>();

    /** The newest event time of all logs. */
    private long input = NEVER;

    /** ms that have passed without events, by {@link #pass}. */
    private long elapsed;

    private long latest = Long.MAX_VALUE;

    private long grace;

    /**
     * @param inputPasses whether a quiet log's time moves on as far as the newest event of all logs does (events of files), or
     *     by {@link #pass} alone (events as they happen)
     * @param quietAfter ms without an event of the log until it counts as quiet
     */
    LogClocks(boolean inputPasses, long quietAfter) {
        this.inputPasses = inputPasses;
        this.quietAfter = quietAfter;
    }

    private static final class Log {
        private long newest = NEVER;
        private long unconfirmed = NEVER;
        private long inputThen;
        private long elapsedThen;

        /** How long it had been quiet when it was put back; -1 once an event has come since. */
        private long quietBefore = -1;
    }

    /** Each log's time, as it is kept. */
    Map<String, LogTime> held() {
        Map<String, LogTime> held = new HashMap<>();
        logs.forEach((name, log) -> held.put(name, new LogTime(log.newest, log.unconfirmed, log.inputThen, idle(log))));
        return held;
    }

    /** The newest event time of all logs. */
    long input() {
        return input;
    }

    /** No log's time moves on beyond it. */
    long latest() {
        return latest;
    }

    /**
     * Goes on where the logs stood: with a log's next event, or by the passing of time once as much as the grace has passed.
     *
     * @param graceMillis that senders get to catch up
     */
    void restore(EngineTimes times, long graceMillis) {
        input = times.input();
        latest = times.latest();
        grace = graceMillis;
        times.logs().forEach((name, held) -> {
            Log log = new Log();
            log.newest = held.newest();
            log.unconfirmed = held.unconfirmed();
            log.inputThen = held.inputThen();
            log.elapsedThen = elapsed - held.idle();
            log.quietBefore = held.idle();
            logs.put(name, log);
        });
    }

    /** ms without an event of the log; of one that was put back, the grace does not count. */
    private long idle(Log log) {
        long idle = elapsed - log.elapsedThen;
        return log.quietBefore < 0 ? idle : Math.max(log.quietBefore, idle - grace);
    }

    /** An event of the log has come. */
    void event(String name, long time) {
        Log log = logs.computeIfAbsent(name, n -> new Log());
        if (inputPasses && log.newest != NEVER && time - log.newest > DAY) {
            boolean confirmed = log.unconfirmed != NEVER && Math.abs(time - log.unconfirmed) <= DAY;
            if (!confirmed) {
                log.unconfirmed = time;
                return;
            }
        }
        log.newest = Math.max(log.newest, time);
        log.unconfirmed = NEVER;
        input = Math.max(input, time);
        log.inputThen = input;
        log.elapsedThen = elapsed;
        log.quietBefore = -1;
    }

    /** No more events come: what waited for a confirmation needs none. */
    void end() {
        for (Log log : logs.values()) {
            if (log.unconfirmed != NEVER) {
                log.newest = log.unconfirmed;
                log.unconfirmed = NEVER;
                input = Math.max(input, log.newest);
                log.inputThen = input;
                log.elapsedThen = elapsed;
                log.quietBefore = -1;
            }
        }
    }

    /**
     * Time passes for the logs of which no event comes.
     *
     * @param noLaterThan no log's time moves on beyond it
     */
    void pass(long millis, long noLaterThan) {
        elapsed += millis;
        latest = noLaterThan;
    }

    /** A clock that goes on whatever single logs say: with time itself, or with the newest event of a file. ms. */
    long age() {
        return inputPasses ? input : elapsed;
    }

    /** The log's time; {@link #NEVER} before its first event. */
    long now(String name) {
        Log log = logs.get(name);
        return log == null ? NEVER : now(log);
    }

    private long now(Log log) {
        if (log.newest == NEVER) {
            return NEVER;
        }
        long idle = idle(log);
        long moved = log.newest + (idle < quietAfter ? 0 : idle) + (inputPasses ? input - log.inputThen : 0);
        return Math.max(log.newest, Math.min(moved, latest));
    }

    /** Whether the log has been without an event for so long, by its own clock. */
    boolean isQuietFor(String name, long millis) {
        Log log = logs.get(name);
        return log == null || log.newest == NEVER || now(log) - log.newest > millis;
    }
}
