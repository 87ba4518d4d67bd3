package io.tripline.engine.correlate;

import io.tripline.alert.Alert;
import io.tripline.engine.state.HeldFact;
import io.tripline.engine.state.HeldGroup;
import io.tripline.engine.state.StreamSources;
import io.tripline.event.Key;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Shares out what the groups of one file held among those of other rules: after an edit, and after a restart under other rules.
 * One thread at a time.
 */
final class Heirs {

    private final StreamSources before;
    private final List<LevelGroups> after;
    private final BiFunction<LevelGroups, Key, Group> made;
    private final Consumer<Group> ready;
    private final Map<Alike, Boolean> alike = new HashMap<>();

    private record Alike(String stream, Correlations to) {}

    /**
     * @param before what was written to the file's streams
     * @param after where what it held may go
     * @param made gives the group of a key
     * @param ready told of each group that has got something
     */
    Heirs(
            StreamSources before,
            List<LevelGroups> after,
            BiFunction<LevelGroups, Key, Group> made,
            Consumer<Group> ready) {
        this.before = before;
        this.after = List.copyOf(after);
        this.made = made;
        this.ready = ready;
    }

    /** The one level of the file that takes over the groups of another whole; null if what they hold has to be shared out. */
    static @Nullable LevelGroups ofAll(LevelGroups before, List<LevelGroups> after) {
        List<LevelGroups> reading = after.stream()
                .filter(to -> before.level().streams().stream().anyMatch(stream -> isRead(to, stream)))
                .toList();
        if (reading.size() != 1 || !reading.getFirst().level().keepsAsIn(before.level())) {
            return null;
        }
        LevelGroups to = reading.getFirst();
        return before.level().streams().stream().allMatch(stream -> goesOn(stream, before, to)) ? to : null;
    }

    /** @return what nobody takes */
    List<HeldFact> share(HeldGroup held) {
        Set<Group> heirs = new LinkedHashSet<>();
        List<HeldFact> left = new ArrayList<>();
        for (HeldFact fact : held.facts()) {
            boolean isTaken = false;
            for (LevelGroups to : after) {
                if (isFor(to, fact)) {
                    Key key = fact.fact() != null
                            ? Correlator.key(to.level(), fact.fact())
                            : to.level().isKeyed() ? held.key() : Key.NONE;
                    Group heir = made.apply(to, key);
                    heir.adopt(fact);
                    heirs.add(heir);
                    isTaken = true;
                }
            }
            if (!isTaken) {
                left.add(fact);
            }
        }
        heirs.forEach(heir -> {
            heir.goOn(held.standing());
            ready.accept(heir);
        });
        return left;
    }

    /** Since when a level that is to go on has all that its streams held, of which these held some. */
    static long since(LevelGroups to, Collection<LevelGroups> before, long now) {
        return to.level().streams().stream()
                .mapToLong(stream -> before.stream()
                        .filter(from -> goesOn(stream, from, to))
                        .mapToLong(from -> from.heldSince(to.level().span(), now))
                        .min()
                        .orElse(now))
                .max()
                .orElse(LogClocks.NEVER);
    }

    private boolean isFor(LevelGroups to, HeldFact held) {
        if (held.stream().equals(Level.RAISED)) {
            return held.fact() instanceof Alert alert
                    && to.level().rules().stream()
                            .anyMatch(rule -> rule.id().equals(alert.getRule().id()));
        }
        return isRead(to, held.stream()) && isAlike(held.stream(), to.file());
    }

    private static boolean goesOn(String stream, LevelGroups from, LevelGroups to) {
        return isRead(from, stream)
                && from.file().sources().areAlike(stream, to.file().sources());
    }

    private static boolean isRead(LevelGroups to, String stream) {
        return to.level().streams().contains(stream);
    }

    private boolean isAlike(String stream, Correlations to) {
        return alike.computeIfAbsent(new Alike(stream, to), asked -> before.areAlike(stream, to.sources()));
    }

    /** Whether some rule looks at the stream, though at other matches. */
    boolean isRead(String stream) {
        return after.stream().anyMatch(to -> isRead(to, stream));
    }
}
