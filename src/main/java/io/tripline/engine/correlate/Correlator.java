package io.tripline.engine.correlate;

import io.tripline.alert.Alert;
import io.tripline.engine.EngineSettings;
import io.tripline.engine.LoadedRule;
import io.tripline.engine.Stumbles;
import io.tripline.engine.compile.RuleOutline;
import io.tripline.engine.guard.RuleGuard;
import io.tripline.engine.state.EngineState;
import io.tripline.engine.state.EngineTimes;
import io.tripline.engine.state.FileState;
import io.tripline.engine.state.HeldLevel;
import io.tripline.engine.state.Restored;
import io.tripline.engine.state.StateChange;
import io.tripline.event.Event;
import io.tripline.event.Key;
import io.tripline.event.Match;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Windows over matches: routes what is written to a stream to the groups that look at it, and lets each group's time pass on
 * the clock of its logs. Times are ms since the epoch. One thread at a time.
 */
public final class Correlator implements AutoCloseable {

    /** A log of a group of several is waited for until it has been quiet for so long. */
    private static final long WAITED_FOR = Duration.ofHours(1).toMillis();

    /** So many stumbles over what groups hold, and the rules of their level are switched off. */
    private static final int MOST_STUMBLES = 10;

    /** Matches found for one event or moment: more than rules find that do not feed themselves. */
    private static final int MOST_FOUND = 10_000;

    /** Once there were too many, so many more of one rule show that it is the one. */
    private static final int PROOF = 1_000;

    private final LogClocks clocks;
    private final Bounds bounds;
    private final long late;
    private final LiveLevels levels;
    private final Map<Set<String>, Moments<Group>> moments = new LinkedHashMap<>();
    private final ArrayDeque<Found> found = new ArrayDeque<>();
    private List<Alert> raised = new ArrayList<>();
    private final Survey survey = new Survey();
    private final Stumbles stumbles;
    private final Map<Level, Integer> stumblesOfLevel = new IdentityHashMap<>();
    private final @Nullable Journal journal;
    private @Nullable Rewriting rewriting;
    private long arrivals;

    /** Whether what groups do now is timed. */
    private boolean timed;

    private long restartedAt = LogClocks.NEVER;

    /** A match on its way to a stream. */
    public record Written(String stream, Match match) {}

    /**
     * @param by the group that has seen it
     * @param rule that wrote it
     */
    private record Found(
            String stream,
            Match match,
            boolean late,
            Group by,
            @Nullable RuleGuard rule) {}

    /** @param stumbles counts what Drools itself throws */
    public Correlator(EngineSettings settings, Stumbles stumbles) {
        this.clocks = new LogClocks(settings.replays(), settings.quietAfter().toMillis());
        this.late = settings.late().toMillis();
        this.bounds = new Bounds(settings.limits(), alert -> raised.add(alert));
        this.stumbles = stumbles;
        this.journal = settings.tellsChanges() ? new Journal() : null;
        this.levels = new LiveLevels(bounds, journal, this::group, this::goesOn);
    }

    /** From now on these correlations run, all of them. What groups hold, and what is written alike, goes on. */
    public void goOnWith(List<Correlations> next) {
        rewriting = null;
        levels.goOnWith(next, clocks.input());
        stumblesOfLevel.keySet().removeIf(level -> levels.all().stream().noneMatch(groups -> groups.level() == level));
    }

    private Group group(LevelGroups groups, Key key) {
        return groups.byKey().computeIfAbsent(key, k -> new Group(groups, k, surroundings));
    }

    /** What groups hold, for another correlator to go on from. */
    public List<FileState> held() {
        List<FileState> held = new ArrayList<>();
        levels.byFile()
                .forEach((file, levels) -> held.add(new FileState(
                        file.name(),
                        file.text(),
                        file.sources(),
                        levels.stream()
                                .map(groups -> new HeldLevel(
                                        groups.since(),
                                        groups.byKey().values().stream()
                                                .map(Group::held)
                                                .toList()))
                                .toList())));
        return held;
    }

