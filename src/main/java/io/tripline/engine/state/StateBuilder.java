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
import io.tripline.event.Key;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts a state together of all that was told of changes: from the beginning, or from where all that there was began to be told
 * once more. One thread.
 */
public final class StateBuilder {

    private EngineTimes times = EngineState.NOTHING.times();
    private final List<HeldEvent> waiting = new ArrayList<>();
    private final Map<String, FileState> files = new LinkedHashMap<>();
    private final Map<String, Map<Integer, Map<Key, Group>>> groups = new HashMap<>();

    /** Whether all is known; before that what goes need not have been there. */
    private boolean isWhole;

    private static final class Group {
        private @Nullable GroupStanding standing;
        private FactLine facts = new FactLine();
    }

    /** @param fromTheBeginning whether what is told first is what changed first of all; else all is told once more there */
    public StateBuilder(boolean fromTheBeginning) {
        this.isWhole = fromTheBeginning;
    }

    /**
     * What a batch changed, in order.
     *
     * @throws DamagedState it does not follow from what was told before
     */
    public void apply(List<StateChange> changes) throws DamagedState {
        for (StateChange change : changes) {
            apply(change);
        }
    }

    private void apply(StateChange change) throws DamagedState {
        switch (change) {
            case Added(GroupName name, HeldFact fact) -> group(name).facts.add(fact);
            case Removed(GroupName name, HeldFact fact) ->
                check(group(name).facts.remove(fact), "a fact leaves " + name + " where it was not");
            case Reduced(GroupName name, HeldFact before, HeldFact after) ->
                check(group(name).facts.replace(before, after), "a fact is reduced in " + name + " where it was not");
            case Forgotten(GroupName name, long before) -> group(name).facts.forgetBefore(before);
            case Stands(GroupName name, GroupStanding standing) -> group(name).standing = standing;
            case Over(GroupName name) -> level(name.file(), name.level()).remove(name.key());
            case Waits(HeldEvent event) -> waiting.add(event);
            case Released(HeldEvent event) -> check(release(event), "an event is released that did not wait");
            case FileRuns(FileState file, Map<Integer, Integer> whole) -> runs(file, whole);
            case FileGone(String file) -> {
                files.remove(file);
                groups.remove(file);
            }
            case Passed(EngineTimes now) -> times = now;
            case RewriteBegins(List<HeldEvent> all) -> {
                waiting.clear();
                waiting.addAll(all);
            }
            case Whole(GroupName name, HeldGroup held) -> {
                Group group = group(name);
                group.standing = held.standing();
                group.facts = new FactLine(held.facts());
            }
            case RewriteEnds ends -> isWhole = true;
        }
    }

    private void check(boolean fits, String otherwise) throws DamagedState {
        if (isWhole && !fits) {
            throw StateReader.damaged(otherwise);
        }
    }

    private Map<Key, Group> level(String file, int level) {
        return groups.computeIfAbsent(file, f -> new HashMap<>()).computeIfAbsent(level, l -> new LinkedHashMap<>());
    }

    private Group group(GroupName name) {
        return level(name.file(), name.level()).computeIfAbsent(name.key(), key -> new Group());
    }

    private void runs(FileState file, Map<Integer, Integer> whole) {
        Map<Integer, Map<Key, Group>> before = groups.getOrDefault(file.file(), Map.of());
        Map<Integer, Map<Key, Group>> after = new HashMap<>();
        whole.forEach((from, to) -> {
            Map<Key, Group> level = before.get(from);
            if (level != null) {
                after.put(to, level);
            }
        });
        files.put(file.file(), file);
        groups.put(file.file(), after);
    }

    /** Mostly the one that has waited longest. */
    private boolean release(HeldEvent event) {
        byte @Nullable [] bytes = null;
        for (int i = 0; i < waiting.size(); i++) {
            HeldEvent one = waiting.get(i);
            if (one.time() == event.time() && one.id().equals(event.id())) {
                bytes = bytes == null ? StateCodec.bytes(event) : bytes;
                if (Arrays.equals(bytes, StateCodec.bytes(one))) {
                    waiting.remove(i);
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * The state that all of it led to.
     *
     * @throws DamagedState some of it is missing
     */
    public EngineState build() throws DamagedState {
        if (!isWhole) {
            throw StateReader.damaged("its end is missing");
        }
        Identities identities = new Identities();
        List<FileState> built = new ArrayList<>();
        for (FileState file : files.values()) {
            List<HeldLevel> levels = new ArrayList<>();
            for (int i = 0; i < file.levels().size(); i++) {
                levels.add(new HeldLevel(file.levels().get(i).since(), held(file.file(), i)));
            }
            levels.forEach(level -> level.groups().forEach(identities::learn));
            built.add(new FileState(file.file(), file.text(), file.sources(), levels));
        }
        return new EngineState(times, waiting, identities.restored(built));
    }

    private List<HeldGroup> held(String file, int level) throws DamagedState {
        List<HeldGroup> held = new ArrayList<>();
        for (Map.Entry<Key, Group> group : level(file, level).entrySet()) {
            GroupStanding standing = group.getValue().standing;
            if (standing == null) {
                throw StateReader.damaged("nothing is told of how group " + group.getKey() + " in " + file + " stands");
            }
            held.add(new HeldGroup(
                    group.getKey(), standing, group.getValue().facts.all()));
        }
        return held;
    }
}
