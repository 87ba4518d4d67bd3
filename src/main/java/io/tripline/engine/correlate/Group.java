package io.tripline.engine.correlate;

import io.tripline.alert.Alert;
import io.tripline.engine.LoadedRule;
import io.tripline.engine.guard.RuleGuard;
import io.tripline.engine.state.GroupStanding;
import io.tripline.engine.state.GroupStanding.Recheck;
import io.tripline.engine.state.HeldFact;
import io.tripline.engine.state.HeldGroup;
import io.tripline.event.Key;
import io.tripline.event.Match;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One key of a level: its facts, and while it may fire a session made of them. Its windows look at its own facts alone.
 *
 * <pre>
 * closed --a match, a moment: the need is met--&gt; open --silent, or the need is met no more--&gt; closed
 *    a match is older than the group's time: the moments that it may have changed are looked at again
 *    a match is ahead of the group's logs: it is looked at by itself; what passes before it passes when the logs say so
 * </pre>
 *
 * Times are ms since the epoch. One thread at a time.
 */
final class Group implements GroupRun.Outside {

    private static final long NOTHING = Long.MAX_VALUE;

    /** A group without facts, its key and its place in tables included, about. */
    private static final long BYTES = 600;

    private final LevelGroups groups;
    private final Level level;
    private final Key key;
    private final Surroundings around;
    private final Facts facts;
    private final Silences silences;
    private final KnownTerms terms;
    private final Gate gate;
    private final GroupRun run;

    /** Null where no rule waits in vain for anything: then all waits for the slowest match, {@link #lag}. */
    private final @Nullable Waits waits;

    private Set<String> logs = Set.of();

    /** How far behind its log's clock the newest match came. */
    private long lag;

    /** Up to here the moments of the group have passed; {@link LogClocks#NEVER} before the first. */
    private long now = LogClocks.NEVER;

    /** The newest match that arrived: ahead of {@link #now} if the slowest of the logs is not there yet. */
    private long newest = LogClocks.NEVER;

    /** When the newest fact came, on the clock of {@link Surroundings#age}. */
    private long arrivedAt;

    /** What is said of the group to those who count. */
    private int saidFacts;

    private long saidBytes;
    private long wakesAt = NOTHING;
    private long expiresAt = LogClocks.NEVER;
    private Moments.@Nullable Entry<Group> awaited;

    /** Whether the session is to be made anew: the rules have changed. */
    private boolean stale;

    /** Whether something was still to be decided at the end of the moment at which the session was left. */
    private boolean momentOpen;

    /** What is around the groups. */
    interface Surroundings {

        /** What time it is in a log. */
        long clock(String log);

        /** What time it is in the slowest of several that is not quiet. */
        long clock(Set<String> logs);

        /** A clock that no sender moves where events come as they happen, ms. */
        long age();

        /** How long beyond its span a group keeps its facts, ms. */
        long lateness();

        /** Told of what changes; null if nobody wants to know. */
        @Nullable
        Journal journal();

        /** Whether a moment was over before the program started again. */
        boolean passedWhileDown(long moment);

        /** An alert counts. */
        void raised(LoadedRule rule, Alert alert);

        /** A match was written to a stream: other groups may look at it. */
        void written(Group by, @Nullable RuleGuard rule, String stream, Match match, boolean late);
    }

    /** @param groups that it is one of */
    Group(LevelGroups groups, Key key, Surroundings around) {
        this.groups = groups;
        this.level = groups.level();
        this.key = key;
        this.around = around;
        this.facts = new Facts(level, key, around.journal());
        this.silences = new Silences(level);
        this.terms = new KnownTerms(level, facts);
        this.gate = new Gate(level, facts, silences, terms);
        this.run = new GroupRun(groups.file(), level, facts, silences, terms, gate, this);
        this.waits = level.hasDeadlines() ? new Waits(level, facts) : null;
        this.arrivedAt = around.age();
    }

