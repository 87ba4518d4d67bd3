package io.tripline.engine;

import io.tripline.alert.Alert;
import io.tripline.engine.compile.CompiledFile;
import io.tripline.engine.compile.DrlCompiler;
import io.tripline.engine.compile.DrlSource;
import io.tripline.engine.compile.RuleOutline;
import io.tripline.engine.correlate.Holdings;
import io.tripline.engine.correlate.Nearness;
import io.tripline.engine.guard.AtWork;
import io.tripline.engine.lint.ConditionTree;
import io.tripline.engine.lint.Lints;
import io.tripline.engine.read.EventCondition;
import io.tripline.engine.state.EngineState;
import io.tripline.engine.state.Restored;
import io.tripline.event.Event;
import io.tripline.event.FieldValue;
import io.tripline.event.Key;
import io.tripline.list.ListLookup;
import io.tripline.list.ValueLists;
import io.tripline.problem.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The engine: DRL files come and go, events go in, alerts come out. Any thread may call it, as many at once as like.
 *
 * <p>A {@link Turn} is a batch of events: matched on its own thread beside others, and correlated in the order in which turns
 * were taken. A change of rules is a turn as well: what comes before it runs under the old program, what comes after it under
 * the new one, and neither waits for the other to match. So nothing depends on how many threads there are.
 *
 * <p>Each log has its own clock, and each group its own time; {@link #tick} moves quiet logs on. With a lateness, what was found
 * in an event waits, and goes into windows in order of time that long after the newest of all.
 */
public final class Engine implements AutoCloseable {

    /** Who closes the engine does not wait forever for a rule that never ends. */
    private static final Duration LAST_WAIT = Duration.ofSeconds(5);

    private static final Duration LONGEST_LOOK = Duration.ofSeconds(1);

    /** Rules change one after another, and mostly while events go on. */
    private final ReentrantLock changes = new ReentrantLock();

    private final EngineSettings settings;
    private final Stumbles stumbles = new Stumbles();
    private final Turns turns = new Turns();
    private final Sequencer sequencer;
    private final ValueLists lists = new ValueLists();

    /** What a turn that is taken now runs under; guarded by the giving of turns. */
    private Program next;

    /** What all turns but those under way have run under: what readers see. */
    private volatile Program running;

    public Engine(EngineSettings settings) {
        this.settings = settings;
        this.sequencer = new Sequencer(settings, stumbles);
        this.running = new Program(stumbles, settings.gated());
        this.next = running;
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
            Draft draft = new Draft(running);
            gone.forEach(draft::remove);
            List<CompiledFile> compiled = new ArrayList<>();
            List<Problem> problems = new ArrayList<>();
            List<String> clashing = new ArrayList<>();
            for (Compilation compilation : Compilation.of(sources)) {
                DrlSource source = compilation.source();
                switch (compilation.result()) {
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
            lists.connect(lookups(compiled));
            apply(draft, gone, compiled, problems);
            lists.retain(lookups(running.files()));
            return report(sources, compiled, clashing, problems);
        } finally {
            changes.unlock();
        }
    }

    /** What rules ask of lists. */
    private static List<ListLookup> lookups(Collection<CompiledFile> files) {
        List<ListLookup> lookups = new ArrayList<>();
        for (CompiledFile file : files) {
            for (RuleOutline rule : file.rules()) {
                EventCondition condition = rule.condition();
                if (condition != null) {
                    ConditionTree.forEach(condition, part -> {
                        if (part instanceof EventCondition.InList test) {
                            lookups.add(test.lookup());
                        }
                    });
                }
            }
        }
        return lookups;
    }

    /**
     * What is worth a look in files that ask one of the lists, as it is now: they may be there, or broken, since the files were
     * loaded.
     */
    public Map<String, List<Problem>> worthALook(Collection<String> asked) {
        Map<String, List<Problem>> byFile = new TreeMap<>();
        for (CompiledFile file : running.files()) {
            if (lookups(List.of(file)).stream().anyMatch(lookup -> asked.contains(lookup.list()))) {
                byFile.put(file.source().file(), worthALook(file));
            }
        }
        return byFile;
    }

    /** The lists that rules ask. Whoever knows where they are says so before the first rule is loaded. */
    public ValueLists lists() {
        return lists;
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
        Draft without = new Draft(running);
        gone.forEach(without::remove);
        goOnWith(without);
        for (CompiledFile file : List.copyOf(compiled)) {
            Draft one = new Draft(running);
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

    /** All that takes time is made while events go on. Then the change is a turn, whose effect is that the groups go on. */
    private void goOnWith(Draft draft) {
        Program before = running;
        Program after = before.with(draft.files(), sequencer.evaluated());
        try (Turns.Place place = turns.take(taken -> {
            next = after;
            return taken;
        })) {
            place.await();
            try {
                sequencer.goOnWith(after);
                running = after;
            } finally {
                turns.atOnce(() -> next = running);
                (running == after ? before : after).close();
            }
        }
    }

    private static LoadReport report(
            Collection<DrlSource> sources, List<CompiledFile> compiled, List<String> clashing, List<Problem> problems) {
        List<String> live = compiled.stream().map(file -> file.source().file()).toList();
        compiled.parallelStream().map(Engine::worthALook).forEachOrdered(problems::addAll);
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

    /** A batch of events gets its number. To be closed in any case: others wait for that. */
    public Turn turn() {
        return turns.take(place -> new Turn(place, next, sequencer));
    }

    /** The same if no other turn is under way; else null. */
    public @Nullable Turn turnIfFree() {
        return turns.takeIfFree(place -> new Turn(place, next, sequencer));
    }

    /** Evaluates events in the order of the list, or later in order of time where lateness says so. Waits for its turn. */
    public List<Alert> process(List<Event> events) {
        try (Turn turn = turn()) {
            return turn.correlate(turn.match(events));
        }
    }

    /**
     * Evaluates events of which nobody knows when they happened. Rules about one event see them; windows do not, since nobody
     * knows whether they are in one.
     */
    public List<Alert> processWithoutTime(List<Event> events) {
        try (Turn turn = turn()) {
            return turn.raise(turn.match(events));
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
        try (Turn turn = turn()) {
            return turn.pass(passing, latest);
        }
    }

    /** Lets time pass until nothing that was written to a stream is left in a window. */
    public List<Alert> drain() {
        long longest = running.rules().stream()
                .mapToLong(rule -> rule.outline().window() == null
                        ? 0
                        : rule.outline().window().millis())
                .max()
                .orElse(0);
        try (Turn turn = turn()) {
            return turn.drain(longest);
        }
    }

    /** All that windows hold, and what time it is, as it stands between two turns. Waits for its turn. */
    public EngineState snapshot() {
        try (Turn turn = turn()) {
            return turn.snapshot();
        }
    }

    /**
     * Goes on where another engine stood: of files that are the same everything as it stood, of others what an edit would keep.
     * After the rules have been loaded, and before the first event. Waits for its turn.
     *
     * @param restart the time on the wall, ms since the epoch: what was due before then was due while nothing ran, and its alert
     *     is late
     */
    public Restored restore(EngineState state, long restart) {
        try (Turn turn = turn()) {
            return turn.restore(state, restart);
        }
    }

    /**
     * Goes back to where it stood when a state was kept: what has come since is as if it had never been. Of rules those run that
     * run now. Waits for its turn.
     *
     * @param atOnce runs in the same turn, behind it
     */
    public Restored goBack(EngineState state, long restart, Runnable atOnce) {
        try (Turn turn = turn()) {
            Restored restored = turn.goBack(() -> running, state, restart);
            atOnce.run();
            return restored;
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

    /**
     * How near the group that an event belongs to is to an alert, by the name of each rule of the file that has such a group: the
     * names of the group's fields are those that groups of the rule have. Waits for its turn, and not for long: then nothing is known.
     */
    public Map<String, Nearness> nearness(String file, Event event) {
        try (Turn turn = turn()) {
            return turn.await(LONGEST_LOOK) ? turn.nearness(file, names -> key(names, event)) : Map.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Map.of();
        }
    }

    private static Key key(List<String> names, Event event) {
        List<@Nullable String> values = new ArrayList<>();
        for (String name : names) {
            List<FieldValue> found = event.field(name).values();
            values.add(
                    found.isEmpty() || found.getFirst().isNull()
                            ? null
                            : found.getFirst().text());
        }
        return new Key(names, values);
    }

    /** The newest event time, moved on by {@link #tick}; ms since the epoch, null before the first event. Never waits. */
    public @Nullable Long watermark() {
        return sequencer.watermark();
    }

    /** Events evaluated so far. Never waits. */
    public long evaluated() {
        return sequencer.evaluated();
    }

    /** Every live rule, match rules included, by file and line; the same list until a rule changes. Never waits. */
    public List<LoadedRule> rules() {
        return running.inOrder();
    }

    /** The live rule of an id that raises alerts; null if there is none. Never waits. */
    public @Nullable LoadedRule raising(String id) {
        return running.rules().stream()
                .filter(rule -> rule.outline().raises() && rule.outline().id().equals(id))
                .findFirst()
                .orElse(null);
    }

    /** The text of a live file; null if none is loaded under the name. Never waits. */
    public @Nullable String text(String file) {
        CompiledFile compiled = running.file(file);
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
        Program known = running;
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

    /** How many facts each stream holds that some rule reads. Waits for its turn. */
    public Map<String, Integer> streams() {
        return holdingsNow().sizes();
    }

    /** What windows hold, every group looked at. Waits for its turn, and takes as long as there are groups. */
    public Holdings holdingsNow() {
        try (Turn turn = turn()) {
            return turn.holdings();
        }
    }

    /** What windows hold, or held about a second ago; while events are evaluated, not long before. Never waits. */
    public Holdings holdings() {
        PublishedHoldings published = sequencer.published();
        if (!published.isDue()) {
            return published.last();
        }
        Turn turn = turnIfFree();
        if (turn == null) {
            return published.lastForNow();
        }
        try (turn) {
            return turn.glance();
        }
    }

    @Override
    public void close() {
        try (Turn turn = turn()) {
            if (turn.await(LAST_WAIT)) {
                running.close();
                sequencer.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
