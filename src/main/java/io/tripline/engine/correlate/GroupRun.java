package io.tripline.engine.correlate;

import io.tripline.alert.Alert;
import io.tripline.alert.Finding;
import io.tripline.engine.AlertFactory;
import io.tripline.engine.LoadedRule;
import io.tripline.engine.guard.RuleGuard;
import io.tripline.event.Key;
import io.tripline.event.Match;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kie.api.definition.rule.Rule;

/**
 * Runs a group's facts through Drools: in a session that is made of them when the group may fire, forward with what arrives, or
 * once more over moments of the past. What rules say of it becomes facts, and goes outside. Times are ms since the epoch. One
 * thread at a time.
 */
final class GroupRun implements GroupSession.Owner {

    /** What time raised stands before all that arrived at its moment. */
    private static final long BEFORE_ARRIVALS = -1;

    private final Correlations file;
    private final Level level;
    private final Facts facts;
    private final Silences silences;
    private final KnownTerms terms;
    private final Gate gate;
    private final Outside outside;
    private @Nullable GroupSession session;

    /** While moments of the past are looked at again. */
    private @Nullable Replay replay;

    private long arrival;
    private boolean late;

    /** Who hears of what the group's rules say. */
    interface Outside {

        /** What time it is in the slowest of the group's logs. */
        long clock();

        /** An alert counts. */
        void raised(LoadedRule rule, Alert alert);

        /** Whether a moment was over before the program started again. */
        boolean passedWhileDown(long moment);

        /** Whether a match came so late that its deadline, which is this moment, is looked at later. */
        boolean isPostponed(Match waiting, long moment);

        /** A match was written to a stream: other groups may look at it. */
        void written(@Nullable RuleGuard rule, String stream, Match match, boolean late);
    }

    GroupRun(
            Correlations file,
            Level level,
            Facts facts,
            Silences silences,
            KnownTerms terms,
            Gate gate,
            Outside outside) {
        this.file = file;
        this.level = level;
        this.facts = facts;
        this.silences = silences;
        this.terms = terms;
        this.gate = gate;
        this.outside = outside;
    }

    boolean isOpen() {
        return session != null;
    }

    /**
     * Something arrives: what comes of it until the next arrives, comes of that.
     *
     * @param isLate whether it is older than the older of the group's newest and its log's clock
     */
    void arrives(long arrivedAs, boolean isLate) {
        arrival = arrivedAs;
        late = isLate;
    }

    long arrival() {
        return arrival;
    }

    /**
     * Opens the group: everything that is there is as if it had fired up to a moment.
     *
     * @param settled the last moment that is over
     * @param except on a stream: stays outside, because it fires later
     */
    void open(long settled, String stream, @Nullable Object except) {
        session = made(settled, Long.MAX_VALUE, stream, except);
    }

    /** @param before facts of this time and later stay outside */
    private GroupSession made(long settled, long before, String stream, @Nullable Object except) {
        GroupSession made = new GroupSession(file, level, this, settled);
        for (int i = facts.from(settled - level.span()); i < facts.size() && facts.time(i) < before; i++) {
            Object fact = facts.fact(i);
            boolean stays = fact == except && facts.stream(i).equals(stream);
            if (!stays && level.looksBack(facts.stream(i), fact)) {
                made.put(facts.stream(i), fact);
            }
        }
        made.settle();
        return made;
    }

    /**
     * Opens the group as it stood before its rules changed: nothing that has happened happens again.
     *
     * @param isMomentOpen whether something is still to be decided at the end of this moment
     */
    void openAgain(long now, boolean isMomentOpen) {
        GroupSession opened = made(now - 1, now, "", null);
        session = opened;
        opened.mute(true);
        opened.advanceTo(now);
        for (Facts.Standing standing : facts.standing(now)) {
            if (level.looksBack(standing.stream(), standing.fact())) {
                opened.insert(standing.stream(), standing.fact());
            }
        }
        if (!isMomentOpen) {
            opened.endMoment();
        }
        opened.mute(false);
    }

