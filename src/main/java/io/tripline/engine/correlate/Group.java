package io.tripline.engine.correlate;

import io.tripline.alert.Alert;
import io.tripline.alert.Finding;
import io.tripline.engine.AlertFactory;
import io.tripline.engine.LoadedRule;
import io.tripline.engine.guard.RuleGuard;
import io.tripline.event.Key;
import io.tripline.event.Match;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kie.api.definition.rule.Rule;

/**
 * One key of a level: its facts, and while it may fire a session made of them. Its windows look at its own facts alone.
 *
 * <pre>
 * closed --a match, a moment: the need is met--&gt; open --silent, or the need is met no more--&gt; closed
 *    a match comes late, or a deadline of one that came late has passed: the moments that it may have changed are looked
 *    at again, in a session made anew; at most one alert of a rule comes of it, and none beside one that there is
 * </pre>
 *
 * Times are ms since the epoch. One thread at a time.
 */
final class Group implements GroupSession.Owner {

    /** Stands for the stream of alerts that no rule looks back at. */
    static final String RAISED = "raised";

    /** What time raised stands before all that arrived at its moment. */
    private static final long BEFORE_ARRIVALS = -1;

    private static final long NOTHING = Long.MAX_VALUE;

    private final Correlations file;
    private final Level level;
    private final Key key;
    private final Outside outside;
    private final Facts facts = new Facts();
    private final Silences silences;
    private final Gate gate;
    private Set<String> logs = Set.of();

    /** How far behind its log's clock the newest match came. */
    private long lag;

    /** Up to here the moments of the group have passed; {@link LogClocks#NEVER} before the first. */
    private long now = LogClocks.NEVER;

    /** The newest match that arrived. */
    private long newest = LogClocks.NEVER;

    private @Nullable GroupSession session;
    private long arrival;
    private long wakesAt = NOTHING;
    private long expiresAt = NOTHING;
    private long awaited = NOTHING;
    private @Nullable Again again;

    /** Whether the session is to be made anew: the rules have changed. */
    private boolean stale;

    /** Whether something was still to be decided at the end of the moment at which the session was left. */
    private boolean momentOpen;

    private @Nullable List<Recheck> rechecks;

    /** Deadlines of late matches: moments to look at again once the clock has moved on as far as they were late. */
    private record Recheck(long at, long from, long to) {}

    /** The moments that are looked at again, and which rules have had their say. */
    private record Again(long from, long to, boolean late, boolean deadlines, Set<String> done) {}

    /** What surrounds the groups. */
    interface Outside {

        /** An alert counts. */
        void raised(LoadedRule rule, Alert alert);

        /** A match was written to a stream: other groups may look at it. */
        void written(Group by, @Nullable RuleGuard rule, String stream, Match match, boolean late);

        /** How long beyond its span a group keeps its facts, ms. */
        long lateness();
    }

    Group(Correlations file, Level level, Key key, Outside outside) {
        this.file = file;
        this.level = level;
        this.key = key;
        this.outside = outside;
        this.silences = new Silences(level);
        this.gate = new Gate(level, facts, silences);
    }

    Correlations file() {
        return file;
    }

    Key key() {
        return key;
    }

    Level level() {
        return level;
    }

    Set<String> logs() {
        return logs;
    }

    Facts facts() {
        return facts;
    }

    boolean isOpen() {
        return session != null;
    }

    // --- Arrivals
    // ---------------------------------------------------------------------------------------------------------

    /**
     * A fact arrives.
     *
     * @param clock of its log
     * @param late whether what it was found from came late
     * @return false if it came too late for anything
     */
    boolean accept(String stream, Object fact, long arrivedAs, String log, long clock, boolean late) {
        long time = Facts.time(fact);
        long reference = newest == LogClocks.NEVER ? time : Math.min(newest, clock);
        if (time < reference - level.span() - outside.lateness()) {
            return false;
        }
        belongTo(log);
        arrival = arrivedAs;
        long behind = Math.max(0, clock - time);
        lag = time >= newest ? behind : lag;
        long kept = level.span() + outside.lateness();
        expiresAt = Math.max(expiresAt == NOTHING ? LogClocks.NEVER : expiresAt, Math.max(clock, time) + kept + 1);
        if (now == LogClocks.NEVER || time >= now || !level.keyed()) {
            inOrder(stream, fact);
        } else {
            outOfOrder(stream, fact, behind, Math.max(time, reference - outside.lateness()), late || time < reference);
        }
        newest = Math.max(newest, time);
        facts.forgetBefore(Math.min(newest, Math.max(clock, time)) - kept);
        closeIfIdle();
        return true;
    }

