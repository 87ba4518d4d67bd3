package io.tripline.engine.correlate;

import io.tripline.event.Match;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a group is asked before a session is made for it: whether a rule of its level may fire at all. Generous, never wrong.
 * Times are ms since the epoch. One thread at a time.
 */
final class Gate {

    /** No moment. */
    static final long NONE = Long.MAX_VALUE;

    private static final long UNKNOWN = Long.MIN_VALUE;

    private final Level level;
    private final Facts facts;
    private final Silences silences;
    private final KnownTerms terms;

    /** Of the needs of the level, in their order; made when they are asked for. */
    private @Nullable Tally @Nullable [] tallies;

    /** The next deadline, or an earlier moment; unknown after something has come out of order. */
    private long deadline = UNKNOWN;

    /** The last moment that had been decided then. */
    private long deadlineAfter = UNKNOWN;

    /** @param terms that the group knows */
    Gate(Level level, Facts facts, Silences silences, KnownTerms terms) {
        this.level = level;
        this.facts = facts;
        this.silences = silences;
        this.terms = terms;
    }

    /** Whether a fact that has just arrived can make a rule fire at its moment, which is the newest. */
    boolean mayFire(String stream, Object fact, long time) {
        if (level.isAlwaysOpen()) {
            return true;
        }
        List<Need> needs = level.needs();
        for (int i = 0; i < needs.size(); i++) {
            boolean may =
                    switch (needs.get(i)) {
                        case Need.Always always -> true;
                        case Need.Arrival(String arriving) -> arriving.equals(stream);
                        case Need.Unblocked unblocked ->
                            unblocked.stream().equals(stream)
                                    && silences.newest(unblocked.blocking()) < time - unblocked.window();
                        case Need.NewTerm term -> term.stream().equals(stream) && !terms.isKnown(term, fact);
                        case Need.AtLeast least ->
                            least.stream().equals(stream) && isMet(least, time) && silences.until() < time;
                        case Need.Different different ->
                            different.stream().equals(stream) && isMet(i, different, time) && silences.until() < time;
                        case Need.Measured measured ->
                            measured.stream().equals(stream) && isMet(i, measured, time) && silences.until() < time;
                        case Need.Steps steps ->
                            steps.stream().equals(stream)
                                    && isLast(fact)
                                    && isMet(i, steps, time)
                                    && silences.until() < time;
                        case Need.Deadline deadline -> false;
                    };
            if (may) {
                return true;
            }
        }
        return false;
    }

    private boolean isMet(Need.AtLeast need, long now) {
        return facts.count(now - need.window(), now) >= need.matches();
    }

    private boolean isMet(int index, Need.Different need, long now) {
        boolean isFar = need.kind().isSingle() && facts.count(now - need.window(), now) < need.different();
        return !isFar && tally(index, need, now).isMet();
    }

    private static boolean isLast(Object fact) {
        return fact instanceof Match match && match.isLast();
    }

    /** Of a need that a tally is kept of. */
    private boolean isMet(int index, Need need, long now) {
        return tally(index, need, now).isMet();
    }

    private Tally tally(int index, Need need, long now) {
        @Nullable Tally[] known = tallies == null ? new Tally[level.needs().size()] : tallies;
        tallies = known;
        Tally tally = known[index];
        if (tally == null) {
            tally = switch (need) {
                case Need.Different different -> new Variety(different, facts, now);
                case Need.Measured measured -> new Reckoning(measured, facts, now);
                case Need.Steps steps -> new Attendance(steps, facts, now);
                default -> throw new IllegalArgumentException("no tally is kept of " + need);
            };
            known[index] = tally;
        }
        tally.passTo(now);
        return tally;
    }

    /** A fact has arrived, in order or not, and stands among the others. */
    void arrived(String stream, Object fact) {
        if (fact instanceof Match match && tallies != null) {
            List<Need> needs = level.needs();
            for (int i = 0; i < needs.size(); i++) {
                Tally tally = tallies[i];
                if (tally != null && stream.equals(counted(needs.get(i)))) {
                    tally.arrived(match);
                }
            }
        }
        if (deadline != UNKNOWN && level.hasDeadlines()) {
            for (Need need : level.needs()) {
                if (need instanceof Need.Deadline waits && waits.stream().equals(stream)) {
                    deadline = Math.min(deadline, Facts.time(fact) + waits.to());
                }
            }
        }
    }

    private static @Nullable String counted(Need need) {
        return switch (need) {
            case Need.Different different -> different.stream();
            case Need.Measured measured -> measured.stream();
            case Need.Steps steps -> steps.stream();
            default -> null;
        };
    }

    /** Facts have been taken out, or the group's time stands elsewhere. */
    void disordered() {
        tallies = null;
        deadline = UNKNOWN;
    }

    /** The next deadline is looked for anew: the one that was known may have been met. */
    void forgetNextMoment() {
        deadline = UNKNOWN;
    }

