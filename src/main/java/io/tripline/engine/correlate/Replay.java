package io.tripline.engine.correlate;

import io.tripline.alert.Alert;
import io.tripline.engine.LoadedRule;
import io.tripline.engine.compile.RuleOutline;
import io.tripline.engine.guard.RuleGuard;
import io.tripline.event.Match;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Moments of a group that are looked at again, with all that has arrived by now: because a match came out of order, because a
 * deadline of one that did has passed, or because time passes that newer matches are ahead of. Nothing is taken back. Times are
 * ms since the epoch. One thread at a time.
 *
 * @see Kind for what may come of it
 */
final class Replay {

    private final Level level;
    private final Facts facts;
    private final Kind kind;
    private final boolean late;
    private final long from;
    private final long to;
    private final long now;
    private final Set<String> done = new HashSet<>();

    /** The time of the match for which it is looked again. */
    private long newest = LogClocks.NEVER;

    /** Why it is looked again. */
    enum Kind {
        /** A match came that is older than others: of a rule at most one alert comes of it, and none beside one that there is. */
        LATE_MATCH(false, true),
        /** A match came that is newer than all, though time had passed beyond it: as if it had not. What came before it has been decided. */
        MATCH(false, false),
        /** A deadline of such a match has passed. */
        DEADLINE(true, false),
        /** A deadline of a match that was older than others has passed. */
        LATE_DEADLINE(true, true),
        /** Time passes: of matches nothing comes any more, only of deadlines and of what leaves. */
        TIME(true, true);

        private final boolean byTime;
        private final boolean once;

        Kind(boolean byTime, boolean once) {
            this.byTime = byTime;
            this.once = once;
        }
    }

    /**
     * @param late whether what comes of it came to light late
     * @param from the first moment that is looked at again
     * @param to the last one; what comes after passes as if it had fired
     * @param now the group's time: what passes without a match has not been seen beyond it
     */
    Replay(Level level, Facts facts, Kind kind, boolean late, long from, long to, long now) {
        this.level = level;
        this.facts = facts;
        this.kind = kind;
        this.late = late;
        this.from = from;
        this.to = to;
        this.now = now;
    }

    long from() {
        return from;
    }

    /** Whether it is about a match that is newer than all others. */
    boolean isInOrder() {
        return kind == Kind.MATCH;
    }

    /** Whether it is about nothing but what one match waited for in vain. */
    boolean isOfOneDeadline() {
        return (kind == Kind.DEADLINE || kind == Kind.LATE_DEADLINE)
                && !level.deadlines().isEmpty();
    }

    /** Whether that is this match's, which ends at this moment. */
    boolean isAbout(Match waiting, long moment) {
        return waiting.getTimestamp() == from && moment == to;
    }

    /** Whether what comes of it came to light late. */
    boolean isLate() {
        return late;
    }

    /**
     * @param session stands before the first moment, without the fact that came late
     * @param coming the fact; null if there is none
     */
    void run(GroupSession session, String stream, @Nullable Object coming) {
        newest = coming == null ? LogClocks.NEVER : Facts.time(coming);
        session.muteDeadlines(!kind.byTime && level.hasDeadlines());
        if (coming != null && Facts.time(coming) < from) {
            pass(session, from);
            insert(session, stream, coming, level.firesAtMatchesAlone());
        }
        for (Facts.Standing next : facts.standing(from)) {
            long time = Facts.time(next.fact());
            pass(session, time);
            boolean isDecided = kind == Kind.MATCH && next.fact() != coming;
            insert(session, next.stream(), next.fact(), next.written() || time > to || kind.byTime || isDecided);
        }
        pass(session, now);
        session.mute(false);
        newest = coming == null ? LogClocks.NEVER : Facts.time(coming);
        session.muteDeadlines(false);
    }

    private void insert(GroupSession session, String stream, Object fact, boolean isMuted) {
        session.mute(isMuted);
        if (!isMuted || level.looksBack(stream, fact)) {
            session.insert(stream, fact);
        }
    }

    /** Lets time pass; what happens after the last moment has no effect. The group's own moment is not over. */
    private void pass(GroupSession session, long time) {
        long last = Math.min(to, now);
        if (session.now() <= last) {
            session.mute(false);
            session.advanceTo(Math.min(time, last));
            if (time > last && last < now) {
                session.endMoment();
            }
        }
        session.mute(true);
        session.advanceTo(time);
    }

    /** Whether an alert is the first of its rule, with none of the rule beside it. */
    boolean counts(LoadedRule rule, Alert alert, long moment) {
        RuleOutline.Window window = rule.outline().window();
        boolean isAlone =
                kind == Kind.TIME && level.silences().get(rule.outline().name()) == null;
        long span = window == null || !kind.once || isAlone ? 0 : window.millis();
        boolean isOne = span > 0 || (!kind.once || isAlone) && moment > newest;
        for (int i = facts.from(moment - span); i < facts.size() && facts.time(i) <= moment + span; i++) {
            if (facts.fact(i) instanceof Alert other
                    && other.getRule().id().equals(alert.getRule().id())
                    && (isOne || other.getId().equals(alert.getId()))) {
                return false;
            }
        }
        return kind != Kind.LATE_MATCH || done.add(rule.outline().name());
    }

    /** Whether the rule has written such a match already, or one that keeps it silent. */
    boolean isBesideAnother(@Nullable RuleGuard rule, String stream, Match match, long moment) {
        Level.Silence silence = rule == null ? null : level.silences().get(rule.rule());
        long span = silence != null && silence.by().stream().equals(stream) ? silence.millis() : 0;
        long first = Math.min(moment, match.getTimestamp()) - span;
        for (int i = facts.from(first); i < facts.size() && facts.time(i) <= moment + span; i++) {
            boolean isSame = facts.isWritten(i)
                    && facts.stream(i).equals(stream)
                    && facts.fact(i) instanceof Match other
                    && (span > 0 || other.getEventId().equals(match.getEventId()));
            if (isSame) {
                return true;
            }
        }
        return false;
    }
}
