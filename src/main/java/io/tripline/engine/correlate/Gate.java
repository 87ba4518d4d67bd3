package io.tripline.engine.correlate;

import io.tripline.alert.Alert;
import io.tripline.event.Match;
import org.jspecify.annotations.Nullable;

/**
 * What a group is asked before a session is made for it: whether a rule of its level may fire at all. Generous, never wrong.
 * Times are ms since the epoch. One thread at a time.
 */
final class Gate {

    private final Level level;
    private final Facts facts;
    private final Silences silences;

    Gate(Level level, Facts facts, Silences silences) {
        this.level = level;
        this.facts = facts;
        this.silences = silences;
    }

    /** Whether a fact that is about to arrive can make a rule fire at its moment, which is the newest. */
    boolean mayFire(String stream, Object fact, long time) {
        return level.isAlwaysOpen()
                || level.needs().stream().anyMatch(need -> switch (need) {
                    case Need.Always always -> true;
                    case Need.Arrival(String arriving) -> arriving.equals(stream);
                    case Need.AtLeast(String of, int matches, long window) ->
                        of.equals(stream) && facts.count(time - window, time) + 1 >= matches && silences.until() < time;
                    case Need.Unsilenced(String arriving, String alerts, long window) ->
                        arriving.equals(stream) && !hasAlert(alerts, fact, time - window);
                    case Need.NewTerm term -> term.stream().equals(stream) && !isKnown(term, fact);
                });
    }

    /** Whether a fact that came late, and stands among the others now, can have made a rule fire up to a moment. */
    boolean mayHaveFired(String stream, long time, long to) {
        return level.isAlwaysOpen()
                || level.needs().stream().anyMatch(need -> switch (need) {
                    case Need.Always always -> true;
                    case Need.Arrival(String arriving) -> arriving.equals(stream);
                    case Need.Unsilenced(String arriving, String alerts, long window) -> arriving.equals(stream);
                    case Need.AtLeast(String of, int matches, long window) ->
                        of.equals(stream) && facts.count(time - window, to) >= matches;
                    case Need.NewTerm term -> term.stream().equals(stream);
                });
    }

    /** Whether a condition on many matches can hold at a moment from one to another. */
    boolean couldHold(long from, long to) {
        return level.isAlwaysOpen()
                || level.needs().stream()
                        .anyMatch(need -> need instanceof Need.AtLeast(String stream, int matches, long window)
                                && facts.count(from - window, to) >= matches);
    }

    /** The stream that remembers the fact's term, if it is known; null if it is new, or no term. */
    @Nullable
    String knownTerm(String stream, Object fact) {
        for (Need need : level.needs()) {
            if (need instanceof Need.NewTerm term && term.stream().equals(stream) && isKnown(term, fact)) {
                return term.seen();
            }
        }
        return null;
    }

    private boolean hasAlert(String stream, Object fact, long from) {
        for (int i = facts.from(from); i < facts.size(); i++) {
            if (facts.stream(i).equals(stream)
                    && facts.fact(i) instanceof Alert alert
                    && fact instanceof Match match
                    && alert.getGroup().equals(match.getKey())) {
                return true;
            }
        }
        return false;
    }

    private boolean isKnown(Need.NewTerm term, Object fact) {
        int at = facts.newestOf(term.seen());
        return fact instanceof Match match
                && at >= 0
                && Math.abs(facts.time(at) - match.getTimestamp()) <= term.history();
    }
}
