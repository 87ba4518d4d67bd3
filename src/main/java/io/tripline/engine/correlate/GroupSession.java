package io.tripline.engine.correlate;

import io.tripline.alert.Alert;
import io.tripline.alert.Finding;
import io.tripline.engine.Alerts;
import io.tripline.engine.Firings;
import io.tripline.engine.Globals;
import io.tripline.engine.LoadedRule;
import io.tripline.engine.Streams;
import io.tripline.engine.compile.Deadlines;
import io.tripline.engine.compile.Sessions;
import io.tripline.engine.guard.RuleGuard;
import io.tripline.event.Event;
import io.tripline.event.Match;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.drools.core.common.InternalFactHandle;
import org.drools.core.time.TimerService;
import org.jspecify.annotations.Nullable;
import org.kie.api.definition.rule.Rule;
import org.kie.api.event.rule.BeforeMatchFiredEvent;
import org.kie.api.event.rule.DefaultAgendaEventListener;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.rule.AgendaGroup;
import org.kie.api.runtime.rule.EntryPoint;
import org.kie.api.runtime.rule.FactHandle;
import org.kie.api.time.SessionPseudoClock;

/**
 * Drools for one open group, on a pseudo clock of its own: facts go in one at a time and all rules fire after each; time passes
 * moment by moment, because a jump would only show Drools the end. What rules say goes to the {@link Owner}. Times are ms
 * since the epoch. One thread at a time.
 */
final class GroupSession {

    private final Correlations file;
    private final Level level;
    private final Owner owner;
    private final KieSession session;
    private final SessionPseudoClock clock;
    private final TimerService timers;
    private final Firings firings = new Firings(this::take);
    private final ArrayDeque<Pending> pending = new ArrayDeque<>();
    private final Map<String, FactHandle> remembered = new HashMap<>();
    private boolean muted;
    private boolean deadlinesMuted;
    private boolean timePasses;
    private boolean somethingWasDue;

    private record Pending(String stream, Object fact, boolean replacesOlder) {}

    /** Who answers for the session's group. */
    interface Owner {

        /** A rule has held. */
        void holds(Rule rule);

        /**
         * What an alert of the rule looks like.
         *
         * @param now the session's moment
         * @param byTime whether it was found because time passed
         */
        Alert alert(LoadedRule rule, Finding finding, long now, boolean byTime);

        /** A rule raises an alert; what is written of it follows. */
        void raised(LoadedRule rule, Alert alert, long now, boolean byTime);

        /** A rule writes a fact; false if it must not be seen here. */
        boolean write(@Nullable RuleGuard rule, String stream, Object fact, long now, boolean byTime);

        /** Whether what some matches wait for in vain, up to now, is said at another time. */
        boolean isPostponed(List<Match> waiting, long now);

        /** A rule remembers a match; false if a newer one is known. */
        boolean remember(String stream, Match match);
    }

    /** @param start its first moment */
    GroupSession(Correlations file, Level level, Owner owner, long start) {
        this.file = file;
        this.level = level;
        this.owner = owner;
        this.session = file.session(level, Sessions.onPseudoClock(), firings.environment());
        this.clock = session.getSessionClock();
        this.timers = (TimerService) clock;
        clock.advanceTime(start, TimeUnit.MILLISECONDS);
        session.addEventListener(new DefaultAgendaEventListener() {
            @Override
            public void beforeMatchFired(BeforeMatchFiredEvent event) {
                owner.holds(event.getMatch().getRule());
            }
        });
        Globals.set(session, new Streams(firings), new Alerts((rule, finding) -> {
            LoadedRule loaded = file.rule(rule.getName());
            Alert alert = owner.alert(loaded, finding, now(), timePasses);
            firings.raise(loaded, alert);
            return alert;
        }));
    }

    private void take(Firings.Effect effect) {
        switch (effect) {
            case Firings.Effect.Written(String stream, Object fact) -> written(stream, fact);
            case Firings.Effect.Remembered(String stream, Match match) -> {
                if (owner.remember(stream, match)) {
                    pending.add(new Pending(stream, match, true));
                }
            }
            case Firings.Effect.Raised(LoadedRule rule, Alert alert) -> owner.raised(rule, alert, now(), timePasses);
        }
    }

    /** What is being evaluated, for a person. */
    String subject() {
        return firings.subject();
    }

    private void written(String stream, Object fact) {
        Object timed = timed(fact);
        if (!owner.write(firings.firing(), stream, timed, now(), timePasses)
                || !level.streams().contains(stream)) {
            return;
        }
        if (timed instanceof Alert && level.looksBack(stream, timed)) {
            // at once: it may silence what else is about to fire at this moment
            session.getEntryPoint(stream).insert(timed);
        } else {
            pending.add(new Pending(stream, timed, false));
        }
    }