    /** How far it has come, and what time it is in each log; beside what is known around it. */
    public EngineTimes times(long evaluated, long watermark, long idle, long elapsed) {
        return new EngineTimes(
                arrivals, evaluated, watermark, idle, elapsed, clocks.input(), clocks.latest(), clocks.held());
    }

    /**
     * Goes on where another one stood, under the rules that run now; before the first event.
     *
     * @param grace until quiet logs' time moves on, ms
     * @param restart what was due before this moment was due while nothing ran; ms since the epoch
     */
    public Restored restore(EngineState state, long grace, long restart) {
        clocks.restore(state.times(), grace);
        arrivals = state.times().arrivals();
        restartedAt = restart;
        return new Restoration(levels.byFile(), this::group, this::await, this::goesOn, clocks.input(), journal)
                .of(state.files());
    }

    /** What has changed since the last call; empty if nobody wanted to know. */
    public List<StateChange> takeChanges() {
        return journal == null ? List.of() : journal.take();
    }

    /**
     * By the id of an alert, how many matches came since the last call to its group while that was silent because of it; empty if
     * nobody wanted to know.
     */
    public Map<String, Long> takeSilenced() {
        return journal == null ? Map.of() : journal.takeSilenced();
    }

    /** Begins to tell all that groups hold once more, for a store that forgets what it was told before. */
    public void beginRewriting() {
        rewriting = journal == null ? null : new Rewriting(levels.byFile(), journal);
    }

    /** Whether some of it is still to be told; not after a change of rules, which ends it. */
    public boolean isRewriting() {
        return rewriting != null;
    }

    /** Tells some more of it. */
    public void rewrite(long facts) {
        if (rewriting != null && !rewriting.tell(facts)) {
            rewriting = null;
        }
    }

    /** Whether what groups do from now on is timed, for {@link io.tripline.engine.RuleCost}. */
    public void time(boolean timesGroups) {
        timed = timesGroups;
    }

    /** An event of a log has come, whether it matches or not. */
    public void event(String log, long time) {
        clocks.event(log, time);
        passMoments();
    }

    /**
     * Time passes for the logs of which no event comes.
     *
     * @param latest no log's time moves on beyond it
     */
    public void pass(long millis, long latest) {
        clocks.pass(millis, latest);
        passMoments();
        bounds.keep(null, levels.all(), clocks.age(), latest == Long.MAX_VALUE ? clocks.age() : latest, this::evict);
    }

    /** No more events come. */
    public void end() {
        clocks.end();
        passMoments();
    }

    /** Whether some rule holds windows over events. */
    public boolean retainsEvents() {
        return !levels.reading(Level.EVENTS).isEmpty();
    }

    /** For hand-written rules that hold windows over events. */
    public void insert(Event event) {
        deliver(Level.EVENTS, event, event.origin().log(), arrivals++, false, null);
        deliverFound();
    }

    /**
     * Matches of one event; the later step of an order first, so that an event never follows itself. What ends or spoils an order
     * is there before: should the event come late, its steps are looked at with it.
     */
    public void insert(List<Written> matches) {
        long arrival = arrivals++;
        List<Written> ordered = new ArrayList<>(matches);
        ordered.sort(Comparator.comparing(
                        (Written written) -> written.match().stage().isStep())
                .thenComparingInt(written -> -written.match().getStep()));
        for (Written written : ordered) {
            Match match = written.match().arrivingAs(arrival);
            deliver(written.stream(), match, match.log(), arrival, false, null);
            deliverFound();
        }
    }

    private void deliver(String stream, Object fact, String log, long arrival, boolean isLate, @Nullable Group by) {
        for (LevelGroups groups : levels.reading(stream)) {
            Key key = key(groups.level(), fact);
            if (by != null && isOf(by, groups, key)) {
                continue;
            }
            if (!groups.byKey().containsKey(key) && !bounds.admits(groups, clocks.age(), clocks.now(log))) {
                continue;
            }
            Group group = group(groups, key);
            step(group, fact, () -> {
                if (!group.accept(stream, fact, arrival, log, isLate)) {
                    groups.level().rules().stream()
                            .filter(rule -> rule.reads().contains(stream))
                            .forEach(rule ->
                                    groups.file().rule(rule.name()).counters().late());
                }
            });
            await(group);
            bounds.keep(groups, levels.all(), clocks.age(), clocks.now(log), this::evict);
        }
    }

