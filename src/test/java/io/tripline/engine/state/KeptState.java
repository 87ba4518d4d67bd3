package io.tripline.engine.state;

import io.tripline.engine.state.StateChange.Added;
import io.tripline.engine.state.StateChange.FileGone;
import io.tripline.engine.state.StateChange.FileRuns;
import io.tripline.engine.state.StateChange.Forgotten;
import io.tripline.engine.state.StateChange.Over;
import io.tripline.engine.state.StateChange.Passed;
import io.tripline.engine.state.StateChange.Reduced;
import io.tripline.engine.state.StateChange.Released;
import io.tripline.engine.state.StateChange.Removed;
import io.tripline.engine.state.StateChange.RewriteBegins;
import io.tripline.engine.state.StateChange.RewriteEnds;
import io.tripline.engine.state.StateChange.Stands;
import io.tripline.engine.state.StateChange.Waits;
import io.tripline.engine.state.StateChange.Whole;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a store does, at its plainest: a state that is written down once, and then change by change. */
public final class KeptState {

    private String times = "";
    private final List<String> waiting = new ArrayList<>();
    private final Map<String, Integer> files = new TreeMap<>();
    private final Map<GroupName, Group> groups = new HashMap<>();

    private static final class Group {
        private String standing = "";
        private final List<Fact> facts = new ArrayList<>();
    }

    private record Fact(long time, String text) {

        private static Fact of(HeldFact held) {
            return new Fact(held.time(), StateText.of(held));
        }
    }

    public static KeptState of(EngineState state) {
        KeptState kept = new KeptState();
        kept.times = StateText.times(state.times());
        state.held().forEach(event -> kept.waiting.add(StateText.of(event)));
        for (FileState file : state.files()) {
            kept.files.put(file.file() + " " + file.text(), 1);
            for (int i = 0; i < file.levels().size(); i++) {
                for (HeldGroup held : file.levels().get(i).groups()) {
                    Group group = kept.group(new GroupName(file.file(), i, held.key()));
                    group.standing = StateText.of(held.standing());
                    held.facts().forEach(fact -> group.facts.add(Fact.of(fact)));
                }
            }
        }
        return kept;
    }

    private Group group(GroupName name) {
        return groups.computeIfAbsent(name, n -> new Group());
    }

    public void apply(List<StateChange> changes) {
        changes.forEach(this::apply);
    }

    private void apply(StateChange change) {
        switch (change) {
            case Added(GroupName group, HeldFact fact) -> group(group).facts.add(Fact.of(fact));
            case Removed(GroupName group, HeldFact fact) -> remove(group(group), fact);
            case Reduced(GroupName group, HeldFact before, HeldFact after) -> {
                remove(group(group), before);
                group(group).facts.add(Fact.of(after));
            }
            case Forgotten(GroupName group, long before) -> group(group).facts.removeIf(fact -> fact.time() < before);
            case Stands(GroupName group, GroupStanding standing) -> group(group).standing = StateText.of(standing);
            case Over(GroupName group) -> groups.remove(group);
            case Waits(HeldEvent event) -> waiting.add(StateText.of(event));
            case Released(HeldEvent event) -> {
                if (!waiting.remove(StateText.of(event))) {
                    throw new AssertionError("it did not wait: " + StateText.of(event));
                }
            }
            case FileRuns(FileState file, Map<Integer, Integer> whole) -> {
                Map<GroupName, Group> goOn = new HashMap<>();
                groups.forEach((name, group) -> {
                    Integer level = name.file().equals(file.file()) ? whole.get(name.level()) : null;
                    if (level != null) {
                        goOn.put(new GroupName(name.file(), level, name.key()), group);
                    }
                });
                gone(file.file());
                groups.putAll(goOn);
                files.put(file.file() + " " + file.text(), 1);
            }
            case FileGone(String file) -> gone(file);
            case Passed(EngineTimes now) -> times = StateText.times(now);
            case RewriteBegins(List<HeldEvent> all) -> {
                waiting.clear();
                all.forEach(event -> waiting.add(StateText.of(event)));
            }
            case Whole(GroupName name, HeldGroup held) -> {
                Group group = group(name);
                group.standing = StateText.of(held.standing());
                group.facts.clear();
                held.facts().forEach(fact -> group.facts.add(Fact.of(fact)));
            }
            case RewriteEnds ends -> {}
        }
    }

    private void gone(String file) {
        files.keySet().removeIf(known -> known.startsWith(file + " "));
        groups.keySet().removeIf(group -> group.file().equals(file));
    }

    private static void remove(Group group, HeldFact fact) {
        if (!group.facts.remove(Fact.of(fact))) {
            throw new AssertionError("it was not there: " + StateText.of(fact));
        }
    }

    @Override
    public String toString() {
        return times + "\n" + waiting.stream().sorted().toList() + "\n" + files.keySet() + "\n"
                + groups.entrySet().stream()
                        .map(group ->
                                group.getKey().file() + " " + group.getKey().level() + " "
                                        + StateText.of(group.getKey().key()) + ": " + group.getValue().standing
                                        + group.getValue().facts.stream()
                                                .map(fact -> "\n  " + fact.text())
                                                .sorted()
                                                .collect(Collectors.joining()))
                        .sorted()
                        .collect(Collectors.joining("\n"));
    }
}