    /** What is found because time passes happens now, not when its newest match did. */
    private Object timed(Object fact) {
        boolean foundByTime =
                timePasses && fact instanceof Match match && !match.because().isEmpty();
        return foundByTime ? ((Match) fact).at(now()) : fact;
    }

    long now() {
        return clock.getCurrentTime();
    }

    /** What was there before: it is seen, and nothing fires for it. Ends with {@link #settle}. */
    void put(String stream, Object fact) {
        FactHandle handle = entryPoint(stream).insert(fact);
        file.inserted(level, stream);
        if (fact instanceof Match match && level.remembers(stream)) {
            remembered.put(stream, handle);
        }
    }

    /** All that has been put is as if it had fired. */
    void settle() {
        session.fireAllRules(match -> false);
        AgendaGroup deadlines = session.getAgenda().getAgendaGroup(Deadlines.GROUP);
        if (deadlines != null) {
            deadlines.setFocus();
            session.fireAllRules(match -> false);
        }
    }

    /** From now on what comes due and what is inserted fires to no effect, or has effect again. */
    void mute(boolean silent) {
        muted = silent;
    }

    /** The same for what waits in vain for a match. */
    void muteDeadlines(boolean silent) {
        deadlinesMuted = silent;
    }

    void insert(String stream, Object fact) {
        firings.startOf(() -> subject(fact), session::getFactCount);
        file.inserted(level, stream);
        insertAndFire(new Pending(stream, fact, false));
        drain();
    }

    private long nextDue() {
        long due = somethingWasDue ? 0 : timers.getTimeToNextJob();
        return due < 0 ? -1 : now() + due;
    }

    private static String subject(Object fact) {
        return switch (fact) {
            case Match match -> "event " + match.getEventId();
            case Event event -> "event " + event.getId();
            default -> String.valueOf(fact);
        };
    }

    /** The next moment at which there is something to do; -1 if nothing is due. The end of this one is the next. */
    long nextMoment() {
        long due = nextDue();
        return due == now() && somethingWasDue ? due + 1 : due;
    }

    /** Lets time pass to a moment, which is not over then; to an earlier one, does nothing. */
    void advanceTo(long time) {
        long due;
        while ((due = nextDue()) >= 0 && due < time) {
            step(due);
            endMoment();
        }
        step(time);
    }

    private void step(long time) {
        long due = timers.getTimeToNextJob();
        if (time < now() || time == now() && due != 0) {
            return;
        }
        somethingWasDue |= level.hasDeadlines() && due >= 0 && now() + due <= time;
        firings.startOf(() -> Instant.ofEpochMilli(time).toString(), session::getFactCount);
        timePasses = true;
        clock.advanceTime(time - now(), TimeUnit.MILLISECONDS);
        fire();
        timePasses = false;
    }

    /** Whether something is still to be decided when this moment is over. */
    boolean isMomentOpen() {
        return somethingWasDue;
    }

    /** This moment is over: what waited in vain for a match may say so. */
    void endMoment() {
        if (!somethingWasDue) {
            return;
        }
        somethingWasDue = false;
        AgendaGroup deadlines = session.getAgenda().getAgendaGroup(Deadlines.GROUP);
        if (deadlines != null) {
            boolean isMuted = muted || deadlinesMuted;
            timePasses = true;
            deadlines.setFocus();
            session.fireAllRules(match -> !isMuted && !isPostponed(match.getObjects()));
            drain();
            timePasses = false;
        }
    }

    private boolean isPostponed(List<Object> held) {
        return owner.isPostponed(
                held.stream()
                        .filter(Match.class::isInstance)
                        .map(Match.class::cast)
                        .toList(),
                now());
    }

    private void fire() {
        fireAll();
        drain();
    }

    private void fireAll() {
        if (muted) {
            session.fireAllRules(match -> false);
        } else {
            session.fireAllRules();
        }
    }

    private void drain() {
        Pending next;
        while ((next = pending.poll()) != null) {
            insertAndFire(next);
        }
    }

    private void insertAndFire(Pending next) {
        EntryPoint entryPoint = entryPoint(next.stream());
        FactHandle older = next.replacesOlder() ? remembered.get(next.stream()) : null;
        if (older != null && isLive(older)) {
            entryPoint.delete(older);
        }
        FactHandle handle = entryPoint.insert(next.fact());
        if (next.replacesOlder()) {
            remembered.put(next.stream(), handle);
        }
        fireAll();
        if (!level.looksBack(next.stream(), next.fact()) && isLive(handle)) {
            entryPoint.delete(handle);
            session.fireAllRules(match -> false);
        }
    }

    private EntryPoint entryPoint(String stream) {
        return session.getEntryPoint(stream.equals(Level.EVENTS) ? "DEFAULT" : stream);
    }

    private static boolean isLive(FactHandle handle) {
        return ((InternalFactHandle) handle).isValid();
    }

    void dispose() {
        session.dispose();
    }
}