    /** Whether a fact that came late, and stands among the others now, can have made a rule fire from one moment to another. */
    boolean mayHaveFired(String stream, long time, long from, long to) {
        return level.isAlwaysOpen()
                || level.needs().stream().anyMatch(need -> switch (need) {
                    case Need.Always always -> true;
                    case Need.Arrival(String arriving) -> arriving.equals(stream) && time >= from;
                    case Need.Unblocked unblocked -> unblocked.stream().equals(stream) && time >= from;
                    case Need.NewTerm term -> term.stream().equals(stream) && time >= from;
                    case Need.AtLeast least ->
                        least.stream().equals(stream)
                                && facts.count(time - least.window(), to) >= least.matches()
                                && !silences.cover(time, to);
                    case Need.Different different ->
                        different.stream().equals(stream)
                                && !silences.cover(time, to)
                                && Variety.isEnough(different, facts, time - different.window(), to);
                    case Need.Measured measured ->
                        measured.stream().equals(stream)
                                && !silences.cover(time, to)
                                && Reckoning.wasMet(measured, facts, time, to);
                    case Need.Steps steps ->
                        steps.stream().equals(stream)
                                && !silences.cover(time, to)
                                && Attendance.isEnough(steps, facts, time - steps.window(), to);
                    case Need.Deadline waits -> waits.stream().equals(stream) && time + waits.to() <= to;
                });
    }

    /** Whether a condition on many matches can hold at a moment from one to another that has not been looked at. */
    boolean couldHold(long from, long to) {
        return level.isAlwaysOpen()
                || level.needs().stream().anyMatch(need -> switch (need) {
                    case Need.Always always -> true;
                    case Need.AtLeast least -> facts.count(from - least.window(), to) >= least.matches();
                    case Need.Different different -> Variety.isEnough(different, facts, from - different.window(), to);
                    case Need.Measured measured -> Reckoning.wasMet(measured, facts, from, to);
                    case Need.Steps steps -> false;
                    case Need.Arrival arrival -> false;
                    case Need.Unblocked unblocked -> false;
                    case Need.NewTerm term -> false;
                    case Need.Deadline deadline -> false;
                });
    }

    /** Whether an open group may be one that still can fire now: asked often, and answered without looking at each fact. */
    boolean mayStayOpen(long now) {
        if (level.isAlwaysOpen()) {
            return true;
        }
        List<Need> needs = level.needs();
        for (int i = 0; i < needs.size(); i++) {
            boolean may =
                    switch (needs.get(i)) {
                        case Need.Always always -> true;
                        case Need.AtLeast least -> isMet(least, now);
                        case Need.Different different -> isMet(i, different, now);
                        case Need.Measured measured -> isMet(i, measured, now);
                        case Need.Steps steps -> isMet(i, steps, now);
                        case Need.Arrival arrival -> false;
                        case Need.Unblocked unblocked -> false;
                        case Need.NewTerm term -> false;
                        case Need.Deadline deadline -> false;
                    };
            if (may) {
                return true;
            }
        }
        return false;
    }

    /**
     * The next moment at which a closed group may fire without a match; {@link #NONE} if there is none. It may turn out that it
     * cannot: {@link #mayFireAt}.
     *
     * @param now the last moment that has been decided
     */
    long nextMoment(long now) {
        long next = deadline(now);
        if (level.hasMeasures() && facts.size() > 0 && silences.until() <= now) {
            List<Need> needs = level.needs();
            for (int i = 0; i < needs.size(); i++) {
                if (needs.get(i) instanceof Need.Measured measured) {
                    next = Math.min(next, tally(i, measured, now).nextLeaving());
                }
            }
        }
        return next;
    }

    private long deadline(long now) {
        if (!level.hasDeadlines()) {
            return NONE;
        }
        if (deadline == UNKNOWN || deadline <= now || now < deadlineAfter) {
            deadlineAfter = now;
            long next = NONE;
            for (Need need : level.needs()) {
                if (need instanceof Need.Deadline waits) {
                    next = Math.min(next, deadline(waits, now));
                }
            }
            deadline = next;
        }
        return deadline;
    }

    /** The first deadline after a moment of a match for which nothing has come yet. */
    private long deadline(Need.Deadline need, long now) {
        for (int i = facts.from(now - need.to() + 1); i < facts.size(); i++) {
            if (facts.isMatchOf(i, need.stream())) {
                int absent = facts.firstMatch(need.absent(), facts.time(i) + need.from());
                if (absent < 0 || facts.time(absent) > facts.time(i) + need.to()) {
                    return facts.time(i) + need.to();
                }
            }
        }
        return NONE;
    }

    /** Whether a closed group may fire at a moment that {@link #nextMoment} gave. */
    boolean mayFireAt(long moment) {
        if (level.hasDeadlines()) {
            deadline = UNKNOWN;
            if (deadline(moment - 1) == moment) {
                return true;
            }
        }
        List<Need> needs = level.needs();
        for (int i = 0; i < needs.size(); i++) {
            if (needs.get(i) instanceof Need.Measured measured
                    && isMet(i, measured, moment)
                    && silences.until() < moment) {
                return true;
            }
        }
        return false;
    }
}
