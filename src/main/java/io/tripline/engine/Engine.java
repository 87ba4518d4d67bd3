package io.tripline.engine;

import io.tripline.alert.Alert;
import io.tripline.engine.compile.CompiledFile;
import io.tripline.engine.compile.DrlCompiler;
import io.tripline.engine.compile.DrlSource;
import io.tripline.engine.compile.EventCondition;
import io.tripline.engine.lint.Lints;
import io.tripline.event.Event;
import io.tripline.problem.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
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
    private final RuleBase rules;
    private final MatchStage matchStage;
    private final CorrelationStage correlationStage;
    private volatile Map<String, Integer> streamSizes = Map.of();
    private final PriorityQueue<Event> held =
            new PriorityQueue<>(Comparator.comparingLong(Event::getTimestamp).thenComparing(Event::getId));

    /** ms since the epoch; before the first event {@link Long#MIN_VALUE}. */
    private long watermark = Long.MIN_VALUE;

    private long evaluated;

    public Engine(EngineSettings settings) {
        this.settings = settings;
        this.rules = new RuleBase(settings.shards());
        this.matchStage = new MatchStage(rules);
        this.correlationStage = new CorrelationStage(rules, settings.shards());
    }

    /** Compiles files and puts them in place of those of the same name. What windows hold survives. */
    public LoadReport load(Collection<DrlSource> sources) {
        return load(sources, () -> {});
    }

    /** @param afterEach told after each file: many take their time */
    public LoadReport load(Collection<DrlSource> sources, Runnable afterEach) {
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
            afterEach.run();
        }
        return new LoadReport(live, broken, problems);
    }

    private List<Problem> worthALook(CompiledFile file) {
        List<Problem> problems = new ArrayList<>(file.notes());
        problems.addAll(Lints.builtIn().of(file));
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
        correlationStage.change(streams, change);
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
            if (watermark != Long.MIN_VALUE) {
                correlationStage.advanceTo(now(), alerts);
            }
            return alerts;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Evaluates events of which nobody knows when they happened. Rules about one event see them; windows do not, since nobody
     * knows whether they are in one.
     */
    public List<Alert> processWithoutTime(List<Event> events) {
        lock.lock();
        try {
            List<Alert> alerts = new ArrayList<>();
            for (Event event : events) {
                evaluated++;
                alerts.addAll(matchStage.test(event).alerts());
            }
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
                correlationStage.advanceTo(now(), alerts);
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
        correlationStage.passMomentsBefore(now, alerts);
        MatchStage.Outcome outcome = matchStage.test(event);
        alerts.addAll(outcome.alerts());
        if (rules.retainsEvents()) {
            correlationStage.insert(event, now, alerts);
        }
        if (!outcome.matches().isEmpty()) {
            correlationStage.insert(outcome.matches(), now, alerts);
        }
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

    /** How many facts each stream holds that some rule reads; while events are evaluated, how many it held before. Never waits. */
    public Map<String, Integer> streams() {
        if (lock.tryLock()) {
            try {
                streamSizes = correlationStage.streams();
            } finally {
                lock.unlock();
            }
        }
        return streamSizes;
    }

    @Override
    public void close() {
        lock.lock();
        try {
            matchStage.close();
            correlationStage.close();
        } finally {
            lock.unlock();
        }
    }
}
