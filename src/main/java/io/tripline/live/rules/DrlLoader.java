package io.tripline.live.rules;

import io.tripline.engine.Engine;
import io.tripline.engine.LoadReport;
import io.tripline.engine.LoadedRule;
import io.tripline.engine.compile.DrlSource;
import io.tripline.problem.Problem;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Puts DRL into the engine and remembers of each file what runs. A broken file leaves what ran before; it is tried again when
 * another file changes, because what broke it can be the other's fault (the same id in both). One thread.
 */
final class DrlLoader {

    private final Engine engine;
    private final Set<String> disabledIds;
    private final InstantSource clock;
    private final Runnable afterEach;
    private final Map<String, DrlState> states = new HashMap<>();

    /** Files that are gone, but which the engine could not take out yet. */
    private final Set<String> leaving = new LinkedHashSet<>();

    /**
     * @param disabledIds rules that configuration switches off
     * @param afterEach told after each file that was compiled
     */
    DrlLoader(Engine engine, Set<String> disabledIds, InstantSource clock, Runnable afterEach) {
        this.afterEach = afterEach;
        this.engine = engine;
        this.disabledIds = disabledIds;
        this.clock = clock;
    }

    /** One file whose state is another than before; a null state is that of a file that is not there. */
    record Change(
            String file,
            @Nullable DrlState before,
            @Nullable DrlState after,
            List<String> ruleNames) {
        Change {
            ruleNames = List.copyOf(ruleNames);
        }
    }

    /** The state of a file by its name; null if it was never loaded, or is gone. */
    @Nullable
    DrlState state(String file) {
        return states.get(file);
    }

    /** Lists were read: what was said of those that were missing may be over. */
    void listsChanged(Collection<String> lists) {
        engine.worthALook(lists)
                .forEach((file, problems) -> states.computeIfPresent(
                        file,
                        (name, state) -> state instanceof DrlState.Live live
                                ? new DrlState.Live(live.text(), live.since(), problems)
                                : state));
    }

    /**
     * Takes files out, then loads others.
     *
     * @return what is another than before, in order: what went, what came
     */
    List<Change> apply(Collection<String> gone, Collection<DrlSource> changed) {
        List<Change> changes = new ArrayList<>();
        if (!gone.isEmpty()) {
            Map<String, List<LoadedRule>> raising = raising();
            for (String file : gone) {
                DrlState before = states.remove(file);
                if (before != null) {
                    changes.add(new Change(file, before, null, names(raising.get(file))));
                }
            }
            leaving.addAll(gone);
        }
        Map<String, DrlSource> sources = new LinkedHashMap<>();
        for (DrlSource source : changed) {
            DrlState known = states.get(source.file());
            if (known == null || !known.text().equals(source.text())) {
                sources.put(source.file(), source);
            }
        }
        if (!gone.isEmpty() || !sources.isEmpty()) {
            states.forEach((file, state) -> {
                if (state.isBroken()) {
                    sources.putIfAbsent(file, new DrlSource(file, state.text()));
                }
            });
        }
        leaving.removeAll(sources.keySet());
        if (!sources.isEmpty() || !leaving.isEmpty()) {
            changes.addAll(load(sources.values()));
        }
        return changes;
    }

    /** Whatever the engine throws: the files say so, and are tried again at the next change. */
    private LoadReport change(Collection<DrlSource> sources) {
        try {
            LoadReport report = engine.change(leaving, sources, afterEach);
            leaving.clear();
            return report;
        } catch (RuntimeException | LinkageError | StackOverflowError failed) {
            List<String> files = sources.stream().map(DrlSource::file).toList();
            return new LoadReport(
                    List.of(),
                    files,
                    List.of(),
                    files.stream()
                            .map(file -> Problem.ofFile(
                                    Problem.Severity.ERROR,
                                    file,
                                    "failed to apply: " + failed,
                                    "it is tried again at the next change of a rule"))
                            .toList());
        }
    }

    private List<Change> load(Collection<DrlSource> sources) {
        LoadReport report = change(sources);
        Set<String> live = new HashSet<>(report.live());
        Map<String, List<Problem>> problems = new HashMap<>();
        report.problems().forEach(problem -> problems.computeIfAbsent(problem.file(), file -> new ArrayList<>())
                .add(problem));
        Map<String, List<LoadedRule>> raising = raising();
        List<Change> changes = new ArrayList<>();
        List<String> switchedOff = new ArrayList<>();
        for (DrlSource source : sources) {
            DrlState before = states.get(source.file());
            DrlState after = state(
                    before,
                    source.text(),
                    live.contains(source.file()),
                    raising.get(source.file()),
                    problems.getOrDefault(source.file(), List.of()));
            if (after instanceof DrlState.Off) {
                switchedOff.add(source.file());
            }
            states.put(source.file(), after);
            if (!after.equals(before)) {
                changes.add(new Change(source.file(), before, after, names(raising.get(source.file()))));
            }
        }
        if (!switchedOff.isEmpty()) {
            engine.remove(switchedOff);
        }
        return changes;
    }

    private DrlState state(
            @Nullable DrlState before,
            String text,
            boolean compiled,
            @Nullable List<LoadedRule> raising,
            List<Problem> problems) {
        if (!compiled) {
            return DrlState.notCompiled(before, text, problems);
        }
        return isSwitchedOff(raising)
                ? new DrlState.Off(text, problems)
                : DrlState.live(before, text, problems, clock.instant());
    }

    /** Live rules that raise alerts, by file. */
    private Map<String, List<LoadedRule>> raising() {
        return engine.rules().stream()
                .filter(rule -> rule.outline().raises())
                .collect(Collectors.groupingBy(rule -> rule.outline().file()));
    }

    /** Whether all that a file raises is switched off. */
    private boolean isSwitchedOff(@Nullable List<LoadedRule> raising) {
        return raising != null
                && raising.stream()
                        .allMatch(rule -> disabledIds.contains(rule.outline().id()));
    }

    private static List<String> names(@Nullable List<LoadedRule> raising) {
        return raising == null
                ? List.of()
                : raising.stream().map(rule -> rule.outline().name()).toList();
    }
}
