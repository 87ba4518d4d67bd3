package io.tripline.engine.function;

import io.tripline.event.Match;
import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code inOrder( $match )}: the matches of steps 1 to n, each after the one before, that began last; null while there are
 * none. A match is used as often as it fits.
 *
 * <pre>
 * a match of step 1:  chain 1 is that match
 * a match of step i:  chain i is chain i-1 and that match, if there is a chain i-1
 * a match leaves:     the chains that begin with it are gone
 * a match comes late: all of it again, in order
 * </pre>
 */
public final class InOrderFunction implements WindowFunction<InOrderFunction.Chains> {

    /** The matches of one group in order, and the chain of each length. */
    public static final class Chains implements Serializable {

        private static final long serialVersionUID = 1L;

        private final transient Deque<Match> matches = new ArrayDeque<>();

        /** {@code chains.get( i - 1 )}: of steps 1 to i; null where there is none. */
        private final transient List<@Nullable Chain> chains = new ArrayList<>();

        private int steps;

        private void clear() {
            matches.clear();
            chains.clear();
            steps = 0;
        }

        private void add(Match match) {
            if (!match.stage().isStep()) {
                return;
            }
            int step = match.getStep();
            steps = match.isLast() ? step : steps;
            while (chains.size() < step) {
                chains.add(null);
            }
            Chain before = step == 1 ? null : chains.get(step - 2);
            if (step == 1 || before != null) {
                chains.set(step - 1, new Chain(match, before, before == null ? match : before.first));
            }
        }

        private void replay(List<Match> ordered) {
            int known = steps;
            clear();
            steps = known;
            for (Match match : ordered) {
                matches.add(match);
                add(match);
            }
        }
    }

    private record Chain(Match last, @Nullable Chain before, Match first) {}

    @Override
    public Chains createContext() {
        return new Chains();
    }

    @Override
    public void init(Chains chains) {
        chains.clear();
    }

    @Override
    public void accumulate(Chains chains, @Nullable Object value) {
        if (!(value instanceof Match match)) {
            return;
        }
        Match newest = chains.matches.peekLast();
        if (newest == null || newest.compareTo(match) <= 0) {
            chains.matches.add(match);
            chains.add(match);
            return;
        }
        List<Match> ordered = new ArrayList<>(chains.matches);
        ordered.add(match);
        Collections.sort(ordered);
        chains.replay(ordered);
    }

    @Override
    public void reverse(Chains chains, @Nullable Object value) {
        if (!(value instanceof Match match)) {
            return;
        }
        if (match.equals(chains.matches.peekFirst())) {
            chains.matches.removeFirst();
        } else {
            chains.matches.remove(match);
        }
        chains.chains.replaceAll(chain -> chain == null || chain.first.equals(match) ? null : chain);
    }

    @Override
    public @Nullable Object getResult(Chains chains) {
        Chain complete =
                chains.steps == 0 || chains.chains.size() < chains.steps ? null : chains.chains.get(chains.steps - 1);
        if (complete == null) {
            return null;
        }
        List<Match> matches = new ArrayList<>();
        for (Chain link = complete; link != null; link = link.before) {
            matches.add(link.last);
        }
        return matches.reversed();
    }

    @Override
    public Class<?> getResultType() {
        return Collection.class;
    }
}
