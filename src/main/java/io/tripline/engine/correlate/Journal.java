package io.tripline.engine.correlate;

import io.tripline.alert.Alert;
import io.tripline.engine.state.FileState;
import io.tripline.engine.state.GroupName;
import io.tripline.engine.state.HeldFact;
import io.tripline.engine.state.HeldLevel;
import io.tripline.engine.state.StateChange;
import io.tripline.event.Key;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes down what changes in groups, for a store that wants to know. One thread at a time. */
final class Journal {

    private final Map<Level, Place> places = new IdentityHashMap<>();
    private final Set<Group> touched = new LinkedHashSet<>();
    private List<StateChange> changes = new ArrayList<>();

    /** By the id of an alert, how many matches came while their group was silent because of it. */
    private Map<String, Long> silenced = new HashMap<>();

    private record Place(String file, int level) {}

    /** Another text runs under the file's name: what its groups held goes. */
    void runs(Correlations file, List<LevelGroups> levels) {
        runs(file, levels, Map.of());
    }

    /**
     * The same, but for groups that go on whole.
     *
     * @param whole from the level that they were of to the one that they are of
     */
    void runs(Correlations file, List<LevelGroups> levels, Map<LevelGroups, LevelGroups> whole) {
        Map<Integer, Integer> goOn = new HashMap<>();
        whole.forEach((from, to) -> goOn.put(from.index(), to.index()));
        forget(file.name());
        stands(file, levels, goOn);
    }

    /** What there is to say of a file beside its groups, which are as they were. */
    void stands(Correlations file, List<LevelGroups> levels) {
        Map<Integer, Integer> same = new HashMap<>();
        levels.forEach(level -> same.put(level.index(), level.index()));
        stands(file, levels, same);
    }

    private void stands(Correlations file, List<LevelGroups> levels, Map<Integer, Integer> goOn) {
        List<HeldLevel> empty = new ArrayList<>();
        for (LevelGroups level : levels) {
            places.put(level.level(), new Place(file.name(), level.index()));
            empty.add(new HeldLevel(level.since(), List.of()));
        }
        changes.add(new StateChange.FileRuns(new FileState(file.name(), file.text(), file.sources(), empty), goOn));
    }

    void gone(String file) {
        forget(file);
        changes.add(new StateChange.FileGone(file));
    }

    private void forget(String file) {
        places.values().removeIf(place -> place.file().equals(file));
        touched.removeIf(group -> !places.containsKey(group.level()));
    }

    /** What a group stands at is written down at the end of the batch. */
    void touched(Group group) {
        touched.add(group);
    }

    void over(Group group) {
        touched.remove(group);
        changes.add(new StateChange.Over(name(group.level(), group.key())));
    }

    /** All that a group holds, told again. */
    void whole(Group group) {
        touched.remove(group);
        changes.add(new StateChange.Whole(name(group.level(), group.key()), group.held()));
    }

    void rewritten() {
        changes.add(new StateChange.RewriteEnds());
    }

    void added(Level level, Key key, HeldFact fact) {
        changes.add(new StateChange.Added(name(level, key), fact));
    }

    void removed(Level level, Key key, HeldFact fact) {
        changes.add(new StateChange.Removed(name(level, key), fact));
    }

    void reduced(Level level, Key key, HeldFact before, HeldFact after) {
        changes.add(new StateChange.Reduced(name(level, key), before, after));
    }

    /** @param before ms since the epoch: what is older is there no more */
    void forgotten(Level level, Key key, long before) {
        changes.add(new StateChange.Forgotten(name(level, key), before));
    }

    private GroupName name(Level level, Key key) {
        @Nullable Place place = places.get(level);
        if (place == null) {
            throw new IllegalStateException("a group of rules that do not run: " + key);
        }
        return new GroupName(place.file(), place.level(), key);
    }

    /** A match has come to a group that is silent because of an alert. */
    void silenced(Alert alert) {
        silenced.merge(alert.getId(), 1L, Long::sum);
    }

    /** Since the last call, by the id of an alert. */
    Map<String, Long> takeSilenced() {
        Map<String, Long> taken = silenced;
        silenced = new HashMap<>();
        return taken;
    }

    /** What has changed since the last call, in order. */
    List<StateChange> take() {
        touched.forEach(
                group -> changes.add(new StateChange.Stands(name(group.level(), group.key()), group.standing())));
        touched.clear();
        List<StateChange> taken = changes;
        changes = new ArrayList<>();
        return taken;
    }
}