    Correlations file() {
        return groups.file();
    }

    LevelGroups groups() {
        return groups;
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
        return new GroupState(key, facts, silences, now, lag, logs, run.isOpen());
    }

    /**
     * A fact arrives.
     *
     * @param isFoundLate whether what it was found from came late
     * @return false if it came too late for anything
     */
    boolean accept(String stream, Object fact, long arrivedAs, String log, boolean isFoundLate) {
        long time = Facts.time(fact);
        long clock = around.clock(log);
        long reference = newest == LogClocks.NEVER ? time : Math.min(newest, clock);
        long kept = level.span() + around.lateness();
        if (time < reference - kept) {
            return false;
        }
        Journal journal = around.journal();
        if (journal != null && level.isKeyed()) {
            silences.because(time, facts).forEach(journal::silenced);
        }
        belongTo(log);
        arrivedAt = around.age();
        long late = Math.max(0, clock - time);
        lag = time < newest ? lag : late;
        expiresAt = Math.max(expiresAt, clock + kept + 1);
        long passed = around.clock(logs);
        if (time >= newest) {
            passBefore(time);
            goBackTo(Math.max(newest, Math.min(time, passed)));
        }
        run.arrives(arrivedAs, isFoundLate || time < reference);
        if (!level.isKeyed() || time >= now && time >= newest && time <= passed) {
            inOrder(stream, fact);
        } else if (time >= newest && time >= now) {
            ahead(stream, fact, passed);
        } else {
            // what opens a window of its own, or waits, does so whenever it comes
            long from = level.hasDeadlines() ? time : Math.max(time, reference - around.lateness());
            outOfOrder(stream, fact, from, late, isFoundLate || time < reference);
        }
        if (waits != null && time >= newest && time >= now) {
            waits.since(time, now, run.arrival(), late, false, true);
        }
        newest = Math.max(newest, time);
        facts.forgetBefore(
                Math.min(Math.min(newest, passed) - kept, waits == null ? NOTHING : waits.oldest(decided())));
        closeIfIdle();
        return true;
    }

    private void belongTo(String log) {
        if (!logs.contains(log)) {
            Set<String> more = new HashSet<>(logs);
            more.add(log);
            logs = Set.copyOf(more);
            awaitNothing();
        }
    }

    /** By how much later than a moment the group's clock is waited for, before the moment passes. */
    private long beyond(long moment) {
        return waits == null ? lag : waits.beyond(moment, decided(), now);
    }

    /** The moment up to which the group's time may go on when its logs' clock stands there; it may be one that is waited for. */
    private long decidable(long clock) {
        return waits == null ? clock - lag : waits.decidable(clock, decided());
    }

    /** The group's logs have fallen back: if nothing has been found since, it is as if no time had passed. */
    private void goBackTo(long time) {
        boolean isFound = facts.from(time + 1) < facts.from(now + 1);
        if (time < now && waits == null && level.isKeyed() && !isFound) {
            close();
            gate.disordered();
            now = time;
            wakesAt = silenceEnds();
        }
    }

    private void inOrder(String stream, Object fact) {
        long time = Facts.time(fact);
        passTo(time);
        if (level.isKeyed() || now == LogClocks.NEVER) {
            now = Math.max(now, time);
        }
        arrived(stream, fact);
        fire(stream, fact, time);
    }

    /** The group's logs have not come so far: moments before it pass later. */
    private void ahead(String stream, Object fact, long passed) {
        passTo(passed);
        now = now == LogClocks.NEVER ? Math.min(passed, Facts.time(fact) - 1) : now;
        close();
        boolean wasOpen = momentOpen;
        arrived(stream, fact);
        fire(stream, fact, Facts.time(fact));
        close();
        momentOpen = wasOpen;
    }

