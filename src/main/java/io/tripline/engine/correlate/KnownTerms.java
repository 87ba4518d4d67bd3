package io.tripline.engine.correlate;

import io.tripline.event.Match;
import java.util.ArrayList;
import java.util.List;

/**
 * Which occurrences of its term a group remembers. Those that are no further apart than a term may be unseen before and after them are a
 * chain: what comes between them is known. The newest of each chain stands among the facts. There are several where clocks lie or logs
 * are far apart; what is ahead of the present ends none of its own. Times are ms since the epoch. One thread at a time.
 */
final class KnownTerms {

    /** Chains that are remembered though the logs have not come so far; of more the farthest goes. */
    private static final int MOST_AHEAD = 3;

    private static final long UNKNOWN = Long.MIN_VALUE;

    private final Level level;
    private final Facts facts;

    /** The oldest occurrence of one of the chains, whose newest is {@link #to}; of the others the newest alone is known. */
    private long from = UNKNOWN;

    private long to = UNKNOWN;

    KnownTerms(Level level, Facts facts) {
        this.level = level;
        this.facts = facts;
    }

    /** The oldest occurrence from which on none was new, as it is kept. */
    long from() {
        return level.terms().stream().anyMatch(term -> isThere(term.seen(), to)) ? from : UNKNOWN;
    }

    /** Goes on where the same group stood; its facts are there. */
    void restore(long knownFrom) {
        from = knownFrom;
        for (Need.NewTerm term : level.terms()) {
            int at = knownFrom == UNKNOWN ? -1 : facts.firstMatch(term.seen(), knownFrom);
            to = at < 0 ? to : facts.time(at);
        }
    }

    /**
     * Remembers a fact that arrives, if its term is known.
     *
     * @return false if it is new, or no term
     */
    boolean rememberIfKnown(String stream, Object fact, long arrival) {
        for (Need.NewTerm term : level.terms()) {
            if (term.stream().equals(stream) && isKnown(term, fact)) {
                Match match = (Match) fact;
                join(chainsOf(term.seen(), match.getTimestamp()), term.seen(), match, arrival);
                return true;
            }
        }
        return false;
    }

    boolean isKnown(Need.NewTerm term, Object fact) {
        if (fact instanceof Match match) {
            for (int at = facts.newestOf(term.seen()); at >= 0; at = facts.olderOf(term.seen(), at)) {
                if (isNear(at, match.getTimestamp(), term.history())) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether a time is no further from a chain, by the index of its newest occurrence. */
    private boolean isNear(int chain, long time, long millis) {
        return time >= oldest(chain) - millis && time <= facts.time(chain) + millis;
    }

    /** Of a chain the oldest occurrence that is known, by its newest. */
    private long oldest(int newest) {
        long time = facts.time(newest);
        return time == to && level.terms().size() == 1 ? from : time;
    }

    /**
     * Remembers an occurrence.
     *
     * @param present what time it is in the group's logs
     * @return false if a newer one does, or too many are ahead already
     */
    boolean remember(String seen, Match match, long arrival, long present) {
        long time = match.getTimestamp();
        List<Integer> chains = chainsOf(seen, time);
        if (chains.isEmpty() && time > present && ahead(seen, present) >= MOST_AHEAD) {
            int farthest = facts.newestOf(seen);
            if (time >= facts.time(farthest)) {
                return false;
            }
            facts.remove(farthest);
        }
        return join(chains, seen, match, arrival);
    }

    /** Makes one chain of those that an occurrence belongs to; false if it is not the newest of it. */
    private boolean join(List<Integer> chains, String seen, Match match, long arrival) {
        long time = match.getTimestamp();
        long oldest = time;
        long newest = time;
        boolean isOldestKept = from == to || !isThere(seen, to);
        for (int chain : chains) {
            oldest = Math.min(oldest, oldest(chain));
            newest = Math.max(newest, facts.time(chain));
            isOldestKept |= facts.time(chain) == to;
        }
        if (isOldestKept || oldest < newest && newest > to) {
            from = oldest;
            to = newest;
        }
        boolean isNewest = newest == time;
        for (int chain : chains) {
            if (isNewest || facts.time(chain) < newest) {
                facts.remove(chain);
            }
        }
        if (isNewest) {
            facts.add(seen, match, arrival, false);
        }
        return isNewest;
    }

    /** The chains that an occurrence belongs to, the newest first; several become one by it. */
    private List<Integer> chainsOf(String seen, long time) {
        List<Integer> chains = new ArrayList<>(1);
        for (Need.NewTerm term : level.terms()) {
            int at = term.seen().equals(seen) && chains.isEmpty() ? facts.newestOf(seen) : -1;
            for (; at >= 0; at = facts.olderOf(seen, at)) {
                if (isNear(at, time, 2 * term.history())) {
                    chains.add(at);
                }
            }
        }
        return chains;
    }

    private int ahead(String seen, long present) {
        int ahead = 0;
        for (int at = facts.newestOf(seen); at >= 0 && facts.time(at) > present; at = facts.olderOf(seen, at)) {
            ahead++;
        }
        return ahead;
    }

    /** Whether there is a chain of which the newest occurrence is then. */
    private boolean isThere(String seen, long newest) {
        for (int at = facts.newestOf(seen); at >= 0; at = facts.olderOf(seen, at)) {
            if (facts.time(at) == newest) {
                return true;
            }
        }
        return false;
    }
}
