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
 * Moments of a group that are looked at again, with all that has arrived by now: because a match came out of order, or because
 * a deadline of one that did has passed. Of a rule at most one alert comes of it, and none beside one that there is: nothing
 * is taken back. Times are ms since the epoch. One thread at a time.
 */
final class Replay {

    private final Level level;
    private final Facts facts;
    private final long from;
    private final long to;
    private final boolean late;
    private final Set<String> done = new HashSet<>();

    /**
     * @param from the first moment that is looked at again
     * @param to the last one; what comes after passes as if it had fired
     */
    Replay(Level level, Facts facts, long from, long to, boolean late) {
        this.level = level;
        this.facts = facts;
        this.from = from;
        this.to = to;
        this.late = late;
    }

    /** Whether what comes of it came to light late. */
    boolean isLate() {
        return late;
    }

    /**
     * @param session stands before the first moment
     * @param now where it is to stand in the end
     * @param deadlines whether deadlines have passed in it
     */
    void run(GroupSession session, long now, boolean deadlines) {
        session.muteDeadlines(!deadlines);
        for (Facts.Standing next : facts.standing(from)) {
            long time = Facts.time(next.fact());
            pass(session, time);
            session.mute(next.written() || time > to);
            if (!next.written() || level.looksBack(next.stream(), next.fact())) {
                session.insert(next.stream(), next.fact());
            }
        }
        pass(session, now);
        session.mute(false);
        session.muteDeadlines(false);
    }

    /** Lets time pass; what happens after the last moment has no effect. */
    private void pass(GroupSession session, long time) {
        session.mute(false);
        session.advanceTo(Math.min(time, to));
        session.mute(true);
        session.advanceTo(time);
    }

    /** Whether an alert is the first of its rule, with none of the rule beside it. */
    boolean counts(LoadedRule rule, Alert alert, long moment) {
        RuleOutline.Window window = rule.outline().window();
        long span = window == null ? 0 : window.millis();
        for (int i = facts.from(moment - span); i < facts.size() && facts.time(i) <= moment + span; i++) {
            if (facts.fact(i) instanceof Alert other
                    && other.getRule().id().equals(alert.getRule().id())
                    && (span > 0 || other.getId().equals(alert.getId()))) {
                return false;
            }
        }
        return done.add(rule.outline().name());
    }

    /** Whether the rule has written such a match already, or one that keeps it silent. */
    boolean isBesideAnother(@Nullable RuleGuard rule, String stream, Match match, long moment) {
        Level.Silence silence = rule == null ? null : level.silences().get(rule.rule());
        long span = silence != null && silence.by().stream().equals(stream) ? silence.millis() : 0;
        for (int i = facts.from(moment - span); i < facts.size() && facts.time(i) <= moment + span; i++) {
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