    private void fire(String stream, Object fact, long time) {
        if (!run.isOpen()) {
            if (!gate.mayFire(stream, fact, time)) {
                return;
            }
            open(time - 1, stream, fact);
        }
        run.advanceTo(time);
        run.insert(stream, fact);
    }

    private void arrived(String stream, Object fact) {
        terms.rememberIfKnown(stream, fact, run.arrival());
        if (level.looksBack(stream, fact)) {
            facts.add(stream, fact, run.arrival(), false);
            gate.arrived(stream, fact);
        }
    }

    /**
     * @param from the first moment that is looked at again
     * @param behindLog its log's clock, ms
     */
    private void outOfOrder(String stream, Object fact, long from, long behindLog, boolean isLate) {
        long time = Facts.time(fact);
        if (terms.rememberIfKnown(stream, fact, run.arrival())) {
            return;
        }
        long last = time + level.span();
        boolean isNewest = time >= newest;
        facts.add(stream, fact, run.arrival(), false);
        gate.arrived(stream, fact);
        if (gate.mayHaveFired(stream, time, from, Math.min(Math.max(now, newest), last))) {
            close();
            Replay.Kind kind = isNewest ? Replay.Kind.MATCH : Replay.Kind.LATE_MATCH;
            lookAgain(new Replay(level, facts, kind, isLate, from, last, now), stream, fact);
        } else if (run.isOpen() && last >= now) {
            close();
            stale = true;
        }
        if (!level.looksBack(stream, fact)) {
            facts.remove(facts.indexOf(fact));
            gate.disordered();
        }
        if (waits != null) {
            waits.since(time, now, run.arrival(), behindLog, isLate, isNewest);
        }
    }

    @Override
    public boolean isPostponed(Match waiting, long moment) {
        return waits != null && waits.isPostponed(waiting, moment);
    }

    private void lookAgain(Replay again, String stream, @Nullable Object fact) {
        run.lookAgain(again, stream, fact);
        stale = false;
        wakesAt = NOTHING;
        momentOpen = isAhead() && level.hasDeadlines();
    }

    /** The next moment that the group waits for, on its logs' clock; {@link Long#MAX_VALUE} of none. */
    long nextMoment() {
        long next = run.isOpen() ? run.nextMoment() : Math.min(wakesAt, gate.nextMoment(decided()));
        if (stale) {
            next = now;
        } else if (isAhead()) {
            next = gate.couldHold(now + 1, newest) ? now + 1 : Math.max(next, now + 1);
        }
        next = next < 0 || next == NOTHING ? NOTHING : next + beyond(next);
        next = waits == null ? next : Math.min(next, waits.nextRecheck());
        return Math.min(next, expiresAt);
    }

    /** Waits for a moment, unless it waits for that or an earlier one. */
    void await(Moments<Group> moments) {
        long at = nextMoment();
        if (awaited == null || at < awaited.at()) {
            awaitNothing();
            awaited = moments.await(at, this);
        }
    }

    private void awaitNothing() {
        if (awaited != null) {
            awaited.cancel();
            awaited = null;
        }
    }

    /** What was waited for has come: the logs' clock stands there. */
    void pass(long clock) {
        awaited = null;
        openIfStale(decidable(clock));
        Recheck due;
        while (waits != null && (due = waits.next(recheck -> recheck.at() <= clock)) != null) {
            passTo(decidable(due.at()));
            recheck(waits, due);
        }
        gate.forgetNextMoment();
        if (nextMoment() <= clock) {
            // of one that was woken for nothing time does not move: who wakes it decides nothing
            passTo(decidable(clock));
        }
        closeIfIdle();
    }

    /** What arrives in order proves that nothing came before it. */
    private void passBefore(long time) {
        Recheck due;
        while (waits != null && (due = waits.next(recheck -> recheck.newest() && recheck.to() < time)) != null) {
            recheck(waits, due);
        }
    }

    private void recheck(Waits waits, Recheck due) {
        waits.begin(due);
        close();
        lookAgain(new Replay(level, facts, kind(due), due.late(), due.from(), due.to(), now), "", null);
    }