    /**
     * Looks at moments again, in a session of its own, which stands at the newest of the facts or at the group's time in the end.
     *
     * @param stream of the fact that came late; its first moment is the first that is looked at
     * @param fact that came late; null if time is all that passes
     */
    void lookAgain(Replay looked, String stream, @Nullable Object fact) {
        close();
        replay = looked;
        try {
            GroupSession made = made(looked.from() - 1, looked.from(), stream, fact);
            session = made;
            looked.run(made, stream, fact);
        } finally {
            replay = null;
        }
    }

    /** Lets time pass to a moment, which is not over then. */
    void advanceTo(long time) {
        if (session != null) {
            session.advanceTo(time);
        }
    }

    void insert(String stream, Object fact) {
        if (session != null) {
            session.insert(stream, fact);
        }
    }

    /** The next moment at which the session has something to do; -1 if there is none. */
    long nextMoment() {
        return session == null ? -1 : session.nextMoment();
    }

    /** Whether something is still to be decided when the session's moment is over. */
    boolean isMomentOpen() {
        return session != null && session.isMomentOpen();
    }

    void close() {
        replay = null;
        if (session != null) {
            session.dispose();
            session = null;
        }
    }

    /** What is being evaluated, for a person. */
    String subject(Key key) {
        return session == null ? key.toString() : session.subject();
    }

    @Override
    public void holds(Rule rule) {
        file.rule(rule.getName()).counters().match();
    }

    @Override
    public Alert alert(LoadedRule rule, Finding finding, long moment, boolean byTime) {
        // where facts meet otherwise than by key, the session's time is that of the newest of all
        boolean atItsNewest = !level.isKeyed() && !byTime && !finding.events().isEmpty();
        Alert alert = AlertFactory.alert(
                rule, finding, atItsNewest ? finding.events().getLast().time() : moment);
        return isLate(moment, byTime) ? alert.comingLate() : alert;
    }

    private boolean isLate(long moment, boolean byTime) {
        return byTime && outside.passedWhileDown(moment) || (replay == null ? late && !byTime : replay.isLate());
    }

    @Override
    public void raised(LoadedRule rule, Alert alert, long moment, boolean byTime) {
        if (replay == null || replay.counts(rule, alert, moment)) {
            facts.add(Level.RAISED, alert, standsAs(byTime), true);
            outside.raised(rule, alert);
        }
    }

    private long standsAs(boolean byTime) {
        return byTime ? BEFORE_ARRIVALS : replay == null || replay.isInOrder() ? arrival : Long.MAX_VALUE;
    }

    @Override
    public boolean write(@Nullable RuleGuard rule, String stream, Object fact, long moment, boolean byTime) {
        if (fact instanceof Alert alert) {
            return isRaised(alert, stream);
        }
        Match match = (Match) fact;
        if (replay != null && replay.isBesideAnother(rule, stream, match, moment)) {
            return false;
        }
        silences.written(stream, match);
        if (level.streams().contains(stream) && !level.remembers(stream)) {
            facts.add(stream, match, standsAs(byTime), true);
            gate.arrived(stream, match);
        }
        outside.written(rule, stream, match, isLate(moment, byTime));
        return true;
    }

    /** An alert that did not count silences nobody. */
    private boolean isRaised(Alert alert, String stream) {
        int at = facts.indexOf(alert);
        if (at < 0) {
            return false;
        }
        silences.written(stream, alert);
        long arrivedAs = facts.arrival(at);
        facts.remove(at);
        facts.add(stream, alert, arrivedAs, true);
        return true;
    }

    @Override
    public boolean isPostponed(List<Match> waiting, long now) {
        return replay != null && replay.isOfOneDeadline()
                ? waiting.stream().noneMatch(match -> replay.isAbout(match, now))
                : waiting.stream().anyMatch(match -> outside.isPostponed(match, now));
    }

    @Override
    public boolean remember(String stream, Match match) {
        return terms.remember(stream, match, arrival, outside.clock());
    }
}
