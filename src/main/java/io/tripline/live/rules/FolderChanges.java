package io.tripline.live.rules;

import io.tripline.live.rules.FolderScan.FileState;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What changed from look to look. A file counts once it looks the same in two looks, so that one that is half written, or
 * away for a moment because an editor renames, is left alone; an empty one is taken for one that is about to be written. But
 * not for ever: who saves all the time is read in between. One thread.
 */
final class FolderChanges {

    /** Another change within the grain of the file system's clock would not show: such files are read again. Milliseconds. */
    private static final long GRAIN = 2000;

    /** So long a file may change from look to look before it is read as it is. Milliseconds. */
    private static final long LONGEST_WAIT = 1000;

    private final InstantSource clock;
    private final Map<String, FileState> settled = new HashMap<>();
    private final Map<String, Unsettled> unsettled = new HashMap<>();
    private final Set<String> missing = new HashSet<>();
    private final Set<String> fresh = new HashSet<>();

    /** @param since when it was first seen to differ, ms since the epoch */
    private record Unsettled(FileState state, long since) {}

    /**
     * What a look found.
     *
     * @param changed files that are new, look different, or may have changed without looking so
     * @param gone files that were there
     */
    record Changes(Set<String> changed, Set<String> gone) {

        static final Changes NONE = new Changes(Set.of(), Set.of());

        boolean isEmpty() {
            return changed.isEmpty() && gone.isEmpty();
        }

        /** These, and then those of a later look. */
        Changes and(Changes later) {
            if (isEmpty()) {
                return later;
            }
            Set<String> allChanged = new TreeSet<>(changed);
            allChanged.removeAll(later.gone);
            allChanged.addAll(later.changed);
            Set<String> allGone = new TreeSet<>(gone);
            allGone.addAll(later.gone);
            allGone.removeAll(allChanged);
            return new Changes(allChanged, allGone);
        }
    }

    FolderChanges(InstantSource clock) {
        this.clock = clock;
    }

    /** The first look: everything counts as it is. */
    Changes begin(Map<String, FileState> now) {
        now.forEach(this::settle);
        return new Changes(new TreeSet<>(now.keySet()), Set.of());
    }

    /** A file that we wrote ourselves: it is no change, and its going is one. */
    void written(String name, @Nullable FileState state) {
        if (state != null) {
            unsettled.remove(name);
            settle(name, state);
        }
    }

    /** Whether nothing is left to look at again, unless something changes. */
    boolean rest() {
        return unsettled.isEmpty() && missing.isEmpty() && fresh.isEmpty();
    }

    Changes next(Map<String, FileState> now) {
        Set<String> changed = new TreeSet<>(fresh);
        changed.removeIf(name -> !now.containsKey(name) || !now.get(name).equals(settled.get(name)));
        fresh.removeIf(name -> !now.containsKey(name) || isOld(now.get(name)));
        now.forEach((name, state) -> {
            if (state.equals(settled.get(name))) {
                unsettled.remove(name);
            } else if (counts(name, state)) {
                unsettled.remove(name);
                settle(name, state);
                changed.add(name);
            }
        });
        unsettled.keySet().retainAll(now.keySet());
        return new Changes(changed, gone(now));
    }

    /** Whether a file that looks different is to be read now. */
    private boolean counts(String name, FileState state) {
        Unsettled before = unsettled.get(name);
        long since = before == null ? clock.millis() : before.since();
        unsettled.put(name, new Unsettled(state, since));
        boolean rests = before != null && before.state().equals(state) && state.size() > 0;
        return rests || clock.millis() - since >= LONGEST_WAIT;
    }

    private Set<String> gone(Map<String, FileState> now) {
        Set<String> gone = new TreeSet<>();
        for (String name : Set.copyOf(settled.keySet())) {
            if (now.containsKey(name)) {
                missing.remove(name);
            } else if (!missing.add(name)) {
                missing.remove(name);
                settled.remove(name);
                gone.add(name);
            }
        }
        return gone;
    }

    private void settle(String name, FileState state) {
        settled.put(name, state);
        if (!isOld(state)) {
            fresh.add(name);
        }
    }

    private boolean isOld(@Nullable FileState state) {
        return state == null || Math.abs(clock.millis() - state.modified()) > GRAIN;
    }
}
