package io.tripline.engine.correlate;

import io.tripline.engine.LoadedRule;
import io.tripline.event.Key;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The groups of one level, and what they hold. When they hold more than they may, those with the fewest matches go, of them the
 * ones that have been without a match for longest; a rule that waits or remembers lets no new ones in instead, because what it
 * forgets would become an alert. One thread at a time, but for whoever walks over the groups while they come and go.
 */
final class LevelGroups {

    /** After groups have gone, so much of what may be held is held. */
    private static final double AFTERWARDS = 0.9;

    private final Correlations file;
    private final Level level;
    private final Map<Key, Group> byKey = new ConcurrentHashMap<>();
    private final Bounds bounds;
    private long facts;
    private long bytes;

    /** Since when all that its streams were to hold is held; {@link LogClocks#NEVER}: since their first match. */
    private long since = LogClocks.NEVER;

    /** So many groups, and it is worth to look again for some that may go. */
    private long nextLook;

    private long lookedAt = LogClocks.NEVER;

    LevelGroups(Correlations file, Level level, Bounds bounds) {
        this.bounds = bounds;
        this.file = file;
        this.level = level;
    }

    Correlations file() {
        return file;
    }

    Level level() {
        return level;
    }

    /** Which of the file's levels, from 0. */
    int index() {
        return file.levels().indexOf(level);
    }

    Map<Key, Group> byKey() {
        return byKey;
    }

    long bytes() {
        return bytes;
    }

    /** When its windows began empty; {@link LogClocks#NEVER}: with their first match. */
    long since() {
        return since;
    }

    /** What came before is not held. */
    void startAt(long moment) {
        since = Math.max(since, moment);
        Long said = since == LogClocks.NEVER ? null : since;
        rules().forEach(rule -> rule.counters().holdSince(said));
    }

    /**
     * Since when another level that goes on with what this one holds has all of it.
     *
     * @param span how far the other looks back, ms
     * @param now the newest event time; {@link LogClocks#NEVER} before the first event
     */
    long heldSince(long span, long now) {
        return now == LogClocks.NEVER || span <= level.span() ? since : Math.max(since, now - level.span());
    }

    /** A group holds more, or less. */
    void changed(long moreFacts, long moreBytes) {
        facts += moreFacts;
        bytes += moreBytes;
        bounds.changed(moreBytes);
    }

    /** A group is no more. */
    void left(Group group) {
        if (byKey.remove(group.key(), group)) {
            group.countNothing();
        }
    }

    /** Whether a new group is one too many: of rules that must not forget. */
    boolean isFull(Limits limits) {
        return !level.terms().isEmpty() && byKey.size() >= limits.terms()
                || level.hasDeadlines() && byKey.size() >= limits.deadlines();
    }

    private boolean mayForget() {
        return level.terms().isEmpty() && !level.hasDeadlines() && level.isKeyed();
    }

    /** Whether more is held than may be. */
    boolean isOver(Limits limits) {
        return mayForget() && (byKey.size() > limits.keys() || facts > limits.matches());
    }

    /**
     * Groups that may go, until enough have gone: there are fewer than may be, and so many bytes are free.
     *
     * @param now the time by which groups count how long they have been without a match
     * @param free bytes that others need
     */
    List<Group> superfluous(Limits limits, long now, long free) {
        boolean wasLooked =
                byKey.size() < nextLook && now - lookedAt < limits.safe().toMillis() / 8;
        if (!mayForget() || wasLooked) {
            return List.of();
        }
        lookedAt = now;
        List<Group> old = new ArrayList<>();
        for (Group group : byKey.values()) {
            if (group.mayGo() && now - group.arrivedAt() > limits.safe().toMillis()) {
                old.add(group);
            }
        }
        old.sort(Comparator.comparingInt((Group group) -> group.facts().size()).thenComparingLong(Group::arrivedAt));
        long groupsLeft = byKey.size();
        long factsLeft = facts;
        long freed = 0;
        int going = 0;
        while (going < old.size()
                && (groupsLeft > limits.keys() * AFTERWARDS
                        || factsLeft > limits.matches() * AFTERWARDS
                        || freed < free)) {
            Group next = old.get(going++);
            groupsLeft--;
            factsLeft -= next.facts().size();
            freed += next.bytes();
        }
        nextLook = groupsLeft + groupsLeft / 8 + 1;
        return List.copyOf(old.subList(0, going));
    }

    /** The rules of the level, as they are loaded. */
    List<LoadedRule> rules() {
        return level.rules().stream().map(rule -> file.rule(rule.name())).toList();
    }
}
