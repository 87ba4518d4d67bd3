package io.tripline.engine;

import io.tripline.alert.Alert;
import io.tripline.alert.Finding;
import io.tripline.engine.compile.DrlSource;
import io.tripline.engine.compile.ParsedRules;
import io.tripline.engine.compile.RuleOutline;
import io.tripline.engine.guard.RuleGuard;
import io.tripline.event.Event;
import io.tripline.event.Key;
import io.tripline.event.Match;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.drools.core.common.InternalFactHandle;
import org.drools.core.time.TimerService;
import org.jspecify.annotations.Nullable;
import org.kie.api.definition.rule.Rule;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.rule.EntryPoint;
import org.kie.api.runtime.rule.FactHandle;
import org.kie.api.time.SessionPseudoClock;

/**
 * What a user of stock Drools writes to run Tripline's DRL: one session, our facts, and the two globals. It keeps the promises
 * that rules over time need of whoever runs them, written anew here, so that they are seen to be few:
 *
 * <ul>
 *   <li>one fact in, one fire; what is written to a stream goes in after that, the later step of an order first;
 *   <li>time passes moment by moment;
 *   <li>a fact that no rule looks back at goes once it has fired; {@code remember} keeps the newest of a key.
 * </ul>
 */
final class StockSession implements AutoCloseable {

    private final KieSession session;
    private final SessionPseudoClock clock;
    private final Map<String, LoadedRule> rules = new HashMap<>();
    private final Set<String> read = new HashSet<>();
    private final Set<RuleOutline.Retained> retained = new HashSet<>();
    private final ArrayDeque<Written> written = new ArrayDeque<>();
    private final Map<String, Map<Key, FactHandle>> remembered = new HashMap<>();
    private final List<Alert> alerts = new ArrayList<>();
    private long watermark = Long.MIN_VALUE;
    private long arrivals;
    private boolean timePasses;
    private @Nullable Event current;

    private record Written(String stream, Object fact, boolean replacesOlder) {}

    StockSession(DrlSource source) {
        for (RuleOutline rule : ParsedRules.of(source)) {
            rules.put(
                    rule.name(),
                    new LoadedRule(
                            rule, new RuleCounters(0, new CostSampler()), new RuleGuard(rule.file(), rule.name())));
            read.addAll(rule.reads());
            retained.addAll(rule.retains());
        }
        session = StockRuleBase.compile(source).newKieSession(StockRuleBase.pseudoClock(), null);
        clock = session.getSessionClock();
        setGlobal("alerts", new Alerts(this::raise));
        setGlobal("streams", new Streams(new Streams.Target() {
            @Override
            public void write(String stream, Object fact) {
                written.add(new Written(stream, timed(fact), false));
            }

            @Override
            public void remember(String stream, Match match) {
                written.add(new Written(stream, match, true));
            }
        }));
    }

    private void setGlobal(String name, Object value) {
        if (session.getGlobals().getGlobalKeys().contains(name) || StockRuleBase.declares(session, name)) {
            session.setGlobal(name, value);
        }
    }

    private Alert raise(Rule rule, Finding finding) {
        boolean atItsNewest = !timePasses && !finding.events().isEmpty();
        long time = atItsNewest ? finding.events().getLast().time() : clock.getCurrentTime();
        LoadedRule loaded = Objects.requireNonNull(rules.get(rule.getName()), rule.getName());
        Alert alert = current == null
                ? AlertFactory.alert(loaded, finding, time)
                : AlertFactory.alert(loaded, finding, current);
        alerts.add(alert);
        return alert;
    }

    private Object timed(Object fact) {
        return timePasses && fact instanceof Match match && !match.because().isEmpty()
                ? match.at(clock.getCurrentTime())
                : fact;
    }

    List<Alert> alerts() {
        return alerts;
    }

    void process(Event event) {
        watermark = Math.max(watermark, event.getTimestamp());
        advanceTo(watermark);
        FactHandle handle = session.insert(event);
        current = event;
        session.fireAllRules();
        current = null;
        deleteIfLive(session.getEntryPoint("DEFAULT"), handle);
        List<Written> matches = new ArrayList<>(written);
        written.clear();
        matches.sort(Comparator.comparingInt(w -> w.fact() instanceof Match match ? -match.getStep() : 0));
        long arrival = arrivals++;
        for (Written match : matches) {
            insert(new Written(match.stream(), ((Match) match.fact()).arrivingAs(arrival), match.replacesOlder()));
            insertWritten();
        }
    }

    /** Lets time pass until no window holds anything. */
    void drain() {
        long longest = rules.values().stream()
                .mapToLong(rule -> rule.outline().window() == null
                        ? 0
                        : Objects.requireNonNull(rule.outline().window()).millis())
                .max()
                .orElse(0);
        advanceTo(watermark + longest * 4 + 1000);
    }

    private void advanceTo(long time) {
        timePasses = true;
        TimerService timers = (TimerService) clock;
        long due;
        while ((due = timers.getTimeToNextJob()) >= 0 && clock.getCurrentTime() + due < time) {
            advanceBy(due);
        }
        if (time > clock.getCurrentTime()) {
            advanceBy(time - clock.getCurrentTime());
        }
        timePasses = false;
    }

    private void advanceBy(long millis) {
        clock.advanceTime(millis, TimeUnit.MILLISECONDS);
        session.fireAllRules();
        insertWritten();
    }

    private void insertWritten() {
        Written next;
        while ((next = written.poll()) != null) {
            insert(next);
        }
    }

    private void insert(Written next) {
        if (!read.contains(next.stream())) {
            return;
        }
        EntryPoint stream = session.getEntryPoint(next.stream());
        FactHandle handle = next.replacesOlder() ? replace(stream, next) : stream.insert(next.fact());
        session.fireAllRules();
        String type = next.fact().getClass().getSimpleName();
        if (!retained.contains(new RuleOutline.Retained(next.stream(), type))) {
            deleteIfLive(stream, handle);
        }
    }

    private FactHandle replace(EntryPoint stream, Written next) {
        Match match = (Match) next.fact();
        Map<Key, FactHandle> newest = remembered.computeIfAbsent(next.stream(), name -> new HashMap<>());
        FactHandle older = newest.get(match.getKey());
        if (older != null && isLive(older)) {
            if (((Match) ((InternalFactHandle) older).getObject()).getTimestamp() > match.getTimestamp()) {
                return older;
            }
            stream.delete(older);
        }
        FactHandle handle = stream.insert(match);
        newest.put(match.getKey(), handle);
        return handle;
    }

    private void deleteIfLive(EntryPoint stream, FactHandle handle) {
        if (isLive(handle)) {
            stream.delete(handle);
            session.fireAllRules(match -> false);
        }
    }

    private static boolean isLive(FactHandle handle) {
        return ((InternalFactHandle) handle).isValid();
    }

    @Override
    public void close() {
        session.dispose();
    }
}