    private void evict(LevelGroups groups, Group group) {
        if (journal != null) {
            journal.touched(group);
        }
        forget(group);
    }

    private void deliverFound() {
        Found next;
        int delivered = 0;
        Map<RuleGuard, Integer> suspects = new IdentityHashMap<>();
        while ((next = found.poll()) != null) {
            if (++delivered > MOST_FOUND
                    && next.rule() != null
                    && suspects.merge(next.rule(), 1, Integer::sum) == PROOF) {
                next.rule()
                        .switchOff("it feeds itself: more than " + MOST_FOUND + " matches found for event "
                                + next.match().getEventId() + ", and no end");
            }
            if (next.rule() != null && next.rule().isOff()) {
                continue;
            }
            deliver(
                    next.stream(),
                    next.match(),
                    next.match().log(),
                    next.match().getArrival(),
                    next.late(),
                    next.by());
        }
    }

    private void step(Group group, @Nullable Object fact, Runnable what) {
        if (!timed) {
            guarded(group, fact, what);
            return;
        }
        long begin = System.nanoTime();
        guarded(group, fact, what);
        long each = (System.nanoTime() - begin) / group.level().rules().size();
        group.groups().rules().forEach(rule -> rule.counters().cost().add(each));
    }

    /** What the rules of a group throw, their guards have caught; should Drools itself fail, the group's session is made anew. */
    private void guarded(Group group, @Nullable Object fact, Runnable what) {
        if (journal != null) {
            journal.touched(group);
        }
        try {
            what.run();
        } catch (RuntimeException | LinkageError | StackOverflowError thrown) {
            String subject = group.subject();
            stumbles.count("windows over " + String.join(", ", group.level().streams()), thrown, subject);
            boolean often = stumblesOfLevel.merge(group.level(), 1, Integer::sum) >= MOST_STUMBLES;
            for (RuleOutline outline : group.level().rules()) {
                RuleGuard guard = group.file().rule(outline.name()).guard();
                guard.failed("when", thrown, subject);
                if (often && !guard.isOff()) {
                    guard.switchOff("it could not be evaluated " + MOST_STUMBLES + " times, at last: " + guard.last());
                }
            }
            group.fails(fact);
        }
    }

    private static boolean isOf(Group group, LevelGroups groups, Key key) {
        return groups.level() == group.level() && key.equals(group.key());
    }

    static Key key(Level level, Object fact) {
        if (!level.isKeyed()) {
            return Key.NONE;
        }
        return switch (fact) {
            case Match match -> match.getKey();
            case Alert alert -> alert.getGroup();
            default -> Key.NONE;
        };
    }

    private final Group.Surroundings surroundings = new Group.Surroundings() {
        @Override
        public long age() {
            return clocks.age();
        }

        @Override
        public long clock(String log) {
            return clocks.now(log);
        }

        @Override
        public long clock(Set<String> logs) {
            return Correlator.this.clock(logs);
        }

        @Override
        public void raised(LoadedRule rule, Alert alert) {
            rule.counters().alert();
            raised.add(alert);
        }

        @Override
        public void written(Group by, @Nullable RuleGuard rule, String stream, Match match, boolean isLate) {
            List<LevelGroups> readers = levels.reading(stream);
            if (!readers.stream().allMatch(groups -> isOf(by, groups, key(groups.level(), match)))) {
                found.add(new Found(stream, match, isLate, by, rule));
            }
        }

        @Override
        public @Nullable Journal journal() {
            return journal;
        }

        @Override
        public boolean passedWhileDown(long moment) {
            return moment <= restartedAt;
        }

        @Override
        public long lateness() {
            return late;
        }
    };

