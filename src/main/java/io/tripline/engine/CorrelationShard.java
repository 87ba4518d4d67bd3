package io.tripline.engine;

import io.tripline.alert.Alert;
import io.tripline.alert.Finding;
import io.tripline.engine.compile.Deadlines;
import io.tripline.event.Event;
import io.tripline.event.Key;
import io.tripline.event.Match;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.drools.core.common.InternalFactHandle;
import org.drools.core.impl.RuleBaseFactory;
import org.drools.core.time.TimerService;
import org.jspecify.annotations.Nullable;
import org.kie.api.conf.EventProcessingOption;
import org.kie.api.event.rule.BeforeMatchFiredEvent;
import org.kie.api.event.rule.DefaultAgendaEventListener;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.KieSessionConfiguration;
import org.kie.api.runtime.conf.ClockTypeOption;
import org.kie.api.runtime.rule.AgendaFilter;
import org.kie.api.runtime.rule.AgendaGroup;
import org.kie.api.runtime.rule.EntryPoint;
import org.kie.api.runtime.rule.FactHandle;
import org.kie.api.time.SessionPseudoClock;

/**
 * Windows over matches, for the keys that are routed here: one session on one pseudo clock. Facts go in one at a time and
 * all rules fire after each; time passes moment by moment, because a jump would only show Drools the end. Used by one
 * thread at a time.
 */
final class CorrelationShard implements AutoCloseable {

    private static final Comparator<Object> BY_TIME = (a, b) -> switch (a) {
        case Match first when b instanceof Match second -> first.compareTo(second);
        case Alert first when b instanceof Alert second -> Long.compare(first.getTimestamp(), second.getTimestamp());
        case Event first when b instanceof Event second -> Long.compare(first.getTimestamp(), second.getTimestamp());
        default -> Boolean.compare(a instanceof Alert, b instanceof Alert);
    };

    /** The entry point of events, for hand-written rules that hold windows over them. */
    private static final String EVENTS = "DEFAULT";

    private static final AgendaFilter NOTHING_FIRES = match -> false;

    private final KieSession session;
    private final SessionPseudoClock clock;
    private final TimerService timers;
    private final Elsewhere elsewhere;
    private final Firings firings = new Firings(this::take);
    private final ArrayDeque<Pending> pending = new ArrayDeque<>();
    private final Map<String, Map<Key, FactHandle>> remembered = new HashMap<>();

    /** Those that the session runs, and any number of match rules. */
    private RuleBase rules;

    private List<Alert> raised = new ArrayList<>();
    private boolean timePasses;
    private boolean somethingWasDue;

    /**
     * A match that a correlation has found.
     *
     * @param time the moment, ms since the epoch
     * @param byTime whether it was found because time passed
     */
    record Found(String stream, Match match, long time, boolean byTime) {}

    /** Takes matches of other shards. */
    interface Elsewhere {
        /** False where it is the writer's own. */
        boolean take(Found found);
    }

    private record Pending(String stream, Object fact, boolean replacesOlder) {}

    /** @param elsewhere where matches go whose key another shard has */
    CorrelationShard(int number, RuleBase rules, Elsewhere elsewhere) {
        this.rules = rules;
        this.elsewhere = elsewhere;
        KieSessionConfiguration configuration = RuleBaseFactory.newKnowledgeSessionConfiguration();
        configuration.setOption(ClockTypeOption.PSEUDO);
        this.session = Sessions.of(
                EventProcessingOption.STREAM, rules.correlating(number), configuration, firings.environment());
        this.clock = session.getSessionClock();
        this.timers = (TimerService) clock;
        session.addEventListener(new DefaultAgendaEventListener() {
            @Override
            public void beforeMatchFired(BeforeMatchFiredEvent event) {
                CorrelationShard.this.rules.rule(event.getMatch().getRule()).counters().match();
            }
        });
        Globals.set(session, new Streams(firings), new Alerts((rule, finding) -> raise(this.rules.rule(rule), finding)));
    }

    /** Other match rules; what the session runs stays as it is. */
    void follow(RuleBase changed) {
        rules = changed;
    }

