package io.tripline.engine.correlate.oracle;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** What time it is in each log. Times are ms since the epoch. */
final class LogTimes {

    static final long NEVER = Long.MIN_VALUE;
    private static final long HOUR = 3_600_000;
    private static final long DAY = 24 * HOUR;

    private final boolean replays;
    private final long quietAfter;
    private final Map<String, Log> logs = new HashMap<>();
    private long input = NEVER;
    private long wall;
    private long latest = Long.MAX_VALUE;

    private static final class Log {
        private long newest = NEVER;
        private long doubted = NEVER;
        private long inputAtNewest;
        private long wallAtNewest;
    }

    LogTimes(boolean replays, long quietAfter) {
        this.replays = replays;
        this.quietAfter = quietAfter;
    }

    void event(String name, long time) {
        Log log = logs.computeIfAbsent(name, n -> new Log());
        boolean leaps = replays && log.newest != NEVER && time > log.newest + DAY;
        if (leaps && (log.doubted == NEVER || Math.abs(time - log.doubted) > DAY)) {
            log.doubted = time;
        } else {
            believe(log, time);
        }
    }

    private void believe(Log log, long time) {
        log.newest = Math.max(log.newest, time);
        log.doubted = NEVER;
        input = Math.max(input, time);
        log.inputAtNewest = input;
        log.wallAtNewest = wall;
    }

    void end() {
        logs.values().stream().filter(log -> log.doubted != NEVER).forEach(log -> believe(log, log.doubted));
    }

    void pass(long millis, long noLaterThan) {
        wall += millis;
        latest = noLaterThan;
    }

    long of(String name) {
        Log log = logs.get(name);
        if (log == null || log.newest == NEVER) {
            return NEVER;
        }
        long waited = wall - log.wallAtNewest;
        long moved = log.newest + (waited >= quietAfter ? waited : 0) + (replays ? input - log.inputAtNewest : 0);
        return Math.max(log.newest, Math.min(moved, latest));
    }

    /** The slowest of those that have had an event within the hour; if none has, the fastest. */
    long of(Collection<String> names) {
        return names.stream()
                .filter(name -> names.size() == 1 || of(name) - logs.get(name).newest <= HOUR)
                .mapToLong(this::of)
                .min()
                .orElseGet(() -> names.stream().mapToLong(this::of).max().orElse(NEVER));
    }
}
