package io.tripline.engine.function;

import io.tripline.event.Match;
import io.tripline.event.Stage;
import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The sequences of one group, as Elasticsearch's EQL has them: each match is used once.
 *
 * <pre>
 * a match of step 1:    a sequence begins and waits for step 2, in place of one that waits there
 * a match of step i:    the sequence that waits for step i takes it and waits for step i+1, in place of one that waits there
 * of several steps:     the same for each, the last first
 * until:                no sequence waits any more
 * absent after i:       a sequence that takes step i+1 in a later millisecond, and step i in an earlier one, is spoilt:
 *                       it goes on, is replaced and used up as any other, and is never found
 * absent after 0:       a sequence is not found if one is in the window that ends with its last match, before its first
 * a match leaves:       the sequence that begins with it is gone
 * matches come late:    all of it again, in order; found is what was not there before
 * </pre>
 *
 * One thread at a time.
 */
public final class Sequences implements Serializable {

    private static final long serialVersionUID = 1L;

    /** In the window, in order. */
    private final transient Deque<Match> matches = new ArrayDeque<>();

    /** In the window, and not put in order yet. */
    private final transient List<Match> late = new ArrayList<>();

    /** {@code waiting.get( i - 1 )}: after step i; null where none waits. */
    private final transient List<@Nullable Chain> waiting = new ArrayList<>();

    /** By the step after which it must not come. */
    private final transient Map<Integer, Absent> absent = new HashMap<>();

    /** While all is looked at again, what was found. */
    private transient @Nullable List<List<Match>> again;

    private transient @Nullable List<Match> found;
    private transient boolean taken;

    /**
     * A sequence so far.
     *
     * @param leading the newest of those that must not come before it, from an earlier millisecond
     */
    private record Chain(
            Match last,
            @Nullable Chain before,
            Match first,
            @Nullable Match leading,
            boolean spoilt) {

        List<Match> matches() {
            List<Match> all = new ArrayList<>();
            for (Chain link = this; link != null; link = link.before) {
                all.add(link.last);
            }
            return all.reversed();
        }
    }

    /** @param earlier the newest of an earlier millisecond than the newest of all */
    private record Absent(Match newest, @Nullable Match earlier) {

        Absent and(Match coming) {
            return new Absent(coming, newest.getTimestamp() < coming.getTimestamp() ? newest : earlier);
        }

        /** The newest from before a moment; null if there is none. */
        @Nullable
        Match before(long time) {
            return newest.getTimestamp() < time ? newest : earlier;
        }
    }

    void clear() {
        matches.clear();
        late.clear();
        begin();
        found = null;
    }

    private void begin() {
        waiting.clear();
        absent.clear();
    }

    void comes(Match match) {
        forgetWhatWasTaken();
        Match newest = matches.peekLast();
        if (late.isEmpty() && (newest == null || newest.compareTo(match) <= 0)) {
            matches.add(match);
            add(match);
        } else {
            late.add(match);
        }
    }

    void leaves(Match match) {
        forgetWhatWasTaken();
        if (match.equals(matches.peekFirst())) {
            matches.removeFirst();
        } else if (!late.remove(match)) {
            matches.remove(match);
        }
        waiting.replaceAll(chain -> chain == null || chain.first.equals(match) ? null : chain);
    }

    /** What was found since it was asked last; null if nothing was. */
    @Nullable
    List<Match> found() {
        if (!late.isEmpty()) {
            putInOrder();
        }
        taken = true;
        return found;
    }

    private void forgetWhatWasTaken() {
        if (taken) {
            taken = false;
            found = null;
        }
    }

    private void putInOrder() {
        Set<List<Match>> before = new HashSet<>(again(List.copyOf(matches)));
        List<Match> ordered = new ArrayList<>(matches);
        ordered.addAll(late);
        Collections.sort(ordered);
        matches.clear();
        matches.addAll(ordered);
        late.clear();
        for (List<Match> sequence : again(ordered)) {
            found = before.contains(sequence) ? found : sequence;
        }
    }

    /** All of it again, in order: what is found by a match. */
    private List<List<Match>> again(List<Match> ordered) {
        List<List<Match>> sequences = new ArrayList<>();
        begin();
        again = sequences;
        ordered.forEach(this::add);
        again = null;
        return sequences;
    }

    private void add(Match match) {
        Stage stage = match.stage();
        switch (stage.kind()) {
            case NONE -> {}
            case UNTIL -> Collections.fill(waiting, null);
            case ABSENT -> absent.merge(stage.from(), new Absent(match, null), (known, coming) -> known.and(match));
            case STEP -> {
                for (int step = stage.to(); step >= Math.max(1, stage.from()); step--) {
                    Chain chain = step == 1 ? begun(match) : movedOn(step, match);
                    if (chain != null && stage.last() && step == stage.to()) {
                        completes(chain);
                    } else if (chain != null) {
                        wait(step, chain);
                    }
                }
            }
        }
    }

    private Chain begun(Match match) {
        Absent leading = absent.get(0);
        return new Chain(match, null, match, leading == null ? null : leading.before(match.getTimestamp()), false);
    }

    private @Nullable Chain movedOn(int step, Match match) {
        Chain before = step - 2 < waiting.size() ? waiting.get(step - 2) : null;
        if (before == null) {
            return null;
        }
        waiting.set(step - 2, null);
        Absent between = absent.get(step - 1);
        Match newest = between == null ? null : between.before(match.getTimestamp());
        boolean spoilt = newest != null && newest.getTimestamp() > before.last.getTimestamp();
        return new Chain(match, before, before.first, before.leading, before.spoilt || spoilt);
    }

    private void wait(int step, Chain chain) {
        while (waiting.size() < step) {
            waiting.add(null);
        }
        waiting.set(step - 1, chain);
    }

    private void completes(Chain chain) {
        boolean isLed = chain.leading != null
                && !matches.isEmpty()
                && chain.leading.getTimestamp() >= matches.getFirst().getTimestamp();
        if (chain.spoilt || isLed) {
            return;
        }
        if (again != null) {
            again.add(chain.matches());
        } else {
            found = chain.matches();
        }
    }
}
