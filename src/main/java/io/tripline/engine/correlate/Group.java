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

    /** What time raised stands before all that arrived at its moment. */
    private static final long BEFORE_ARRIVALS = -1;

    private static final long NOTHING = Long.MAX_VALUE;

    private final Correlations file;
    private final Level level;
    private final Key key;
    private final Outside outside;
    private final Facts facts;
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

    /** While moments of the past are looked at again. */
    private @Nullable Replay replay;

    /** Whether the session is to be made anew: the rules have changed. */
    private boolean stale;

    /** Whether something was still to be decided at the end of the moment at which the session was left. */
    private boolean momentOpen;

    private @Nullable List<Recheck> rechecks;

    /** Deadlines of late matches: moments to look at again once the clock has moved on as far as they were late. */
    private record Recheck(long at, long from, long to) {}

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
        this.facts = new Facts(level, key);
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

    /** How it stands, for who tells people of it. */
    GroupState state() {
        return new GroupState(key, facts, silences, now, lag, logs, session != null);
    }

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
        if (now == LogClocks.NEVER || time >= now || !level.isKeyed()) {
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
        if (level.isKeyed() || now == LogClocks.NEVER) {
            now = Math.max(now, time);
        }
        arrived(stream, fact);
        GroupSession open = session;
        if (open == null) {
            if (!gate.mayFire(stream, fact, time)) {
                return;
            }
            open = open(time - 1, Long.MAX_VALUE, stream, fact);
        }
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
        gate.arrived(stream, fact);
        if (gate.mayHaveFired(stream, time, Math.min(now, last))) {
            lookAgain(from, last, late, !waits);
        } else if (last >= now) {
            discard();
        }
        if (!level.looksBack(stream, fact)) {
            facts.remove(facts.indexOf(fact));
            gate.disordered();
        }
        if (waits) {
            rechecks = rechecks == null ? new ArrayList<>() : rechecks;
            rechecks.add(new Recheck(last + behind, time, last));
        }
    }

    /** The next moment that the group waits for, on its logs' clock; {@link Long#MAX_VALUE} of none. */
    long nextMoment() {
        long next = expiresAt;
        GroupSession open = session;
        long due = open == null ? -1 : open.nextMoment();
        if (due >= 0) {
            next = Math.min(next, due + lag);
        }
        long wakes = open == null ? Math.min(wakesAt, gate.nextMoment(decided())) : NOTHING;
        if (wakes != NOTHING) {
            next = Math.min(next, wakes + lag);
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
                lookAgain(recheck.from(), recheck.to(), true, true);
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
        if (now == LogClocks.NEVER || time < now && level.isKeyed()) {
            return;
        }
        if (stale) {
            stale = false;
            openAgain();
        }
        wakeUpTo(time);
        GroupSession open = session;
        if (open != null) {
            open.advanceTo(time);
        }
        pastOf(time);
    }

    /** Lets a closed group come to its moments up to a time, until it opens at one. */
    private void wakeUpTo(long time) {
        while (session == null) {
            long at = Math.min(wakesAt, gate.nextMoment(decided()));
            if (at > time) {
                return;
            }
            boolean silenceEnds = at == wakesAt;
            wakesAt = silenceEnds ? NOTHING : wakesAt;
            if (silenceEnds && gate.couldHold(at, time) || gate.mayFireAt(at)) {
                open(at - 1, Long.MAX_VALUE);
            } else {
                pastOf(at);
                momentOpen = false;
            }
        }
    }

    private void pastOf(long time) {
        momentOpen &= time <= now;
        now = Math.max(now, time);
    }

    /** The last moment of which nothing is left to decide. */
    private long decided() {
        return momentOpen ? now - 1 : now;
    }

    /**
     * Opens the group: everything up to a moment is there, as if it had fired.
     *
     * @param settled the last moment that is over
     * @param before facts of this time and later stay outside
     */
    private GroupSession open(long settled, long before) {
        return open(settled, before, "", null);
    }

    /** @param arriving on the stream: stays outside, it fires later */
    private GroupSession open(long settled, long before, String stream, @Nullable Object arriving) {
        GroupSession opened = new GroupSession(file, level, this, settled);
        for (int i = facts.from(settled - level.span()); i < facts.size() && facts.time(i) < before; i++) {
            Object fact = facts.fact(i);
            boolean arrives = fact == arriving && facts.stream(i).equals(stream);
            if (!arrives && level.looksBack(facts.stream(i), fact)) {
                opened.put(facts.stream(i), fact);
            }
        }
        opened.settle();
        session = opened;
        wakesAt = NOTHING;
        momentOpen = false;
        return opened;
    }

    /** Opens the group as it stood before its rules changed: nothing that has happened happens again. */
    private void openAgain() {
        boolean wasOpen = momentOpen;
        GroupSession opened = open(now - 1, now);
        opened.mute(true);
        opened.advanceTo(now);
        for (Facts.Standing standing : facts.standing(now)) {
            if (level.looksBack(standing.stream(), standing.fact())) {
                opened.insert(standing.stream(), standing.fact());
            }
        }
        if (!wasOpen) {
            opened.endMoment();
        }
        opened.mute(false);
    }

    private void lookAgain(long from, long to, boolean late, boolean deadlines) {
        discard();
        Replay looked = new Replay(level, facts, from, to, late);
        replay = looked;
        looked.run(open(from - 1, from), now, deadlines);
        replay = null;
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
        if (session == null || level.isAlwaysOpen() || level.hasDeadlines() && session.isMomentOpen()) {
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
        replay = null;
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

    @Override
    public void holds(Rule rule) {
        file.rule(rule.getName()).counters().match();
    }

    @Override
    public Alert alert(LoadedRule rule, Finding finding, long moment, boolean byTime) {
        boolean atItsNewest = !byTime && replay == null && !finding.events().isEmpty();
        Alert alert = AlertFactory.alert(
                rule, finding, atItsNewest ? finding.events().getLast().time() : moment);
        return replay != null && replay.isLate() ? alert.comingLate() : alert;
    }

    @Override
    public void raised(LoadedRule rule, Alert alert, long moment, boolean byTime) {
        if (replay == null || replay.counts(rule, alert, moment)) {
            facts.add(Level.RAISED, alert, byTime ? BEFORE_ARRIVALS : arrivalAt(moment), true);
            outside.raised(rule, alert);
        }
    }

    private long arrivalAt(long moment) {
        return replay == null ? arrival : Long.MAX_VALUE;
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
            facts.add(stream, match, byTime ? BEFORE_ARRIVALS : arrivalAt(moment), true);
            gate.arrived(stream, match);
        }
        outside.written(this, rule, stream, match, replay != null && replay.isLate());
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
        facts.adopt(before.facts, index);
        if (before.facts.isWritten(index)) {
            silences.written(before.facts.stream(index), before.facts.fact(index));
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
        momentOpen = before.momentOpen;
        stale = momentOpen || gate.couldHold(now, now);
        wakesAt = silences.until() >= now ? silences.until() + 1 : NOTHING;
    }
}
