package io.tripline.engine;

import io.tripline.alert.Alert;
import io.tripline.engine.compile.CompiledFile;
import io.tripline.engine.compile.DrlCompiler;
import io.tripline.engine.compile.DrlSource;
import io.tripline.engine.correlate.Correlations;
import io.tripline.engine.correlate.Correlator;
import io.tripline.engine.guard.AtWork;
import io.tripline.engine.lint.Lints;
import io.tripline.engine.read.EventCondition;
import io.tripline.event.Event;
import io.tripline.problem.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The engine: DRL files come and go, events go in, alerts come out. Any thread may call it; a lock lets one at a time in.
 *
 * <p>Each log has its own clock, and each group its own time; {@link #tick} moves quiet logs on. With a lateness events are
 * held and evaluated in order of time that long after the newest of all.
 */
public final class Engine implements AutoCloseable {

    private final ReentrantLock lock = new ReentrantLock();

    /** Rules change one after another, and mostly while events go on. */
    private final ReentrantLock changes = new ReentrantLock();

    private final EngineSettings settings;
    private final Stumbles stumbles = new Stumbles();
    private volatile Map<String, Integer> streamSizes = Map.of();
    private final PriorityQueue<Event> held =
            new PriorityQueue<>(Comparator.comparingLong(Event::getTimestamp).thenComparing(Event::getId));

    private volatile RuleBase rules;
    private MatchStage matchStage;
    private final Correlator correlator;

    /** ms since the epoch; before the first event {@link Long#MIN_VALUE}. */
    private volatile long watermark = Long.MIN_VALUE;

    private volatile long evaluated;

    /** ms that have passed since the last event, and since the start. */
    private long idle;

    private long elapsed;

    public Engine(EngineSettings settings) {
        this.settings = settings;
        this.rules = RuleBase.empty();
        this.matchStage = new MatchStage(rules, stumbles);
        this.correlator = new Correlator(settings, stumbles);
    }

    /** Compiles files and puts them in place of those of the same name. What windows hold survives. */
    public LoadReport load(Collection<DrlSource> sources) {
        return load(sources, () -> {});
    }

    /** @param afterEach told after each file: many take their time */
    public LoadReport load(Collection<DrlSource> sources, Runnable afterEach) {
        return change(List.of(), sources, afterEach);
    }

    /** Removes files: their rules and what only they looked at. */
    public void remove(Collection<String> names) {
        change(names, List.of(), () -> {});
    }

    /**
     * Takes files out and puts others in, at one moment for all events. A file that cannot be put in leaves what ran under its
     * name.
     *
     * @param afterEach told after each file that was compiled: many take their time
     */
    public LoadReport change(Collection<String> gone, Collection<DrlSource> sources, Runnable afterEach) {
        changes.lock();
        try {
            Draft draft = new Draft(rules);
            gone.forEach(draft::remove);
            List<CompiledFile> compiled = new ArrayList<>();
            List<Problem> problems = new ArrayList<>();
            List<String> clashing = new ArrayList<>();
            for (DrlSource source : sources) {
                switch (DrlCompiler.compile(source)) {
                    case DrlCompiler.Result.Broken broken -> problems.addAll(broken.problems());
                    case DrlCompiler.Result.Compiled result -> {
                        List<Problem> conflicts = draft.conflicts(result.file());
                        problems.addAll(conflicts);
                        if (conflicts.isEmpty()) {
                            draft.put(result.file());
                            compiled.add(result.file());
                        } else {
                            clashing.add(source.file());
                        }
                    }
                }
                afterEach.run();
            }
            apply(draft, gone, compiled, problems);
            return report(sources, compiled, clashing, problems);
        } finally {
            changes.unlock();
        }
    }

    /** All at once; if that fails, one by one, so that only what fails stays out. */
    private void apply(Draft draft, Collection<String> gone, List<CompiledFile> compiled, List<Problem> problems) {
        if (gone.isEmpty() && compiled.isEmpty()) {
            return;
        }
        try {
            goOnWith(draft);
            return;
        } catch (RuntimeException | LinkageError | StackOverflowError failed) {
            if (compiled.size() == 1 && gone.isEmpty()) {
                problems.add(notApplied(compiled.removeFirst(), failed));
                return;
            }
        }
        Draft without = new Draft(rules);
        gone.forEach(without::remove);
        goOnWith(without);
        for (CompiledFile file : List.copyOf(compiled)) {
            Draft one = new Draft(rules);
            one.put(file);
            try {
                goOnWith(one);
            } catch (RuntimeException | LinkageError | StackOverflowError failed) {
                compiled.remove(file);
                problems.add(notApplied(file, failed));
            }
        }
    }

    private static Problem notApplied(CompiledFile file, Throwable failed) {
        return Problem.ofFile(
                Problem.Severity.ERROR,
                file.source().file(),
                "failed to apply: " + failed,
                "it is tried again at the next change of a rule");
    }

    /** The session of match rules is made while events go on; only then they wait, until the groups go on under other rules. */
    private void goOnWith(Draft draft) {
        RuleBase next = rules.with(draft.files(), evaluated);
        MatchStage matches = new MatchStage(next, stumbles);
        lock.lock();
        try {
            correlator.goOnWith(next.files().stream()
                    .filter(CompiledFile::correlates)
                    .map(file -> new Correlations(file, next.rulesOf(file)))
                    .toList());
            matchStage.close();
            matchStage = matches;
            rules = next;
        } finally {
            lock.unlock();
        }
    }

    private static LoadReport report(
            Collection<DrlSource> sources, List<CompiledFile> compiled, List<String> clashing, List<Problem> problems) {
        List<String> live = compiled.stream().map(file -> file.source().file()).toList();
        compiled.forEach(file -> problems.addAll(worthALook(file)));
        return new LoadReport(
                live,
                sources.stream()
                        .map(DrlSource::file)
                        .filter(file -> !live.contains(file))
                        .toList(),
                clashing,
                problems);
    }

    private static List<Problem> worthALook(CompiledFile file) {
        List<Problem> problems = new ArrayList<>(file.notes());
        problems.addAll(Lints.builtIn().of(file));
        return problems;
    }

    /** Evaluates events in the order of the list, or later in order of time where lateness says so. */
    public List<Alert> process(List<Event> events) {
        lock.lock();
        try {
            List<Alert> alerts = new ArrayList<>();
            idle = events.isEmpty() ? idle : 0;
            for (Event event : events) {
                watermark = Math.max(watermark, event.getTimestamp());
                if (settings.lateness().isZero()) {
                    evaluate(event, alerts);
                } else {
                    held.add(event);
                    release(alerts);
                }
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

    /** Lets time pass for the logs of which no event comes. */
    public List<Alert> tick(Duration passing) {
        return tick(passing, Long.MAX_VALUE);
    }

    /**
     * The same.
     *
     * @param latest the time on the wall, ms since the epoch: no log's time moves on beyond it
     */
    public List<Alert> tick(Duration passing, long latest) {
        lock.lock();
        try {
            List<Alert> alerts = new ArrayList<>();
            if (watermark != Long.MIN_VALUE) {
                long wasQuiet = quiet();
                long wasElapsed = elapsedForGroups();
                idle += passing.toMillis();
                elapsed += passing.toMillis();
                watermark = watermark + quiet() - wasQuiet;
                release(alerts);
                correlator.pass(elapsedForGroups() - wasElapsed, latest);
                alerts.addAll(correlator.takeAlerts());
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
            correlator.end();
            List<Alert> alerts = new ArrayList<>(correlator.takeAlerts());
            alerts.addAll(tick(settings.lateness()
                    .plus(settings.late().plusMillis(longest).multipliedBy(4))
                    .plusSeconds(1)));
            return alerts;
        } finally {
            lock.unlock();
        }
    }

    /** For how long no event has come; 0 until that counts as quiet. */
    private long quiet() {
        return idle < settings.quietAfter().toMillis() ? 0 : idle;
    }

    /** Groups see events that much later than they come. */
    private long elapsedForGroups() {
        return Math.max(0, elapsed - settings.lateness().toMillis());
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
        long count = evaluated + 1;
        evaluated = count;
        correlator.event(event.origin().log(), event.getTimestamp());
        alerts.addAll(correlator.takeAlerts());
        MatchStage.Outcome outcome = matchStage.test(event);
        alerts.addAll(outcome.alerts());
        if (correlator.retainsEvents()) {
            correlator.insert(event);
        }
        if (!outcome.matches().isEmpty()) {
            correlator.insert(outcome.matches());
        }
        alerts.addAll(correlator.takeAlerts());
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

    /** The newest event time, moved on by {@link #tick}; ms since the epoch, null before the first event. Never waits. */
    public @Nullable Long watermark() {
        long now = watermark;
        return now == Long.MIN_VALUE ? null : now;
    }

    /** Events evaluated so far. Never waits. */
    public long evaluated() {
        return evaluated;
    }

    /** Every live rule, match rules included, by file and line. Never waits. */
    public List<LoadedRule> rules() {
        return rules.rules().stream()
                .sorted(Comparator.comparing((LoadedRule rule) -> rule.outline().file())
                        .thenComparing(rule -> rule.outline().line()))
                .toList();
    }

    /** The text of a live file; null if none is loaded under the name. Never waits. */
    public @Nullable String text(String file) {
        CompiledFile compiled = rules.file(file);
        return compiled == null ? null : compiled.source().text();
    }

    /**
     * A rule that is being evaluated.
     *
     * @param rule its name
     * @param since how long the part of it that is at work has been
     */
    public record UnderWay(String file, String rule, Duration since) {}

    /** The rule that has been at work longest, for whoever watches over the engine; null if none is. Never waits. */
    public @Nullable UnderWay underWay() {
        RuleBase known = rules;
        return AtWork.longest(known::has)
                .map(at -> new UnderWay(at.rule().file(), at.rule().rule(), Duration.ofNanos(at.ns())))
                .orElse(null);
    }

    /** Failures that no rule could be blamed for; what they were about is left out. Never waits. */
    public long stumbles() {
        return stumbles.count();
    }

    /** The newest of them, in words; null if there was none. */
    public @Nullable String lastStumble() {
        return stumbles.last();
    }

    /** How many facts each stream holds that some rule reads; while events are evaluated, how many it held before. Never waits. */
    public Map<String, Integer> streams() {
        if (lock.tryLock()) {
            try {
                streamSizes = correlator.streams();
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
            correlator.close();
        } finally {
            lock.unlock();
        }
    }
}
