package io.tripline.engine.correlate;

import io.tripline.event.Key;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The levels of the correlations that run, each with its groups. When rules change, what groups of the old ones hold goes on in groups
 * of the new ones. One thread at a time.
 */
final class LiveLevels {

    private final Bounds bounds;
    private final @Nullable Journal journal;
    private final BiFunction<LevelGroups, Key, Group> made;
    private final Consumer<Group> ready;
    private final Map<String, Correlations> files = new LinkedHashMap<>();
    private final Map<String, List<LevelGroups>> byStream = new HashMap<>();
    private final Set<LevelGroups> all = new LinkedHashSet<>();

    /**
     * @param journal null if nobody wants to know
     * @param made gives the group of a key
     * @param ready told of each group that has got what another one held
     */
    LiveLevels(
            Bounds bounds, @Nullable Journal journal, BiFunction<LevelGroups, Key, Group> made, Consumer<Group> ready) {
        this.bounds = bounds;
        this.journal = journal;
        this.made = made;
        this.ready = ready;
    }

    /** Those that look at a stream, in the order of their files; not to be kept. */
    List<LevelGroups> reading(String stream) {
        return byStream.getOrDefault(stream, List.of());
    }

    /** In the order of their files while these stay. */
    Collection<LevelGroups> all() {
        return Collections.unmodifiableSet(all);
    }

    Map<Correlations, List<LevelGroups>> byFile() {
        Map<Correlations, List<LevelGroups>> byFile = new LinkedHashMap<>();
        files.values().forEach(file -> byFile.put(file, new ArrayList<>()));
        all.forEach(groups ->
                byFile.computeIfAbsent(groups.file(), file -> new ArrayList<>()).add(groups));
        return byFile;
    }

    /**
     * From now on these correlations run, all of them.
     *
     * @param now the newest event time of all logs, ms since the epoch
     */
    void goOnWith(List<Correlations> next, long now) {
        Map<String, Correlations> byName = new LinkedHashMap<>();
        next.forEach(file -> byName.put(file.name(), file));
        List<LevelGroups> gone = new ArrayList<>();
        for (Correlations old : List.copyOf(files.values())) {
            if (!byName.containsKey(old.name())) {
                files.remove(old.name());
                if (journal != null) {
                    journal.gone(old.name());
                }
                gone.addAll(takeOut(old));
            }
        }
        for (Correlations file : next) {
            Correlations old = files.get(file.name());
            if (old == null || !old.isOf(file.file())) {
                put(file, gone, now);
            }
        }
        gone.forEach(groups -> groups.byKey().values().forEach(Group::dispose));
    }

    /** @param gone groups of files that are no more: one that has been moved goes on under its other name */
    private void put(Correlations file, List<LevelGroups> gone, long now) {
        Correlations old = files.put(file.name(), file);
        List<LevelGroups> before = old == null ? gone : takeOut(old);
        List<LevelGroups> after = new ArrayList<>();
        for (Level level : file.levels()) {
            LevelGroups groups = new LevelGroups(file, level, bounds);
            after.add(groups);
            all.add(groups);
            level.streams().forEach(stream -> byStream.computeIfAbsent(stream, s -> new ArrayList<>())
                    .add(groups));
        }
        Map<LevelGroups, LevelGroups> whole = old == null ? Map.of() : goingOnWhole(before, after);
        after.forEach(groups -> groups.startAt(Heirs.since(groups, before, now)));
        if (journal != null) {
            journal.runs(file, after, whole);
        }
        for (LevelGroups from : before) {
            LevelGroups heir = whole.get(from);
            if (heir == null) {
                share(from, after);
            } else {
                takeOver(from, heir);
            }
        }
    }

    /** @return from a level to the one that takes over its groups, no two of them the same */
    private static Map<LevelGroups, LevelGroups> goingOnWhole(List<LevelGroups> before, List<LevelGroups> after) {
        Map<LevelGroups, LevelGroups> whole = new LinkedHashMap<>();
        for (LevelGroups from : before) {
            LevelGroups heir = Heirs.ofAll(from, after);
            if (heir != null && !whole.containsValue(heir)) {
                whole.put(from, heir);
            }
        }
        return whole;
    }

    private void takeOver(LevelGroups from, LevelGroups heir) {
        from.byKey().values().forEach(group -> {
            Group next = made.apply(heir, group.key());
            next.takeOver(group);
            ready.accept(next);
        });
    }

    private void share(LevelGroups from, List<LevelGroups> after) {
        Heirs heirs = new Heirs(from.file().sources(), after, made, ready);
        from.byKey().values().forEach(group -> {
            heirs.share(group.held());
            group.dispose();
        });
    }

    private List<LevelGroups> takeOut(Correlations file) {
        List<LevelGroups> taken =
                all.stream().filter(groups -> groups.file() == file).toList();
        taken.forEach(bounds::forget);
        taken.forEach(all::remove);
        byStream.values().forEach(readers -> readers.removeAll(taken));
        byStream.values().removeIf(List::isEmpty);
        return taken;
    }
}
