package io.tripline.engine;

import io.tripline.alert.Alert;
import io.tripline.engine.compile.CompiledFile;
import io.tripline.engine.compile.DrlCompiler;
import io.tripline.engine.compile.DrlSource;
import io.tripline.engine.compile.EventCondition;
import io.tripline.engine.lint.Lints;
import io.tripline.event.Event;
import io.tripline.event.Match;
import io.tripline.problem.Problem;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The engine: DRL files come and go, events go in, alerts come out. Any thread may call it; a lock lets one at a time in.
 *
 * <p>One watermark, the newest event time, drives the clock of every shard; {@link #tick} moves it on when events stop. With
 * a lateness events are held and evaluated in order of time that long after.
 */
public final class Engine implements AutoCloseable {

    private final ReentrantLock lock = new ReentrantLock();
    private final EngineSettings settings;
    private final Lints lints = Lints.builtIn();
    private final RuleBase rules;
    private final MatchStage matchStage;
    private final List<CorrelationShard> shards = new ArrayList<>();
    /** On the way from one shard to another. */
    private final ArrayDeque<CorrelationShard.Found> founds = new ArrayDeque<>();

    private final PriorityQueue<Event> held =
            new PriorityQueue<>(Comparator.comparingLong(Event::getTimestamp).thenComparing(Event::getId));

    /** ms since the epoch; before the first event {@link Long#MIN_VALUE}. */
    private long watermark = Long.MIN_VALUE;

    private long arrivals;
    private long evaluated;

    public Engine(EngineSettings settings) {
        this.settings = settings;
        this.rules = new RuleBase(settings.shards());
        this.matchStage = new MatchStage(rules);
        for (int i = 0; i < settings.shards(); i++) {
            int own = i;
            shards.add(new CorrelationShard(i, rules, found -> {
                boolean isElsewhere = shardOf(found.match()) != own;
                if (isElsewhere) {
                    founds.add(found);
                }
                return isElsewhere;
            }));
        }
    }

    /** Compiles files and puts them in place of those of the same name. What windows hold survives. */
    public LoadReport load(Collection<DrlSource> sources) {
        List<String> live = new ArrayList<>();
        List<String> broken = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (DrlSource source : sources) {
            switch (DrlCompiler.compile(source, settings.shards())) {
                case DrlCompiler.Result.Broken result -> {
                    broken.add(source.file());
                    problems.addAll(result.problems());
                }
                case DrlCompiler.Result.Compiled result -> {
                    List<Problem> conflicts = put(result.file());
                    (conflicts.isEmpty() ? live : broken).add(source.file());
                    problems.addAll(conflicts.isEmpty() ? worthALook(result.file()) : conflicts);
                }
            }
        }
        return new LoadReport(live, broken, problems);
    }

    private List<Problem> worthALook(CompiledFile file) {
        List<Problem> problems = new ArrayList<>(file.notes());
        problems.addAll(lints.of(file));
        return problems;
    }

    private List<Problem> put(CompiledFile file) {
        lock.lock();
        try {
            List<Problem> conflicts = rules.conflicts(file);
            if (conflicts.isEmpty()) {
                change(affectedStreams(file.source().file(), file), () -> rules.put(file, evaluated));
            }
            return conflicts;
        } finally {
            lock.unlock();
        }
    }

    /** Removes files: their rules and what only they looked at. */
    public void remove(Collection<String> names) {
        lock.lock();
        try {
            for (String name : names) {
                change(affectedStreams(name, null), () -> rules.remove(name));
            }
        } finally {
            lock.unlock();
        }
    }

    private Set<String> affectedStreams(String name, @Nullable CompiledFile replacement) {
        Set<String> streams = new HashSet<>();
        CompiledFile old = rules.file(name);
        if (old != null) {
            old.rules().forEach(rule -> streams.addAll(rule.reads()));
        }
        if (replacement != null) {
            replacement.rules().forEach(rule -> streams.addAll(rule.reads()));
        }
        return streams;
    }

    private void change(Set<String> streams, Runnable change) {
        List<Map<String, List<Object>>> takenOut = new ArrayList<>();
        shards.forEach(shard -> takenOut.add(shard.takeOut(streams)));
        change.run();
        for (int i = 0; i < shards.size(); i++) {
            shards.get(i).putBack(takenOut.get(i));
        }
        matchStage.refresh();
    }

    /** Evaluates events in the order of the list, or later in order of time where lateness says so. */
    public List<Alert> process(List<Event> events) {
        lock.lock();
        try {
            List<Alert> alerts = new ArrayList<>();
            for (Event event : events) {
                watermark = Math.max(watermark, event.getTimestamp());
                if (settings.lateness().isZero()) {
                    evaluate(event, alerts);
                } else {
                    held.add(event);
                    release(alerts);
                }
            }
            advanceShards(alerts);
            return alerts;
        } finally {
            lock.unlock();
        }
    }

    /** Lets time pass while no event comes. */
    public List<Alert> tick(Duration elapsed) {
        lock.lock();
        try {
            List<Alert> alerts = new ArrayList<>();
            if (watermark != Long.MIN_VALUE) {
                watermark += elapsed.toMillis();
                release(alerts);
                advanceShards(alerts);
            }
            return alerts;
        } finally {
            lock.unlock();
        }
    }

    /** Lets time pass until nothing that was written to a stream is left in a window. */
    public List<Alert> drain() {
        lock.lock();
        try {
            long longest = rules.rules().stream()
                    .mapToLong(rule -> rule.outline().window() == null
                            ? 0
                            : rule.outline().window().millis())
                    .max()
                    .orElse(0);
            // a correlation of correlations starts its own window when the inner one ends
            return tick(settings.lateness().plusMillis(longest * 4 + 1000));
        } finally {
            lock.unlock();
        }
    }

    private void release(List<Alert> alerts) {
        while (!held.isEmpty() && held.element().getTimestamp() <= now()) {
            evaluate(held.remove(), alerts);
        }
    }

    /** The moment up to which events are evaluated. */
    private long now() {
        return watermark - settings.lateness().toMillis();
    }

    private void evaluate(Event event, List<Alert> alerts) {
        evaluated++;
        long now = settings.lateness().isZero() ? watermark : event.getTimestamp();
        passMomentsBefore(now, alerts);
        MatchStage.Outcome outcome = matchStage.test(event);
        alerts.addAll(outcome.alerts());
        if (rules.retainsEvents()) {
            shards.getFirst().advanceTo(now);
            shards.getFirst().insert(event);
            alerts.addAll(shards.getFirst().takeAlerts());
        }
        if (!outcome.matches().isEmpty()) {
            correlate(outcome.matches(), now, alerts);
        }
    }

    /** The later step of an order first, so that an event never follows itself. */
    private void correlate(List<MatchStage.Written> matches, long now, List<Alert> alerts) {
        long arrival = arrivals++;
        List<MatchStage.Written> ordered = new ArrayList<>(matches);
        ordered.sort(Comparator.comparingInt(written -> -written.match().getStep()));
        for (MatchStage.Written written : ordered) {
            CorrelationShard shard = shards.get(shardOf(written.match()));
            shard.advanceTo(now);
            countLate(written, now);
            shard.insert(written.stream(), written.match().arrivingAs(arrival));
            alerts.addAll(shard.takeAlerts());
            deliver(alerts);
        }
    }

    /** By the key alone: a rule may look at several streams, whose matches of one key have to meet. */
    private int shardOf(Match match) {
        return Math.floorMod(match.getKey().hashCode(), shards.size());
    }

    /** What correlations found for others whose keys another shard has. */
    private void deliver(List<Alert> alerts) {
        CorrelationShard.Found found;
        while ((found = founds.poll()) != null) {
            CorrelationShard shard = shards.get(shardOf(found.match()));
            shard.advanceTo(found.time());
            shard.insert(found);
            alerts.addAll(shard.takeAlerts());
        }
    }

    /** Everything that is due before a moment happens at its time, in all shards before any goes on to the next. */
    private void passMomentsBefore(long now, List<Alert> alerts) {
        long due;
        while ((due = nextDue()) >= 0 && due < now) {
            for (CorrelationShard shard : shards) {
                if (shard.nextDue() == due) {
                    shard.advanceTo(due);
                    alerts.addAll(shard.takeAlerts());
                }
            }
            deliver(alerts);
            for (CorrelationShard shard : shards) {
                if (shard.now() == due) {
                    shard.endMoment();
                    alerts.addAll(shard.takeAlerts());
                }
            }
            deliver(alerts);
        }
    }

    /** The earliest of all shards; -1 if nothing is due. */
    private long nextDue() {
        long earliest = -1;
        for (CorrelationShard shard : shards) {
            long due = shard.nextDue();
            earliest = due >= 0 && (earliest < 0 || due < earliest) ? due : earliest;
        }
        return earliest;
    }

    private void countLate(MatchStage.Written written, long now) {
        if (written.match().getTimestamp() >= now) {
            return;
        }
        for (LoadedRule rule : rules.rules()) {
            var window = rule.outline().window();
            if (window != null
                    && rule.outline().reads().contains(written.stream())
                    && written.match().getTimestamp() < now - window.millis()) {
                rule.counters().late();
            }
        }
    }

    private void advanceShards(List<Alert> alerts) {
        if (watermark == Long.MIN_VALUE) {
            return;
        }
        passMomentsBefore(now(), alerts);
        for (CorrelationShard shard : shards) {
            shard.advanceTo(now());
            alerts.addAll(shard.takeAlerts());
        }
        deliver(alerts);
    }

    /** Why each match rule holds for the event, or why not. Nothing is inserted. */
    public List<Explanation> explain(Event event) {
        List<Explanation> explanations = new ArrayList<>();
        for (LoadedRule rule : rules()) {
            EventCondition condition = rule.outline().condition();
            if (condition != null) {
                explanations.add(Explanation.of(rule.outline(), condition, event));
            }
        }
        return explanations;
    }

    /** The newest event time, moved on by {@link #tick}; ms since the epoch, null before the first event. */
    public @Nullable Long watermark() {
        lock.lock();
        try {
            return watermark == Long.MIN_VALUE ? null : watermark;
        } finally {
            lock.unlock();
        }
    }

    /** Events evaluated so far. */
    public long evaluated() {
        lock.lock();
        try {
            return evaluated;
        } finally {
            lock.unlock();
        }
    }

    /** Every live rule, match rules included, by file and line. */
    public List<LoadedRule> rules() {
        lock.lock();
        try {
            return rules.rules().stream()
                    .sorted(Comparator.comparing(
                                    (LoadedRule rule) -> rule.outline().file())
                            .thenComparing(rule -> rule.outline().line()))
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    /** The text of a live file; null if none is loaded under the name. */
    public @Nullable String text(String file) {
        lock.lock();
        try {
            CompiledFile compiled = rules.file(file);
            return compiled == null ? null : compiled.source().text();
        } finally {
            lock.unlock();
        }
    }

    /** How many facts each stream holds that some rule reads. */
    public Map<String, Integer> streams() {
        lock.lock();
        try {
            Map<String, Integer> sizes = new TreeMap<>();
            for (String stream : rules.readStreams()) {
                sizes.put(
                        stream,
                        shards.stream()
                                .mapToInt(shard -> shard.handles(stream).size())
                                .sum());
            }
            return sizes;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            matchStage.close();
            shards.forEach(CorrelationShard::close);
        } finally {
            lock.unlock();
        }
    }
}
