package io.tripline.engine;

import io.tripline.alert.Alert;
import io.tripline.alert.Finding;
import io.tripline.engine.Firings.Effect;
import io.tripline.engine.compile.MatchGate;
import io.tripline.engine.compile.MatchRules;
import io.tripline.engine.correlate.Correlator.Written;
import io.tripline.engine.guard.RuleGuard;
import io.tripline.engine.index.Search;
import io.tripline.engine.index.Sieve;
import io.tripline.event.Event;
import io.tripline.event.Match;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.kie.api.definition.rule.Rule;

/**
 * Tests one event at a time against all match rules of a program: what their gates admit is inserted, fired, deleted, file by
 * file. It keeps nothing from one event to the next, whatever a rule throws. One thread; others have a matcher of their own.
 */
final class Matcher implements AutoCloseable {

    private final Program program;
    private final Stumbles stumbles;
    private final Firings firings = new Firings(this::take);
    private final Alerts alerts = new Alerts(this::raise);
    private final List<LoadedRule> held = new ArrayList<>();
    private final List<Written> written = new ArrayList<>();
    private final List<Effect.Raised> raised = new ArrayList<>();
    private final Search search = new Search();
    private final Supplier<String> subject = this::subject;
    private final LongSupplier facts = this::facts;
    private final Sieve.Timing timing = this::took;

    /** Of each file, once an event has passed one of its gates. */
    private final @Nullable MatchSession[] sessions;

    /** Events until the next one that is timed; not the first, which finds nothing warm. */
    private int untilTimed = CostSampler.EVERY;

    private @Nullable Event current;
    private @Nullable MatchSession firing;

    Matcher(Program program, Stumbles stumbles) {
        this.program = program;
        this.stumbles = stumbles;
        this.sessions = new MatchSession[program.sieve().files()];
    }

    private Alert raise(Rule rule, Finding finding) {
        LoadedRule loaded = program.rule(rule);
        Event event = current;
        Alert alert =
                event == null ? AlertFactory.alert(loaded, finding, 0) : AlertFactory.alert(loaded, finding, event);
        firings.raise(loaded, alert);
        return alert;
    }

    private void take(Effect effect) {
        switch (effect) {
            case Effect.Written(String stream, Object fact) -> {
                if (fact instanceof Match match) {
                    written.add(new Written(stream, withTestedFields(match)));
                }
            }
            case Effect.Remembered(String stream, Match match) ->
                written.add(new Written(stream, withTestedFields(match)));
            case Effect.Raised alert -> raised.add(alert);
        }
    }

    Matched match(Event event) {
        held.clear();
        raised.clear();
        written.clear();
        current = event;
        firings.startOf(subject, facts);
        boolean timed = --untilTimed == 0;
        if (timed) {
            untilTimed = CostSampler.EVERY;
            program.sampler().next();
        }
        try {
            Sieve sieve = program.sieve();
            sieve.admit(event, search, firings, timed ? timing : null);
            for (int from = 0; from < search.count(); ) {
                int file = sieve.file(search.found(from));
                int to = from + 1;
                while (to < search.count() && sieve.file(search.found(to)) == file) {
                    to++;
                }
                if (timed) {
                    fireTimed(event, file, from, to);
                } else {
                    fire(event, file, from, to);
                }
                from = to;
            }
        } catch (RuntimeException | StackOverflowError | LinkageError thrown) {
            stumbles.count("match rules", thrown, firings.subject());
        } finally {
            current = null;
        }
        return Matched.of(event, held, raised, written, program.retainsEvents(), timed);
    }

    private void took(MatchGate gate, long nanoseconds) {
        program.rule(gate.rule()).counters().cost().add(nanoseconds);
    }

    /** The rules of one file share what it took. */
    private void fireTimed(Event event, int file, int from, int to) {
        session(file); // made once, and not by this event
        long begin = System.nanoTime();
        fire(event, file, from, to);
        long each = (System.nanoTime() - begin) / (to - from);
        for (int i = from; i < to; i++) {
            took(program.sieve().gate(search.found(i)), each);
        }
    }

    /**
     * Fires the rules of one file whose gates were passed.
     *
     * @param from the first of them, in what the search has found
     * @param to behind the last
     */
    private void fire(Event event, int file, int from, int to) {
        MatchSession session = session(file);
        if (session == null) {
            return;
        }
        session.admitted().clear();
        for (int i = from; i < to; i++) {
            session.admitted().add(program.sieve().inFile(search.found(i)));
        }
        firing = session;
        try {
            session.fire(event);
        } catch (RuntimeException | StackOverflowError | LinkageError thrown) {
            stumbles.count("match rules", thrown, firings.subject());
            firings.rollback();
            session.close();
            sessions[file] = null;
        } finally {
            firing = null;
        }
    }

    /** Null if the rules cannot be built, which they say then. */
    private @Nullable MatchSession session(int file) {
        MatchSession known = sessions[file];
        if (known != null) {
            return known;
        }
        MatchRules rules = program.sieve().rules(file);
        try {
            MatchSession made = new MatchSession(rules, firings, alerts, rule -> held.add(program.rule(rule)));
            sessions[file] = made;
            return made;
        } catch (RuntimeException | StackOverflowError | LinkageError thrown) {
            for (MatchGate gate : rules.gates()) {
                gate.rule().failed("building", thrown, firings.subject());
                gate.rule().switchOff("it cannot be built: " + gate.rule().last());
            }
            return null;
        }
    }

    private String subject() {
        Event event = current;
        return event == null ? "no event" : "event " + event.getId();
    }

    private long facts() {
        MatchSession session = firing;
        return session == null ? 0 : session.facts();
    }

    /** The alert shows the fields that the match rule tested. */
    private Match withTestedFields(Match match) {
        RuleGuard rule = firings.firing();
        Event event = current;
        if (rule == null || event == null) {
            return match;
        }
        Map<String, Object> tested = new LinkedHashMap<>();
        for (String path : program.rule(rule).testedFields()) {
            Object value = event.get(path);
            if (value != null) {
                tested.put(path, value);
            }
        }
        return match.showing(tested);
    }

    @Override
    public void close() {
        for (int file = 0; file < sessions.length; file++) {
            MatchSession session = sessions[file];
            if (session != null) {
                session.close();
                sessions[file] = null;
            }
        }
    }
}
