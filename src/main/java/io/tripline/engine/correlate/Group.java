package io.tripline.engine.correlate;

import io.tripline.alert.Alert;
import io.tripline.engine.LoadedRule;
import io.tripline.engine.guard.RuleGuard;
import io.tripline.engine.state.GroupStanding;
import io.tripline.engine.state.GroupStanding.Behind;
import io.tripline.engine.state.GroupStanding.Recheck;
import io.tripline.engine.state.HeldFact;
import io.tripline.engine.state.HeldGroup;
import io.tripline.event.Key;
import io.tripline.event.Match;
import java.util.ArrayList;
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
    private final Gate gate;
    private final GroupRun run;
    private Set<String> logs = Set.of();

    /** How far behind its log's clock the newest match came. */
    private long lag;

    /** The same, of each match that came in order and whose deadline is to come. */
    private @Nullable List<Behind> behind;

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

    /** Deadlines of matches that came out of order: moments to look at again once the clock has moved on as far as they were late. */
    private @Nullable List<Recheck> rechecks;

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
        this.gate = new Gate(level, facts, silences);
        this.run = new GroupRun(groups.file(), level, facts, silences, gate, this);
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
        belongTo(log);
        arrivedAt = around.age();
        long late = Math.max(0, clock - time);
        lag = time < newest ? lag : late;
        expiresAt = Math.max(expiresAt, clock + kept + 1);
        long passed = around.clock(logs);
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
        if (level.hasDeadlines() && time >= newest && time >= now) {
            waitForDeadlines(time, late, false, true);
        }
        newest = Math.max(newest, time);
        facts.forgetBefore(Math.min(Math.min(newest, passed) - kept, waitedFor()));
        closeIfIdle();
        return true;
    }

    /** The time of the oldest match of which a deadline is still to come, however late it was. */
    private long waitedFor() {
        long oldest = Long.MAX_VALUE;
        if (behind != null) {
            for (Behind match : behind) {
                oldest = match.deadline() > decided() ? Math.min(oldest, match.deadline() - level.span()) : oldest;
            }
        }
        if (rechecks != null) {
            for (Recheck recheck : rechecks) {
                oldest = Math.min(oldest, recheck.from());
            }
        }
        return oldest;
    }

    private void belongTo(String log) {
        if (!logs.contains(log)) {
            Set<String> more = new HashSet<>(logs);
            more.add(log);
            logs = Set.copyOf(more);
            awaitNothing();
        }
    }

    private void waitLonger(long deadline, long late) {
        if (late > 0) {
            behind = behind == null ? new ArrayList<>() : behind;
            behind.add(new Behind(deadline, late));
        }
    }

    /** By how much later than a moment the group's clock is waited for, before the moment passes. */
    private long waits(long moment) {
        if (!level.hasDeadlines()) {
            return lag;
        }
        long longest = 0;
        if (behind != null) {
            for (Behind match : behind) {
                if (match.deadline() > decided() && match.deadline() <= moment) {
                    // one that stands at its end is over with the next millisecond
                    long passes = match.deadline() + match.millis() + (match.deadline() <= now ? 1 : 0);
                    longest = Math.max(longest, passes - moment);
                }
            }
        }
        return longest;
    }

    /** The moment up to which the group's time may go on when its logs' clock stands there. */
    private long decidable(long clock) {
        if (!level.hasDeadlines()) {
            return clock - lag;
        }
        long moment = clock;
        if (behind != null) {
            behind.removeIf(match -> match.deadline() <= decided());
            for (Behind match : behind) {
                moment = Math.min(moment, Math.max(clock - match.millis(), match.deadline() - 1));
            }
            behind = behind.isEmpty() ? null : behind;
        }
        return moment;
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
        String seen = gate.knownTerm(stream, fact);
        if (seen != null) {
            gate.remember(seen, (Match) fact, run.arrival());
        }
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
        String seen = gate.knownTerm(stream, fact);
        if (seen != null) {
            gate.remember(seen, (Match) fact, run.arrival());
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
        if (level.hasDeadlines()) {
            waitForDeadlines(time, behindLog, isLate, isNewest);
        }
    }

    /** What waits since a match that may have come late: its deadline passes as much later, or has passed and is looked at then. */
    private void waitForDeadlines(long time, long behindLog, boolean isLate, boolean isNewest) {
        if (level.deadlines().isEmpty()) {
            waitForDeadline(time, time + level.span(), behindLog, isLate, isNewest);
        }
        for (Need.Deadline need : level.deadlines()) {
            int waiting = facts.firstMatch(need.stream(), time);
            if (waiting >= 0 && facts.time(waiting) == time) {
                waitForDeadline(time, time + need.to(), behindLog, isLate, isNewest);
            }
        }
    }

    private void waitForDeadline(long time, long deadline, long behindLog, boolean isLate, boolean isNewest) {
        if (deadline >= now) {
            waitLonger(deadline, behindLog);
        } else {
            rechecks = rechecks == null ? new ArrayList<>() : rechecks;
            rechecks.add(new Recheck(deadline + behindLog + 1, time, deadline, isLate, isNewest));
        }
    }

    private void lookAgain(Replay again, String stream, @Nullable Object fact) {
        run.lookAgain(again, stream, fact);
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
        next = next < 0 || next == NOTHING ? NOTHING : next + waits(next);
        if (rechecks != null) {
            for (Recheck recheck : rechecks) {
                next = Math.min(next, recheck.at());
            }
        }
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
        passTo(decidable(clock));
        if (rechecks != null) {
            List<Recheck> due =
                    rechecks.stream().filter(recheck -> recheck.at() <= clock).toList();
            rechecks.removeAll(due);
            rechecks = rechecks.isEmpty() ? null : rechecks;
            for (Recheck recheck : due) {
                close();
                lookAgain(
                        new Replay(level, facts, kind(recheck), recheck.late(), recheck.from(), recheck.to(), now),
                        "",
                        null);
            }
        }
        closeIfIdle();
    }

    private static Replay.Kind kind(Recheck recheck) {
        return recheck.newest() ? Replay.Kind.DEADLINE : Replay.Kind.LATE_DEADLINE;
    }

    long arrivedAt() {
        return arrivedAt;
    }

    /** Whether it can be forgotten without anybody missing what is under way. */
    boolean mayGo() {
        return !run.isOpen() && rechecks == null;
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
        if (stale) {
            stale = false;
            if (!isAhead()) {
                openAgain();
            }
        }
        if (isAhead()) {
            passBehindNewest(time);
            return;
        }
        wakeUpTo(time);
        run.advanceTo(time);
        pastOf(time);
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
                behind == null ? List.of() : behind,
                now,
                newest,
                run.arrival(),
                isOpen ? silenceEnds() : wakesAt,
                expiresAt,
                isOpen ? run.isMomentOpen() : momentOpen,
                stale || isOpen && !isAhead() && (run.isMomentOpen() || gate.couldHold(now, now)),
                rechecks == null ? List.of() : rechecks,
                gate.knownFrom(),
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
            pastOf(decidable(around.clock(logs)));
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
        behind = before.behind().isEmpty() ? behind : new ArrayList<>(before.behind());
        rechecks = before.rechecks().isEmpty() ? rechecks : new ArrayList<>(before.rechecks());
    }

    /** Goes on where the same group stood, under the same rules. */
    void restore(HeldGroup held) {
        facts.restore(held.facts());
        silences.restore(held.standing().silences());
        standAs(held.standing());
        gate.restore(held.standing().knownFrom());
        wakesAt = held.standing().wakesAt();
        stale = held.standing().stale();
    }
}
