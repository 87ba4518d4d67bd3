package io.tripline.engine.correlate;

import io.tripline.alert.Alert;
import io.tripline.alert.Finding;
import io.tripline.engine.LoadedRule;
import io.tripline.event.Key;
import io.tripline.event.Sha256;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what groups hold within limits: of rules that count, groups go; of rules that remember or wait, new groups stay outside.
 * A rule that this is about is degraded until nothing of the kind has happened for an hour, and an alert of the engine's own
 * says so once. One thread at a time.
 */
final class Bounds {

    /** The rule of the engine's own alerts. */
    static final String ID = "tripline-degraded";

    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final double AFTERWARDS = 0.9;

    private final Limits limits;
    private final long most;
    private final Consumer<Alert> raise;

    /** Of all groups. */
    private long bytes;

    private long triedAt;
    private long triedAge = LogClocks.NEVER;

    /** Levels whose rules are degraded, and since when nothing more has happened. */
    private final Map<LevelGroups, Long> degraded = new LinkedHashMap<>();

    /** @param raise takes the engine's own alerts */
    Bounds(Limits limits, Consumer<Alert> raise) {
        this.limits = limits;
        this.most = limits.bytes();
        this.raise = raise;
    }

    /** Groups need more of the heap, or less. */
    void changed(long more) {
        bytes += more;
    }

    /** A level is no more. */
    void forget(LevelGroups groups) {
        degraded.remove(groups);
        bytes -= groups.bytes();
    }

    /**
     * Whether there is room for another group.
     *
     * @param age by the clock of groups
     * @param now of the log, ms since the epoch
     */
    boolean admits(LevelGroups groups, long age, long now) {
        if (!groups.isFull(limits)) {
            return true;
        }
        groups.rules().forEach(rule -> rule.counters().evict(1));
        degrade(
                groups,
                "it holds " + groups.byKey().size() + " groups, as many as it may: new ones are not looked at."
                        + " tripline.rules.limits.terms and .deadlines say how many",
                age,
                now);
        return false;
    }

    /**
     * Lets groups go where there are too many.
     *
     * @param changed the level that has grown; null to look whether all together need too much
     * @param evict takes a group out
     */
    void keep(
            @Nullable LevelGroups changed,
            Collection<LevelGroups> all,
            long age,
            long now,
            BiConsumer<LevelGroups, Group> evict) {
        if (changed != null && changed.isOver(limits)) {
            let(changed, 0, age, now, evict);
        }
        if (bytes > most
                && (bytes > triedAt + most / 100
                        || triedAge == LogClocks.NEVER
                        || age - triedAge > limits.safe().toMillis() / 8)) {
            triedAt = bytes;
            triedAge = age;
            long free = bytes - (long) (most * AFTERWARDS);
            for (LevelGroups groups : all.stream()
                    .sorted(Comparator.comparingLong(LevelGroups::bytes).reversed())
                    .toList()) {
                free -= free > 0 ? let(groups, free, age, now, evict) : 0;
            }
        }
        recover(age);
    }

    private long let(LevelGroups groups, long free, long age, long now, BiConsumer<LevelGroups, Group> evict) {
        List<Group> going = groups.superfluous(limits, age, free);
        long freed = 0;
        long matches = 0;
        for (Group group : going) {
            freed += group.bytes();
            matches += group.facts().size();
            evict.accept(groups, group);
        }
        if (!going.isEmpty()) {
            long gone = matches;
            groups.rules().forEach(rule -> rule.counters().evict(gone));
            degrade(
                    groups,
                    going.size() + " groups with the fewest matches, " + matches + " in all, had to go:"
                            + " tripline.rules.limits.keys and .matches, and the heap, say how many there may be",
                    age,
                    now);
        }
        return freed;
    }

    private void degrade(LevelGroups groups, String why, long age, long now) {
        boolean isNew = degraded.put(groups, age) == null;
        for (LoadedRule rule : groups.rules()) {
            rule.counters().degrade(why);
            if (isNew && !rule.outline().id().isEmpty()) {
                raise.accept(alert(rule, why, now));
            }
        }
    }

    private void recover(long age) {
        degraded.entrySet().removeIf(entry -> {
            boolean isOver = age - entry.getValue() > HOUR;
            if (isOver) {
                entry.getKey().rules().forEach(rule -> rule.counters().degrade(null));
            }
            return isOver;
        });
    }

    private static Alert alert(LoadedRule rule, String why, long now) {
        String id = rule.outline().id();
        Alert.RuleInfo info = new Alert.RuleInfo(
                ID,
                "A rule misses events: it is degraded",
                "high",
                rule.outline().file(),
                List.of());
        Finding finding = new Finding(
                new Key(List.of("rule"), List.of(rule.outline().name())), List.of(), 0, Map.of("rule.id", id));
        return new Alert(
                Sha256.hex(ID + '\n' + id + '\n' + now).substring(0, 32),
                info,
                now,
                "Rule '" + rule.outline().name() + "' is degraded: " + why,
                null,
                finding);
    }
}
