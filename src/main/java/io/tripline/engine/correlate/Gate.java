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

    /** Of the need for different matches that is asked first; null until it is asked, and when a match has come out of order. */
    private @Nullable Variety variety;

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
                    case Need.Different different ->
                        different.stream().equals(stream)
                                && isEnoughWith(different, (Match) fact)
                                && silences.until() < time;
                    case Need.NewTerm term -> term.stream().equals(stream) && !isKnown(term, fact);
                });
    }

    private boolean isEnoughWith(Need.Different need, Match match) {
        Variety known = variety;
        if (known == null || !known.isOf(need)) {
            known = new Variety(need, facts, match.getTimestamp());
            variety = known;
        }
        return known.with(match) >= need.different();
    }

    /** A fact has arrived, in order. */
    void arrived(String stream, Object fact) {
        if (variety != null && fact instanceof Match match) {
            variety.arrived(stream, match);
        }
    }

    /** A fact has come out of order, or has been taken out. */
    void disordered() {
        variety = null;
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
                    case Need.Different different ->
                        different.stream().equals(stream)
                                && Variety.isEnough(different, facts, time - different.window(), to);
                    case Need.NewTerm term -> term.stream().equals(stream);
                });
    }

    /** Whether a condition on many matches can hold at a moment from one to another. */
    boolean couldHold(long from, long to) {
        return level.isAlwaysOpen()
                || level.needs().stream().anyMatch(need -> switch (need) {
                    case Need.AtLeast(String stream, int matches, long window) ->
                        facts.count(from - window, to) >= matches;
                    case Need.Different different -> Variety.isEnough(different, facts, from - different.window(), to);
                    case Need.Always always -> true;
                    case Need.Arrival arrival -> false;
                    case Need.Unsilenced unsilenced -> false;
                    case Need.NewTerm term -> false;
                });
    }

    /** Whether an open group may be one that still can fire now: asked often, and answered without looking at each fact. */
    boolean mayStayOpen(long now) {
        return level.isAlwaysOpen()
                || level.needs().stream().anyMatch(need -> switch (need) {
                    case Need.AtLeast(String stream, int matches, long window) ->
                        facts.count(now - window, now) >= matches;
                    case Need.Different different -> facts.count(now - different.window(), now) > 0;
                    case Need.Always always -> true;
                    case Need.Arrival arrival -> false;
                    case Need.Unsilenced unsilenced -> false;
                    case Need.NewTerm term -> false;
                });
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