    private void take(Firings.Effect effect) {
        switch (effect) {
            case Firings.Effect.Written(String stream, Object fact) -> write(stream, fact);
            case Firings.Effect.Remembered(String stream, Match match) ->
                pending.add(new Pending(stream, match, true));
            case Firings.Effect.Raised(LoadedRule rule, Alert alert) -> {
                rule.counters().alert();
                raised.add(alert);
            }
        }
    }

    private void write(String stream, Object fact) {
        if (fact instanceof Alert && rules.looksBack(stream, Alert.class)) {
            // at once: it may silence what else is about to fire at this moment
            session.getEntryPoint(stream).insert(fact);
            return;
        }
        Object timed = timed(fact);
        if (!(timed instanceof Match match) || !elsewhere.take(new Found(stream, match, now(), timePasses))) {
            pending.add(new Pending(stream, timed, false));
        }
    }

    /** What a correlation finds because time passes happens now, not when its newest match did. */
    private Object timed(Object fact) {
        boolean foundByTime =
                timePasses && fact instanceof Match match && !match.because().isEmpty();
        return foundByTime ? ((Match) fact).at(clock.getCurrentTime()) : fact;
    }

    private Alert raise(LoadedRule rule, Finding finding) {
        long newest = finding.events().isEmpty()
                ? clock.getCurrentTime()
                : finding.events().getLast().time();
        Alert alert = AlertFactory.alert(rule, finding, timePasses ? clock.getCurrentTime() : newest);
        firings.raise(rule, alert);
        return alert;
    }

    /** The alerts since the last call. */
    List<Alert> takeAlerts() {
        List<Alert> taken = raised;
        raised = new ArrayList<>();
        return taken;
    }

    /** Lets time go on to a moment, ms since the epoch, before which nothing is due; to an earlier one, does nothing. */
    void advanceTo(long time) {
        long due = timers.getTimeToNextJob();
        if (time < now() || time == now() && due != 0) {
            return;
        }
        somethingWasDue |= due >= 0 && now() + due <= time;
        firings.startOf(() -> Instant.ofEpochMilli(time).toString(), session::getFactCount);
        timePasses = true;
        clock.advanceTime(time - now(), TimeUnit.MILLISECONDS);
        fire();
        timePasses = false;
    }

    /** This moment is over: what waited in vain for a match may say so. */
    void endMoment() {
        if (!somethingWasDue) {
            return;
        }
        somethingWasDue = false;
        timePasses = true;
        focusDeadlines();
        fire();
        timePasses = false;
    }

    private void focusDeadlines() {
        AgendaGroup deadlines = session.getAgenda().getAgendaGroup(Deadlines.GROUP);
        if (deadlines != null) {
            deadlines.setFocus();
        }
    }

    /** The next moment at which something is due, this one included, ms since the epoch; -1 if nothing is. */
    long nextDue() {
        long due = somethingWasDue ? 0 : timers.getTimeToNextJob();
        return due < 0 ? -1 : now() + due;
    }

    long now() {
        return clock.getCurrentTime();
    }

    void insert(String stream, Match match) {
        firings.startOf(() -> "event " + match.getEventId(), session::getFactCount);
        insertAndFire(new Pending(stream, match, false));
        drainPending();
    }

    /** What another shard's correlation has found: because time passed, or because a match came. */
    void insert(Found found) {
        timePasses = found.byTime();
        insert(found.stream(), found.match());
        timePasses = false;
    }

    /** For hand-written rules that hold windows over events. */
    void insert(Event event) {
        firings.startOf(() -> "event " + event.getId(), session::getFactCount);
        session.insert(event);
        fire();
    }

    private void fire() {
        session.fireAllRules();
        drainPending();
    }

    private void drainPending() {
        Pending next;
        while ((next = pending.poll()) != null) {
            insertAndFire(next);
        }
    }