    private static Replay.Kind kind(Recheck recheck) {
        return recheck.newest() ? Replay.Kind.DEADLINE : Replay.Kind.LATE_DEADLINE;
    }

    long arrivedAt() {
        return arrivedAt;
    }

    /** Whether it can be forgotten without anybody missing what is under way. */
    boolean mayGo() {
        return !run.isOpen() && (waits == null || waits.rechecks().isEmpty());
    }

    /** What it needs of the heap, about. */
    long bytes() {
        return BYTES + facts.bytes();
    }

    /** Tells who counts what has changed since the last time. */
    void count() {
        countAs(facts.size(), bytes());
    }

    /** It counts no more. */
    void countNothing() {
        countAs(0, 0);
    }

    private void countAs(int nowFacts, long nowBytes) {
        groups.changed(nowFacts - saidFacts, nowBytes - saidBytes);
        saidFacts = nowFacts;
        saidBytes = nowBytes;
    }

    /** Whether nothing can come of it any more. */
    boolean isOver(long clock) {
        if (newest <= clock) {
            // once the clock has come to the newest match, what it was ahead of its log does not count against it
            expiresAt = Math.max(expiresAt, newest + level.span() + around.lateness() + 1);
        }
        return clock >= expiresAt;
    }

    /** Whether matches have come that its logs' clock is still behind of. */
    private boolean isAhead() {
        return level.isKeyed() && newest > now;
    }

    /** Lets the group's time go on to a moment that is not over then. */
    private void passTo(long time) {
        if (now == LogClocks.NEVER || time < now && level.isKeyed()) {
            return;
        }
        openIfStale(time);
        if (isAhead()) {
            passBehindNewest(time);
            return;
        }
        wakeUpTo(time);
        run.advanceTo(time);
        pastOf(time);
    }

    private void openIfStale(long time) {
        if (stale && now != LogClocks.NEVER && (time >= now || !level.isKeyed())) {
            stale = false;
            if (!isAhead()) {
                openAgain();
            }
        }
    }

    /** What happens without a match before newer ones that were there already. */
    private void passBehindNewest(long time) {
        boolean mayFire = gate.nextMoment(decided()) <= time || wakesAt <= time || gate.couldHold(now, time);
        if (mayFire && time > now) {
            close();
            lookAgain(new Replay(level, facts, Replay.Kind.TIME, false, decided() + 1, time, time), "", null);
        }
        pastOf(time);
        if (isAhead()) {
            close();
            momentOpen = level.hasDeadlines();
        }
    }

