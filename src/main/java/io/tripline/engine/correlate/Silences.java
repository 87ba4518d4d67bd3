package io.tripline.engine.correlate;

import io.tripline.engine.compile.RuleOutline;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Since when what a group's rules wrote keeps them silent. Times are ms since the epoch. One thread at a time. */
final class Silences {

    private final Level level;
    private @Nullable Map<String, Long> written;

    Silences(Level level) {
        this.level = level;
    }

    /** Something was written to a stream, which may silence. */
    void written(String stream, long time) {
        if (level.silences().values().stream()
                .anyMatch(silence -> silence.stream().equals(stream))) {
            written = written == null ? new HashMap<>(2) : written;
            written.merge(stream, time, Math::max);
        }
    }

    /** The last moment at which every rule that aggregates is silent; {@link LogClocks#NEVER} if one is not. */
    long until() {
        long until = Long.MAX_VALUE;
        for (RuleOutline rule : level.rules()) {
            if (!rule.shape().aggregates().isEmpty()) {
                until = Math.min(until, until(level.silences().get(rule.name())));
            }
        }
        return until == Long.MAX_VALUE ? LogClocks.NEVER : until;
    }

    /** The last moment at which a rule is silent; {@link LogClocks#NEVER} if it is not. */
    long until(String rule) {
        return until(level.silences().get(rule));
    }

    private long until(Level.@Nullable Silence silence) {
        Long since = silence == null || written == null ? null : written.get(silence.stream());
        return since == null || silence == null ? LogClocks.NEVER : since + silence.millis();
    }
}
