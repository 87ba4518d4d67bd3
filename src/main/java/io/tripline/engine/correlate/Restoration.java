package io.tripline.engine.correlate;

import io.tripline.engine.state.FileState;
import io.tripline.engine.state.HeldFact;
import io.tripline.engine.state.HeldGroup;
import io.tripline.engine.state.HeldLevel;
import io.tripline.engine.state.Restored;
import io.tripline.engine.state.Restored.Dropped;
import io.tripline.engine.state.Restored.Why;
import io.tripline.event.Key;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Puts back what groups held before a restart. Of a file whose text is the same they go on as they stood; of one whose text is
 * another as after an edit. What nobody reads any more is dropped, and said.
 */
final class Restoration {

    private final Map<Correlations, List<LevelGroups>> files;
    private final BiFunction<LevelGroups, Key, Group> made;
    private final Consumer<Group> same;
    private final Consumer<Group> changes;
    private final long now;
    private final @Nullable Journal journal;
    private final List<String> changed = new ArrayList<>();
    private final Map<Drop, Long> dropped = new HashMap<>();

    private record Drop(String file, String stream, Why why) {}

    /**
     * @param files that run, with their groups, which are empty
     * @param made gives the group of a key
     * @param same told of each group that goes on as it stood
     * @param changes told of each group that has got something as after an edit
     * @param now the newest event time before the restart, ms since the epoch
     */
    Restoration(
            Map<Correlations, List<LevelGroups>> files,
            BiFunction<LevelGroups, Key, Group> made,
            Consumer<Group> same,
            Consumer<Group> changes,
            long now,
            @Nullable Journal journal) {
        this.files = files;
        this.made = made;
        this.same = same;
        this.changes = changes;
        this.now = now;
        this.journal = journal;
    }

    Restored of(List<FileState> states) {
        Map<String, Correlations> byName =
                files.keySet().stream().collect(Collectors.toMap(Correlations::name, file -> file));
        List<LevelGroups> others = files.keySet().stream()
                .filter(file -> states.stream().noneMatch(state -> state.file().equals(file.name())))
                .flatMap(file -> files.getOrDefault(file, List.of()).stream())
                .toList();
        if (journal != null) {
            // who keeps the state knows what goes on as it stands
            journal.take();
        }
        others.forEach(groups -> startAnew(groups, states));
        files.forEach((file, levels) -> {
            if (journal != null && others.containsAll(levels) && !levels.isEmpty()) {
                journal.runs(file, levels);
            }
        });
        for (FileState state : states) {
            Correlations file = byName.get(state.file());
            List<LevelGroups> groups = file == null ? others : files.getOrDefault(file, List.of());
            if (file != null && isSame(state, file)) {
                goOn(state, groups);
            } else {
                change(state, file, groups);
            }
        }
        files.forEach((file, levels) -> {
            if (journal != null) {
                journal.stands(file, levels);
            }
        });
        return new Restored(
                count(groups -> groups.byKey().size()),
                count(groups -> groups.byKey().values().stream()
                        .mapToLong(group -> group.facts().size())
                        .sum()),
                changed,
                dropped.entrySet().stream()
                        .map(drop -> new Dropped(
                                drop.getKey().file(),
                                drop.getKey().stream(),
                                drop.getValue(),
                                drop.getKey().why()))
                        .toList());
    }

    private long count(ToLongFunction<LevelGroups> of) {
        return files.values().stream().flatMap(List::stream).mapToLong(of).sum();
    }

    /** The same text, whose levels are those that it had: they are made by the program, which may be another. */
    private static boolean isSame(FileState state, Correlations file) {
        if (!state.text().equals(file.text())
                || state.levels().size() != file.levels().size()) {
            return false;
        }
        for (int i = 0; i < state.levels().size(); i++) {
            Level level = file.levels().get(i);
            boolean fits = state.levels().get(i).groups().stream()
                    .allMatch(group -> (level.isKeyed() || group.key().equals(Key.NONE))
                            && group.facts().stream().allMatch(fact -> level.holds(fact.stream())));
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private void goOn(FileState state, List<LevelGroups> groups) {
        for (int i = 0; i < state.levels().size(); i++) {
            LevelGroups level = groups.get(i);
            level.startAt(state.levels().get(i).since());
            for (HeldGroup held : state.levels().get(i).groups()) {
                Group group = made.apply(level, held.key());
                group.restore(held);
                same.accept(group);
            }
        }
    }

    /** Unless what was held goes on in it. */
    private void startAnew(LevelGroups groups, List<FileState> states) {
        boolean goesOn = groups.level().streams().stream()
                .allMatch(stream -> states.stream().anyMatch(state -> state.sources()
                        .areAlike(stream, groups.file().sources())));
        if (!goesOn) {
            groups.startAt(now);
        }
    }

    private void change(FileState state, @Nullable Correlations file, List<LevelGroups> after) {
        if (file != null) {
            changed.add(state.file());
        }
        if (journal != null) {
            if (file == null) {
                journal.gone(state.file());
            } else {
                journal.runs(file, after);
            }
        }
        after.forEach(groups -> startAnew(groups, List.of(state)));
        Heirs heirs = new Heirs(state.sources(), after, made, changes);
        for (HeldLevel level : state.levels()) {
            for (HeldGroup group : level.groups()) {
                for (HeldFact left : heirs.share(group)) {
                    Why why = heirs.isRead(left.stream())
                            ? Why.WRITTEN_OTHERWISE
                            : file == null ? Why.FILE_GONE : Why.NOBODY_READS;
                    dropped.merge(new Drop(state.file(), left.stream(), why), 1L, Long::sum);
                }
            }
        }
    }
}