    /** Lets a closed group come to its moments up to a time, until it opens at one. */
    private void wakeUpTo(long time) {
        while (!run.isOpen()) {
            long at = Math.min(wakesAt, gate.nextMoment(decided()));
            if (at > time) {
                return;
            }
            boolean silenceEnds = at == wakesAt;
            wakesAt = silenceEnds ? NOTHING : wakesAt;
            if (silenceEnds && gate.couldHold(at, time) || gate.mayFireAt(at)) {
                open(at - 1, "", null);
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
        return momentOpen || run.isMomentOpen() ? now - 1 : now;
    }

    private void open(long settled, String stream, @Nullable Object arriving) {
        run.open(settled, stream, arriving);
        wakesAt = NOTHING;
        momentOpen = false;
    }

    private void openAgain() {
        boolean wasOpen = momentOpen;
        run.openAgain(now, wasOpen);
        wakesAt = NOTHING;
        momentOpen = false;
    }

    private void close() {
        if (run.isOpen()) {
            // a session that is ahead says nothing of the group's own moment
            momentOpen = isAhead() ? momentOpen : run.isMomentOpen();
            run.close();
            wakesAt = silenceEnds();
        }
    }

    /** An open group that cannot fire before something else happens needs no session. */
    private void closeIfIdle() {
        boolean mayClose = run.isOpen() && !level.isAlwaysOpen() && !(level.hasDeadlines() && run.isMomentOpen());
        if (isAhead() || mayClose && (silences.until() >= now || !gate.mayStayOpen(now))) {
            close();
        }
    }

    /** What is being evaluated, for a person. */
    String subject() {
        return run.subject(key);
    }

    /**
     * Drools itself has failed: the session is made anew, without the fact that it was about.
     *
     * @param fact null if time was passing
     */
    void fails(@Nullable Object fact) {
        close();
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
        close();
        awaitNothing();
    }

    @Override
    public void raised(LoadedRule rule, Alert alert) {
        around.raised(rule, alert);
    }

    @Override
    public long clock() {
        return around.clock(logs);
    }

    @Override
    public boolean passedWhileDown(long moment) {
        return around.passedWhileDown(moment);
    }

    @Override
    public void written(@Nullable RuleGuard rule, String stream, Match match, boolean late) {
        around.written(this, rule, stream, match, late);
    }

    /** All that it holds, for others to go on from: after a restart, or under other rules. */
    HeldGroup held() {
        return new HeldGroup(key, standing(), facts.held());
    }

    /** The same without its facts. */
    GroupStanding standing() {
        boolean isOpen = run.isOpen();
        return new GroupStanding(
                logs,
                lag,
                waits == null ? List.of() : waits.behind(),
                now,
                newest,
                run.arrival(),
                isOpen ? silenceEnds() : wakesAt,
                expiresAt,
                isOpen ? run.isMomentOpen() : momentOpen,
                stale || isOpen && !isAhead() && (run.isMomentOpen() || gate.couldHold(now, now)),
                waits == null ? List.of() : waits.rechecks(),
                terms.from(),
                silences.held());
    }

    private long silenceEnds() {
        return silences.until() >= now ? silences.until() + 1 : NOTHING;
    }

    /** Takes over one of the facts that a group held under the rules before an edit. */
    void adopt(HeldFact held) {
        facts.adopt(held);
        Object fact = held.fact();
        if (held.written() && fact != null) {
            silences.written(held.stream(), fact);
        }
    }

    /** Takes over all that the group of the same key held under the rules before an edit, as it stands. */
    void takeOver(Group before) {
        GroupStanding standing = before.standing();
        before.dispose();
        facts.takeOver(before.facts);
        silences.writtenAmong(facts);
        arrivedAt = before.arrivedAt;
        goOn(standing);
    }

    /** Goes on where a group stood before an edit: up to its logs' clock its moments have passed under the rules that were. */
    void goOn(GroupStanding before) {
        standAs(before);
        if (now != LogClocks.NEVER && !logs.isEmpty()) {
            long moment = decidable(around.clock(logs));
            boolean isWaitedFor = waits != null && waits.isDeadline(moment);
            pastOf(isWaitedFor ? moment - 1 : moment);
        }
        stale = !isAhead() && (momentOpen || gate.couldHold(now, now));
        wakesAt = silenceEnds();
    }

    private void standAs(GroupStanding before) {
        before.logs().forEach(this::belongTo);
        lag = Math.max(lag, before.lag());
        now = Math.max(now, before.now());
        newest = Math.max(newest, before.newest());
        run.arrives(Math.max(run.arrival(), before.arrival()), false);
        expiresAt = Math.max(expiresAt, before.expiresAt());
        momentOpen = before.momentOpen();
        if (waits != null) {
            waits.standAs(before.behind(), before.rechecks());
        }
    }

    /** Goes on where the same group stood, under the same rules. */
    void restore(HeldGroup held) {
        facts.restore(held.facts());
        silences.restore(held.standing().silences());
        standAs(held.standing());
        terms.restore(held.standing().knownFrom());
        wakesAt = held.standing().wakesAt();
        stale = held.standing().stale();
    }
}