    /** The alerts since the last call. */
    public List<Alert> takeAlerts() {
        List<Alert> taken = raised;
        raised = new ArrayList<>();
        return taken;
    }

    /** A group has got what others held. */
    private void goesOn(Group group) {
        if (journal != null) {
            journal.touched(group);
        }
        await(group);
    }

    private void await(Group group) {
        group.await(moments.computeIfAbsent(group.logs(), logs -> new Moments<>()));
        group.count();
    }

    /** Whose moment is earliest, of whatever clock, goes first: what comes of it may be counted by one whose moments are later. */
    private void passMoments() {
        Map.Entry<Set<String>, Moments<Group>> first;
        while ((first = first()) != null) {
            long clock = clock(first.getKey());
            Group group = first.getValue().due(clock);
            if (group != null) {
                step(group, null, () -> group.pass(clock));
                if (group.isOver(clock)) {
                    forget(group);
                } else {
                    await(group);
                }
                deliverFound();
            }
        }
    }

    /** Those who wait for the earliest of the moments that have come; null if none has. */
    private Map.@Nullable Entry<Set<String>, Moments<Group>> first() {
        Map.Entry<Set<String>, Moments<Group>> first = null;
        long earliest = Long.MAX_VALUE;
        for (Map.Entry<Set<String>, Moments<Group>> waiting : moments.entrySet()) {
            long moment = waiting.getValue().first();
            if (moment < earliest && moment <= clock(waiting.getKey())) {
                first = waiting;
                earliest = moment;
            }
        }
        return first;
    }

    /** The slowest of the logs that are not quiet; of quiet ones the fastest. */
    private long clock(Set<String> logs) {
        if (logs.size() == 1) {
            return clocks.now(logs.iterator().next());
        }
        long slowest = Long.MAX_VALUE;
        long fastest = LogClocks.NEVER;
        for (String log : logs) {
            long now = clocks.now(log);
            fastest = Math.max(fastest, now);
            slowest = clocks.isQuietFor(log, WAITED_FOR) ? slowest : Math.min(slowest, now);
        }
        return slowest == Long.MAX_VALUE ? fastest : slowest;
    }

    private void forget(Group group) {
        group.dispose();
        if (journal != null) {
            journal.over(group);
        }
        group.groups().left(group);
    }

    /** What windows hold, all of it. */
    public Holdings holdings() {
        return new Survey().round(looked(), this::clock, Long.MAX_VALUE);
    }

    /** What windows hold, as far as a bounded look goes: of very many groups, some figures are of an earlier one. */
    public Holdings glance() {
        return survey.round(looked(), this::clock, Survey.ROUND);
    }

    /**
     * How near the group of a key is to an alert, by the name of each rule of a file that has such a group.
     *
     * @param key of the names of a group's fields
     */
    public Map<String, Nearness> nearness(String file, Function<List<String>, Key> key) {
        Map<String, Nearness> byRule = new TreeMap<>();
        for (LevelGroups groups : levels.all()) {
            Group group = groups.file().name().equals(file) ? group(groups, key) : null;
            if (group != null) {
                Sweep look = new Sweep(groups.file(), groups.level(), List.of(group));
                look.go(Long.MAX_VALUE, this::clock);
                look.rules().forEach(rule -> rule.nearest().forEach(one -> byRule.put(rule.rule(), one)));
            }
        }
        return byRule;
    }

    private static @Nullable Group group(LevelGroups groups, Function<List<String>, Key> key) {
        Iterator<Group> some = groups.byKey().values().iterator();
        return some.hasNext() ? groups.byKey().get(key.apply(some.next().key().names())) : null;
    }

    private List<Survey.Groups> looked() {
        return levels.all().stream()
                .map(groups -> new Survey.Groups(
                        groups.file(), groups.level(), groups.byKey().values()))
                .toList();
    }

    @Override
    public void close() {
        levels.all().forEach(groups -> groups.byKey().values().forEach(Group::dispose));
    }
}
