package io.tripline.engine.correlate;

import io.tripline.engine.state.GroupStanding.Behind;
import io.tripline.engine.state.GroupStanding.Recheck;
import io.tripline.event.Match;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What the matches of a group wait for in vain: a deadline passes as much later on its log's clock as its match was late, so that what
 * the match was ahead of can still come. Times are ms since the epoch. One thread at a time.
 */
final class Waits {

    /** How late each match was that came in order and whose deadline is to come; null for none, as most groups have. */
    private @Nullable List<Behind> behind;

    /** Deadlines of matches that came out of order: moments to look at again once the clock has moved on so far. */
    private @Nullable List<Recheck> rechecks;

    private final Level level;
    private final Facts facts;

    Waits(Level level, Facts facts) {
        this.level = level;
        this.facts = facts;
    }

    /**
     * A match arrives.
     *
     * @param now up to here the group's moments have passed
     * @param arrival the match's number
     * @param late how far behind its log's clock it came, ms
     * @param isFoundLate whether what comes of it came to light late
     * @param isNewest whether it is newer than all of the group
     */
    void since(long time, long now, long arrival, long late, boolean isFoundLate, boolean isNewest) {
        if (level.deadlines().isEmpty()) {
            long deadline = time + level.span();
            if (deadline >= now) {
                waitLonger(deadline, late, true);
            } else {
                lookAgainAt(new Recheck(deadline + late + 1, time, deadline, isFoundLate, isNewest));
            }
        }
        for (Need.Deadline need : level.deadlines()) {
            NavigableSet<Long> waiting = facts.arrivals(need.stream(), time);
            long deadline = time + need.to();
            if (waiting.contains(arrival)) {
                if (isNewest && deadline >= now) {
                    waitLonger(deadline, late, waiting.size() == 1);
                } else {
                    lookAgainAt(new Recheck(deadline + late + 1, time, deadline, isFoundLate, isNewest));
                }
            }
        }
    }

    /** Matches of one time wait for the same: for as long as the one whose deadline passes first. */
    private void waitLonger(long deadline, long late, boolean isFirst) {
        List<Behind> longer = behind == null ? new ArrayList<>() : behind;
        boolean isShorter = longer.removeIf(match -> match.deadline() == deadline && match.millis() >= late);
        if (late > 0 && (isFirst || isShorter)) {
            longer.add(new Behind(deadline, late));
        }
        behind = longer.isEmpty() ? null : longer;
    }

    private void lookAgainAt(Recheck recheck) {
        rechecks = rechecks == null ? new ArrayList<>() : rechecks;
        rechecks.add(recheck);
    }

    /**
     * By how much later than a moment the group's clock is waited for, before the moment passes.
     *
     * @param decided the last moment of which nothing is left to decide
     */
    long beyond(long moment, long decided, long now) {
        long longest = 0;
        if (behind != null) {
            for (Behind match : behind) {
                if (match.deadline() > decided && match.deadline() <= moment) {
                    // one that stands at its end is over with the next millisecond
                    long passes = match.deadline() + match.millis() + (match.deadline() <= now ? 1 : 0);
                    longest = Math.max(longest, passes - moment);
                }
            }
        }
        return longest;
    }

    /** The moment up to which the group's time may go on when its logs' clock stands there; it may be one that is waited for. */
    long decidable(long clock, long decided) {
        long moment = clock;
        if (behind != null) {
            behind.removeIf(match -> match.deadline() <= decided);
            for (Behind match : behind) {
                moment = Math.min(moment, Math.max(clock - match.millis(), match.deadline()));
            }
            behind = behind.isEmpty() ? null : behind;
        }
        return moment;
    }

    /** Whether it is the deadline of a match that came in order. */
    boolean isDeadline(long moment) {
        return behind != null && behind.stream().anyMatch(match -> match.deadline() == moment);
    }

    /** The time of the oldest match of which a deadline is still to come, however late it was; {@link Long#MAX_VALUE} of none. */
    long oldest(long decided) {
        long oldest = Long.MAX_VALUE;
        if (behind != null) {
            for (Behind match : behind) {
                oldest = match.deadline() > decided ? Math.min(oldest, match.deadline() - level.span()) : oldest;
            }
        }
        for (Recheck recheck : rechecks()) {
            oldest = Math.min(oldest, recheck.from());
        }
        return oldest;
    }

    /** Whether what a match waits for in vain, up to a moment, is said at another time. */
    boolean isPostponed(Match waiting, long moment) {
        long time = waiting.getTimestamp();
        long pending = rechecks().stream()
                .filter(recheck -> recheck.from() == time && recheck.to() == moment)
                .count();
        // of matches of one time those came late that came last
        return pending > 0
                && level.deadlines().stream()
                        .anyMatch(need -> time + need.to() == moment
                                && facts.arrivals(need.stream(), time)
                                                .tailSet(waiting.getArrival())
                                                .size()
                                        <= pending);
    }

    /** The moments that pass first; of those that pass together, what came in order goes before what did not. Null if none is due. */
    @Nullable
    Recheck next(Predicate<Recheck> isDue) {
        return rechecks().stream()
                .filter(isDue)
                .min(Comparator.comparingLong(Recheck::at)
                        .thenComparing(recheck -> !recheck.newest())
                        .thenComparingLong(Recheck::to))
                .orElse(null);
    }

    /** They are looked at now: nothing is postponed to them any more. */
    void begin(Recheck due) {
        List<Recheck> left = new ArrayList<>(rechecks());
        left.remove(due);
        rechecks = left.isEmpty() ? null : left;
    }

    /** When the logs' clock has come to the first of the moments to look at again; {@link Long#MAX_VALUE} if there is none. */
    long nextRecheck() {
        long next = Long.MAX_VALUE;
        for (Recheck recheck : rechecks()) {
            next = Math.min(next, recheck.at());
        }
        return next;
    }

    List<Behind> behind() {
        return behind == null ? List.of() : behind;
    }

    List<Recheck> rechecks() {
        return rechecks == null ? List.of() : rechecks;
    }

    /** Goes on where others stood; where they waited for nothing, as it is. */
    void standAs(List<Behind> others, List<Recheck> again) {
        behind = others.isEmpty() ? behind : new ArrayList<>(others);
        rechecks = again.isEmpty() ? rechecks : new ArrayList<>(again);
    }
}