    private void belongTo(String log) {
        if (!logs.contains(log)) {
            Set<String> more = new HashSet<>(logs);
            more.add(log);
            logs = Set.copyOf(more);
            awaited = NOTHING;
        }
    }

    private void inOrder(String stream, Object fact) {
        long time = Facts.time(fact);
        passTo(time);
        if (level.keyed() || now == LogClocks.NEVER) {
            now = Math.max(now, time);
        }
        boolean fires = session != null || gate.mayFire(stream, fact, time);
        if (!fires) {
            arrived(stream, fact);
            return;
        }
        GroupSession open = session == null ? open(time - 1, Long.MAX_VALUE) : session;
        arrived(stream, fact);
        open.advanceTo(time);
        open.insert(stream, fact);
    }

    private void arrived(String stream, Object fact) {
        String seen = gate.knownTerm(stream, fact);
        if (seen != null) {
            remember(seen, (Match) fact);
        }
        if (level.looksBack(stream, fact)) {
            facts.add(stream, fact, arrival, false);
            gate.arrived(stream, fact);
        }
    }

    /**
     * @param behind its log's clock, ms
     * @param from the first moment that is looked at again
     */
    private void outOfOrder(String stream, Object fact, long behind, long from, boolean late) {
        long time = Facts.time(fact);
        String seen = gate.knownTerm(stream, fact);
        if (seen != null) {
            remember(seen, (Match) fact);
            return;
        }
        long last = time + level.span();
        boolean waits = behind > 0 && level.hasDeadlines();
        facts.add(stream, fact, arrival, false);
        gate.disordered();
        if (gate.mayHaveFired(stream, time, Math.min(now, last))) {
            lookAgain(new Again(from, last, late, !waits, new HashSet<>()));
        } else if (last >= now) {
            discard();
        }
        if (!level.looksBack(stream, fact)) {
            facts.remove(facts.indexOf(fact));
        }
        if (waits) {
            rechecks = rechecks == null ? new ArrayList<>() : rechecks;
            rechecks.add(new Recheck(last + behind, time, last));
        }
    }

    // --- Time
    // -------------------------------------------------------------------------------------------------------------

    /** The next moment that the group waits for, on its logs' clock; {@link Long#MAX_VALUE} of none. */
    long nextMoment() {
        long next = expiresAt;
        GroupSession open = session;
        long due = open == null ? -1 : open.nextMoment();
        if (due >= 0) {
            next = Math.min(next, due + lag);
        }
        if (open == null && wakesAt != NOTHING) {
            next = Math.min(next, wakesAt + lag);
        }
        if (stale) {
            next = Math.min(next, now + lag);
        }
        if (rechecks != null) {
            for (Recheck recheck : rechecks) {
                next = Math.min(next, recheck.at());
            }
        }
        return next;
    }

    boolean awaits(long at) {
        return awaited == at;
    }

    /** Notes which moment is waited for; false if it is already. */
    boolean await(long at) {
        boolean isEarlier = at < awaited;
        awaited = isEarlier ? at : awaited;
        return isEarlier;
    }

    /** What was waited for has come: the logs' clock stands there. */
    void pass(long clock) {
        awaited = NOTHING;
        passTo(clock - lag);
        if (rechecks != null) {
            List<Recheck> due =
                    rechecks.stream().filter(recheck -> recheck.at() <= clock).toList();
            rechecks.removeAll(due);
            rechecks = rechecks.isEmpty() ? null : rechecks;
            for (Recheck recheck : due) {
                lookAgain(new Again(recheck.from(), recheck.to(), true, true, new HashSet<>()));
            }
        }
        closeIfIdle();
    }

    /** Whether nothing can come of it any more. */
    boolean isOver(long clock) {
        return clock >= expiresAt;
    }