    private void insertAndFire(Pending next) {
        if (!rules.readStreams().contains(next.stream())) {
            return;
        }
        EntryPoint entryPoint = session.getEntryPoint(next.stream());
        FactHandle handle = insert(entryPoint, next);
        session.fireAllRules();
        if (!rules.looksBack(next.stream(), next.fact().getClass()) && isLive(handle)) {
            entryPoint.delete(handle);
            session.fireAllRules(NOTHING_FIRES);
        }
    }

    private FactHandle insert(EntryPoint entryPoint, Pending next) {
        if (!next.replacesOlder() || !(next.fact() instanceof Match match)) {
            return entryPoint.insert(next.fact());
        }
        Map<Key, FactHandle> newest = remembered.computeIfAbsent(next.stream(), stream -> new LinkedHashMap<>());
        FactHandle older = newest.get(match.getKey());
        if (older != null && isLive(older)) {
            if (((InternalFactHandle) older).getObject() instanceof Match known
                    && known.getTimestamp() > match.getTimestamp()) {
                return older;
            }
            entryPoint.delete(older);
        }
        FactHandle handle = entryPoint.insert(match);
        newest.put(match.getKey(), handle);
        forgetExpired(newest);
        return handle;
    }

    /** Looks at the two oldest entries of the map: it shrinks as fast as its facts expire. */
    private static void forgetExpired(Map<Key, FactHandle> newest) {
        var oldest = newest.entrySet().iterator();
        for (int i = 0; i < 2 && oldest.hasNext(); i++) {
            if (!isLive(oldest.next().getValue())) {
                oldest.remove();
            }
        }
    }

    private static boolean isLive(FactHandle handle) {
        return ((InternalFactHandle) handle).isValid();
    }

    /** Live facts of a stream. */
    Collection<? extends FactHandle> handles(String stream) {
        EntryPoint entryPoint = session.getEntryPoint(stream);
        return entryPoint == null ? List.of() : entryPoint.getFactHandles();
    }

    /** What is being evaluated, for a person. */
    String subject() {
        return firings.subject();
    }

    /** Begins with empty windows at a moment, ms since the epoch. */
    void startAt(long moment) {
        clock.advanceTime(moment - now(), TimeUnit.MILLISECONDS);
    }

    /**
     * Goes on where another shard stands. Its facts are inserted at their old times without firing, as after a restart:
     * windows are exactly as they were, and nothing that was found before is found again.
     *
     * @param without a fact that is left out; null if none is
     */
    void takeOver(CorrelationShard before, @Nullable Object without) {
        pending.addAll(before.pending);
        if (before.now() == 0) {
            return; // nothing ever happened there
        }
        // what falls due at this very moment is not over yet: time stands just before it while facts go in
        startAt(before.now() - 1);
        for (EntryPoint held : before.session.getEntryPoints()) {
            putBack(held, before.remembered.containsKey(held.getEntryPointId()), without);
        }
        session.fireAllRules(NOTHING_FIRES);
        focusDeadlines();
        session.fireAllRules(NOTHING_FIRES);
        startAt(before.now());
        session.fireAllRules(NOTHING_FIRES);
        somethingWasDue = before.somethingWasDue;
    }

    private void putBack(EntryPoint held, boolean newestOnly, @Nullable Object without) {
        EntryPoint entryPoint = session.getEntryPoint(held.getEntryPointId());
        boolean isRead = rules.readStreams().contains(held.getEntryPointId())
                || held.getEntryPointId().equals(EVENTS) && rules.retainsEvents();
        if (entryPoint == null || !isRead) {
            return;
        }
        List<Object> facts = new ArrayList<>();
        for (FactHandle handle : held.getFactHandles()) {
            Object fact = ((InternalFactHandle) handle).getObject();
            if (fact != null && fact != without) {
                facts.add(fact);
            }
        }
        facts.sort(BY_TIME);
        for (Object fact : facts) {
            FactHandle handle = entryPoint.insert(fact);
            if (newestOnly && fact instanceof Match match) {
                remembered
                        .computeIfAbsent(held.getEntryPointId(), name -> new LinkedHashMap<>())
                        .put(match.getKey(), handle);
            }
        }
    }

    @Override
    public void close() {
        session.dispose();
    }
}
