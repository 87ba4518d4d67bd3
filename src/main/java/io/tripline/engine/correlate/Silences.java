package io.tripline.engine.correlate;

import io.tripline.alert.Alert;
import io.tripline.engine.compile.RuleOutline;
import io.tripline.engine.state.GroupStanding;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Since when what a group's rules wrote keeps them from firing: the newest of each kind. Times are ms since the epoch. One
 * thread at a time.
 */
final class Silences {

    private final Level level;
    private @Nullable Map<RuleOutline.Retained, Long> written;

    Silences(Level level) {
        this.level = level;
    }

    /** A rule of the group wrote something, which may keep rules from firing. */
    void written(String stream, Object fact) {
        RuleOutline.Retained kind = Level.kind(stream, fact);
        if (level.blocking().contains(kind)) {
            written = written == null ? new HashMap<>(2) : written;
            written.merge(kind, Facts.time(fact), Math::max);
        }
    }

    /** Rules of a group that was wrote what stands among its facts. */
    void writtenAmong(Facts facts) {
        if (!facts.hasWritten()) {
            return;
        }
        for (int i = 0; i < facts.size(); i++) {
            if (facts.isWritten(i)) {
                written(facts.stream(i), facts.fact(i));
            }
        }
    }

    /** All of them, as they are kept. */
    List<GroupStanding.Silence> held() {
        return written == null
                ? List.of()
                : written.entrySet().stream()
                        .map(kind -> new GroupStanding.Silence(
                                kind.getKey().stream(), kind.getKey().type(), kind.getValue()))
                        .sorted(Comparator.comparing(GroupStanding.Silence::stream)
                                .thenComparing(GroupStanding.Silence::type))
                        .toList();
    }

    /** Those that the same group had. */
    void restore(List<GroupStanding.Silence> held) {
        written = held.isEmpty() ? null : new HashMap<>(4);
        for (GroupStanding.Silence silence : held) {
            Objects.requireNonNull(written)
                    .put(new RuleOutline.Retained(silence.stream(), silence.type()), silence.newest());
        }
    }

    /** The time of the newest; {@link LogClocks#NEVER} if there is none. */
    long newest(RuleOutline.Retained kind) {
        Long newest = written == null ? null : written.get(kind);
        return newest == null ? LogClocks.NEVER : newest;
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

    /**
     * Whether every rule that aggregates has one alert that is within its span of all moments from one to another: none of them
     * can raise another.
     */
    boolean cover(long from, long to) {
        boolean aggregates = false;
        for (RuleOutline rule : level.rules()) {
            if (!rule.shape().aggregates().isEmpty()) {
                Level.Silence silence = level.silences().get(rule.name());
                long newest = silence == null ? LogClocks.NEVER : newest(silence.by());
                long span = silence == null || rule.window() == null
                        ? 0
                        : Math.min(silence.millis(), rule.window().millis());
                if (newest == LogClocks.NEVER || newest - span > from || newest + span < to) {
                    return false;
                }
                aggregates = true;
            }
        }
        return aggregates;
    }

    /** The alerts because of which the group is silent at a moment, of each kind the newest. */
    Set<Alert> because(long moment, Facts facts) {
        if (written == null) {
            return Set.of();
        }
        Set<Alert> alerts = new HashSet<>();
        for (Level.Silence silence : level.silences().values()) {
            long since = newest(silence.by());
            if (since != LogClocks.NEVER && since <= moment && moment <= since + silence.millis()) {
                for (int i = facts.from(since); i < facts.size() && facts.time(i) == since; i++) {
                    if (facts.isWritten(i)
                            && facts.fact(i) instanceof Alert alert
                            && facts.stream(i).equals(silence.by().stream())) {
                        alerts.add(alert);
                    }
                }
            }
        }
        return alerts;
    }

    private long until(Level.@Nullable Silence silence) {
        long since = silence == null ? LogClocks.NEVER : newest(silence.by());
        return silence == null || since == LogClocks.NEVER ? LogClocks.NEVER : since + silence.millis();
    }
}