    /** Lets the group's time go on to a moment that is not over then. */
    private void passTo(long time) {
        if (now == LogClocks.NEVER || time < now && level.keyed()) {
            return;
        }
        if (stale) {
            stale = false;
            openAgain();
        }
        if (session == null && wakesAt <= time) {
            long wakes = wakesAt;
            wakesAt = NOTHING;
            if (gate.couldHold(wakes, time)) {
                open(wakes - 1, Long.MAX_VALUE);
            }
        }
        GroupSession open = session;
        if (open != null) {
            open.advanceTo(time);
        }
        now = Math.max(now, time);
    }

    // --- The session
    // ------------------------------------------------------------------------------------------------------

    /**
     * Opens the group: everything up to a moment is there, as if it had fired.
     *
     * @param settled the last moment that is over
     * @param before facts of this time and later stay outside
     */
    private GroupSession open(long settled, long before) {
        GroupSession opened = new GroupSession(file, level, this, settled);
        for (int i = facts.from(settled - level.span()); i < facts.size(); i++) {
            if (facts.time(i) < before && level.looksBack(facts.stream(i), facts.fact(i))) {
                opened.put(facts.stream(i), facts.fact(i));
            }
        }
        opened.settle();
        session = opened;
        wakesAt = NOTHING;
        return opened;
    }

    /** Opens the group as it stood before its rules changed: nothing that has happened happens again. */
    private void openAgain() {
        GroupSession opened = open(now - 1, now);
        opened.mute(true);
        opened.advanceTo(now);
        for (Standing standing : standing(now)) {
            if (level.looksBack(standing.stream(), standing.fact())) {
                opened.insert(standing.stream(), standing.fact());
            }
        }
        if (!momentOpen) {
            opened.endMoment();
        }
        opened.mute(false);
    }

    /** Looks at moments of the past again, with all that has arrived by now; the rest passes as if it had fired. */
    private void lookAgain(Again moments) {
        discard();
        again = moments;
        GroupSession replay = open(moments.from() - 1, moments.from());
        replay.muteDeadlines(!moments.deadlines());
        long edge = now;
        for (Standing next : standing(moments.from())) {
            pass(replay, Facts.time(next.fact()), moments.to());
            replay.mute(next.written() || Facts.time(next.fact()) > moments.to());
            if (!next.written() || level.looksBack(next.stream(), next.fact())) {
                replay.insert(next.stream(), next.fact());
            }
        }
        pass(replay, edge, moments.to());
        replay.mute(false);
        replay.muteDeadlines(false);
        again = null;
    }

    /** A fact that stands in the group while its moments are looked at again. */
    private record Standing(String stream, Object fact, boolean written) {}

    private List<Standing> standing(long from) {
        List<Standing> standing = new ArrayList<>();
        for (int i = facts.from(from); i < facts.size(); i++) {
            standing.add(new Standing(facts.stream(i), facts.fact(i), facts.isWritten(i)));
        }
        return standing;
    }

    /** Lets time pass; what happens after the last moment has no effect. */
    private static void pass(GroupSession replay, long time, long last) {
        replay.mute(false);
        replay.advanceTo(Math.min(time, last));
        replay.mute(true);
        replay.advanceTo(time);
    }

    private void discard() {
        if (session != null) {
            momentOpen = session.isMomentOpen();
            session.dispose();
            session = null;
        }
    }

    /** An open group that cannot fire before something else happens needs no session. */
    private void closeIfIdle() {
        if (session == null || level.isAlwaysOpen()) {
            return;
        }
        long until = silences.until();
        if (until >= now) {
            discard();
            wakesAt = until + 1;
        } else if (!gate.mayStayOpen(now)) {
            discard();
        }
    }

    /** What is being evaluated, for a person. */
    String subject() {
        return session == null ? key.toString() : session.subject();
    }

    /**
     * Drools itself has failed: the session is made anew, without the fact that it was about.
     *
     * @param fact null if time was passing
     */
    void fails(@Nullable Object fact) {
        again = null;
        discard();
        int at = fact == null ? -1 : facts.indexOf(fact);
        if (at >= 0) {
            facts.remove(at);
            gate.disordered();
        }
        stale = fact != null;
        wakesAt = NOTHING;
    }

    /** It is over: no moment is waited for. */
    void dispose() {
        discard();
        awaited = NOTHING;
    }

    // --- What the rules say
    // -----------------------------------------------------------------------------------------------

    @Override
    public void holds(Rule rule) {
        file.rule(rule.getName()).counters().match();
    }

