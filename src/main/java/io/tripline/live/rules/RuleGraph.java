package io.tripline.live.rules;

import io.tripline.engine.LoadedRule;
import io.tripline.engine.compile.RuleOutline;
import io.tripline.engine.guard.RuleGuard;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rules that run at one moment, and how they hang together. Any thread. */
public final class RuleGraph {

    private final List<LoadedRule> rules;
    private final Map<String, List<LoadedRule>> byFile;
    private final Map<String, List<LoadedRule>> writers = new HashMap<>();
    private final Map<String, List<RuleOutline>> readers = new HashMap<>();

    /** Of those that somebody has asked for; a rule is the same object for as long as it runs. */
    private final Map<LoadedRule, List<LoadedRule>> stages = Collections.synchronizedMap(new IdentityHashMap<>());

    public RuleGraph(List<LoadedRule> rules) {
        this.rules = rules;
        this.byFile = rules.stream()
                .collect(Collectors.groupingBy(rule -> rule.outline().file()));
        for (LoadedRule rule : rules) {
            rule.outline().writes().forEach(stream -> writers.computeIfAbsent(stream, s -> new ArrayList<>())
                    .add(rule));
            rule.outline().reads().forEach(stream -> readers.computeIfAbsent(stream, s -> new ArrayList<>())
                    .add(rule.outline()));
        }
    }

    /** All of them, by file and line. */
    public List<LoadedRule> rules() {
        return rules;
    }

    /** The other rules that read what one writes, in the order of the rules. */
    public List<RuleOutline> readers(RuleOutline rule) {
        return rule.writes().stream()
                .sorted()
                .flatMap(stream -> readers.getOrDefault(stream, List.of()).stream())
                .filter(reader -> !reader.equals(rule))
                .distinct()
                .toList();
    }

    /** The other rules to which what one writes leads: those that read it, those that read what they write, and so on. */
    public List<RuleOutline> onward(RuleOutline rule) {
        Set<RuleOutline> onward = new LinkedHashSet<>();
        ArrayDeque<RuleOutline> todo = new ArrayDeque<>(readers(rule));
        RuleOutline next;
        while ((next = todo.poll()) != null) {
            if (!next.equals(rule) && onward.add(next)) {
                todo.addAll(readers(next));
            }
        }
        return List.copyOf(onward);
    }

    /** Rules of a file that raise alerts, in its order; of several with one id the first stands for all. */
    public List<LoadedRule> raising(String file) {
        Set<String> ids = new HashSet<>();
        return byFile.getOrDefault(file, List.of()).stream()
                .filter(rule ->
                        rule.outline().raises() && ids.add(rule.outline().id()))
                .toList();
    }

    /** The same of all files. */
    public List<LoadedRule> raising() {
        return byFile.keySet().stream().flatMap(file -> raising(file).stream()).toList();
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
        return stages.computeIfAbsent(raising, this::leadingTo);
    }

    private List<LoadedRule> leadingTo(LoadedRule raising) {
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

    /** Of its stages those that look at events. */
    public List<LoadedRule> matching(LoadedRule raising) {
        return stages(raising).stream()
                .filter(stage -> stage.outline().kind() != RuleOutline.Kind.CORRELATION)
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
