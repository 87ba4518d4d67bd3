package io.tripline.live.rules;

import io.tripline.engine.LoadedRule;
import io.tripline.engine.guard.RuleGuard;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rules that run at one moment, and how they hang together. One thread. */
public final class RuleGraph {

    private final Map<String, List<LoadedRule>> byFile;
    private final Map<String, List<LoadedRule>> writers = new HashMap<>();

    public RuleGraph(List<LoadedRule> rules) {
        this.byFile = rules.stream()
                .collect(Collectors.groupingBy(rule -> rule.outline().file()));
        for (LoadedRule rule : rules) {
            rule.outline().writes().forEach(stream -> writers.computeIfAbsent(stream, s -> new ArrayList<>())
                    .add(rule));
        }
    }

    /** Rules of a file that raise alerts, in its order; of several with one id the first stands for all. */
    public List<LoadedRule> raising(String file) {
        Set<String> ids = new HashSet<>();
        return byFile.getOrDefault(file, List.of()).stream()
                .filter(rule ->
                        rule.outline().raises() && ids.add(rule.outline().id()))
                .toList();
    }

    /** The alerts of all rules that have its id. */
    public long alerts(LoadedRule raising) {
        return sharingId(raising).mapToLong(rule -> rule.counters().alerts()).sum();
    }

    private Stream<LoadedRule> sharingId(LoadedRule raising) {
        return byFile.getOrDefault(raising.outline().file(), List.of()).stream()
                .filter(rule -> rule.outline().raises()
                        && rule.outline().id().equals(raising.outline().id()));
    }

    /** The rules that lead to the alerts of one, itself and those of its id included: those that write what it reads, and so on; by line. */
    public List<LoadedRule> stages(LoadedRule raising) {
        Set<LoadedRule> stages = Collections.newSetFromMap(new IdentityHashMap<>());
        ArrayDeque<LoadedRule> todo = new ArrayDeque<>(sharingId(raising).toList());
        LoadedRule next;
        while ((next = todo.poll()) != null) {
            if (stages.add(next)) {
                next.outline().reads().stream()
                        .map(stream -> writers.getOrDefault(stream, List.of()))
                        .flatMap(Collection::stream)
                        .forEach(todo::add);
            }
        }
        return stages.stream()
                .sorted(Comparator.comparingInt(rule -> rule.outline().line()))
                .toList();
    }

    /** How a rule fares. */
    public enum Fate {
        WELL,
        FAILING,
        STOPPED
    }

    /** The worst of the rules that lead to its alerts. */
    public Fate fate(LoadedRule raising) {
        List<LoadedRule> stages = stages(raising);
        if (stages.stream().anyMatch(stage -> stage.guard().isOff())) {
            return Fate.STOPPED;
        }
        return stages.stream().anyMatch(stage -> stage.guard().failed() > 0) ? Fate.FAILING : Fate.WELL;
    }

    /** What is wrong with the rules that lead to its alerts; null where nothing is. */
    public @Nullable String trouble(LoadedRule raising) {
        List<String> troubles = new ArrayList<>();
        for (LoadedRule stage : stages(raising)) {
            RuleGuard guard = stage.guard();
            String off = guard.off();
            if (off != null) {
                troubles.add(
                        "rule \"" + guard.rule() + "\" is switched off: " + off + "; edit its file to start it again");
            } else if (guard.last() != null) {
                troubles.add("rule \"" + guard.rule() + "\": " + guard.last());
            }
        }
        return troubles.isEmpty() ? null : String.join("; ", troubles);
    }
}