    @Override
    public Alert alert(LoadedRule rule, Finding finding, long moment, boolean byTime) {
        boolean atItsNewest = !byTime && again == null && !finding.events().isEmpty();
        Alert alert = AlertFactory.alert(
                rule, finding, atItsNewest ? finding.events().getLast().time() : moment);
        return again != null && again.late() ? alert.comingLate() : alert;
    }

    @Override
    public void raised(LoadedRule rule, Alert alert, long moment, boolean byTime) {
        if (again == null || counts(again, rule, alert, moment)) {
            facts.add(RAISED, alert, byTime ? BEFORE_ARRIVALS : arrivalAt(moment), true);
            outside.raised(rule, alert);
        }
    }

    /** Of the moments that are looked at again: whether this is the first, with no other alert of the rule beside it. */
    private boolean counts(Again looked, LoadedRule rule, Alert alert, long moment) {
        long span =
                rule.outline().window() == null ? 0 : rule.outline().window().millis();
        for (int i = facts.from(moment - span); i < facts.size() && facts.time(i) <= moment + span; i++) {
            if (facts.fact(i) instanceof Alert other
                    && other.getRule().id().equals(alert.getRule().id())) {
                return false;
            }
        }
        return looked.done().add(rule.outline().name());
    }

    private long arrivalAt(long moment) {
        return again == null ? arrival : Long.MAX_VALUE;
    }

    @Override
    public boolean write(@Nullable RuleGuard rule, String stream, Object fact, long moment, boolean byTime) {
        if (fact instanceof Alert alert) {
            return isRaised(alert, stream);
        }
        Match match = (Match) fact;
        if (again != null && isBesideAnother(rule, stream, match, moment)) {
            return false;
        }
        silences.written(stream, match.getTimestamp());
        if (level.streams().contains(stream) && !level.remembers(stream)) {
            facts.add(stream, match, byTime ? BEFORE_ARRIVALS : arrivalAt(moment), true);
        }
        outside.written(this, rule, stream, match, again != null && again.late());
        return true;
    }

    /** An alert that did not count silences nobody. */
    private boolean isRaised(Alert alert, String stream) {
        int at = facts.indexOf(alert);
        if (at < 0) {
            return false;
        }
        silences.written(stream, alert.getTimestamp());
        long arrivedAs = facts.arrival(at);
        facts.remove(at);
        facts.add(stream, alert, arrivedAs, true);
        return true;
    }

    private boolean isBesideAnother(@Nullable RuleGuard rule, String stream, Match match, long moment) {
        Level.Silence silence = rule == null ? null : level.silences().get(rule.rule());
        long span = silence != null && silence.stream().equals(stream) ? silence.millis() : 0;
        for (int i = facts.from(moment - span); i < facts.size() && facts.time(i) <= moment + span; i++) {
            boolean same = facts.isWritten(i) && facts.stream(i).equals(stream) && facts.fact(i) instanceof Match;
            if (same && (span > 0 || ((Match) facts.fact(i)).getEventId().equals(match.getEventId()))) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean remember(String stream, Match match) {
        int known = facts.newestOf(stream);
        if (known >= 0) {
            if (facts.time(known) > match.getTimestamp()) {
                return false;
            }
            facts.remove(known);
        }
        facts.add(stream, match, arrival, false);
        return true;
    }

    /** Takes over one of the facts that the group held under the rules before an edit. */
    void adopt(Group before, int index) {
        facts.add(
                before.facts.stream(index),
                before.facts.fact(index),
                before.facts.arrival(index),
                before.facts.isWritten(index));
        if (before.facts.isWritten(index)) {
            silences.written(before.facts.stream(index), before.facts.time(index));
        }
    }

    /** Goes on where the group stood before an edit. */
    void goOn(Group before) {
        before.logs.forEach(this::belongTo);
        lag = Math.max(lag, before.lag);
        now = Math.max(now, before.now);
        newest = Math.max(newest, before.newest);
        arrival = Math.max(arrival, before.arrival);
        expiresAt = Math.max(expiresAt == NOTHING ? LogClocks.NEVER : expiresAt, before.expiresAt);
        stale = gate.couldHold(now, now);
        momentOpen = before.momentOpen;
        wakesAt = silences.until() >= now ? silences.until() + 1 : NOTHING;
    }
}
