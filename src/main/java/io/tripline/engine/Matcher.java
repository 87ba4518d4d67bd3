package io.tripline.engine;

import io.tripline.engine.Firings.Effect;
import io.tripline.engine.correlate.Correlator.Written;
import io.tripline.engine.guard.RuleGuard;
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
import org.kie.api.event.rule.BeforeMatchFiredEvent;
import org.kie.api.event.rule.DefaultAgendaEventListener;
import org.kie.api.runtime.Environment;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.rule.FactHandle;

/**
 * Tests one event at a time against all match rules of a program: what the sieve admits is inserted, fired, deleted. It keeps nothing from one event to the
 * next, whatever a rule throws. One thread; others have a matcher of their own.
 */
final class Matcher implements AutoCloseable {

    private final Program program;
    private final Stumbles stumbles;
    private final Firings firings = new Firings(this::take);
    private final List<LoadedRule> held = new ArrayList<>();
    private final List<Written> written = new ArrayList<>();
    private final List<Effect.Raised> raised = new ArrayList<>();
    private final Sieve sieve;
    private final Supplier<String> subject = this::subject;
    private final LongSupplier facts = this::facts;
    private KieSession session;
    private @Nullable Event current;

    Matcher(Program program, Stumbles stumbles) {
        this.program = program;
        this.stumbles = stumbles;
        this.sieve = program.newSieve(firings);
        this.session = newSession();
    }

    private KieSession newSession() {
        Environment environment = firings.environment();
        sieve.joins(environment);
        KieSession made = program.newMatchSession(environment);
        Alerts alerts = new Alerts((rule, finding) -> {
            LoadedRule loaded = program.rule(rule);
            Event event = current;
            var alert =
                    event == null ? AlertFactory.alert(loaded, finding, 0) : AlertFactory.alert(loaded, finding, event);
            firings.raise(loaded, alert);
            return alert;
        });
        Globals.set(made, new Streams(firings), alerts);
        made.addEventListener(new DefaultAgendaEventListener() {
            @Override
            public void beforeMatchFired(BeforeMatchFiredEvent event) {
                held.add(program.rule(event.getMatch().getRule()));
            }
        });
        return made;
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
        try {
            if (sieve.admits(event)) {
                FactHandle handle = session.insert(event);
                session.fireAllRules();
                session.delete(handle);
            }
        } catch (RuntimeException | StackOverflowError | LinkageError thrown) {
            stumbles.count("match rules", thrown, firings.subject());
            firings.rollback();
            session.dispose();
            session = newSession();
        } finally {
            current = null;
        }
        return Matched.of(event, held, raised, written, program.retainsEvents());
    }

    private String subject() {
        Event event = current;
        return event == null ? "no event" : "event " + event.getId();
    }

    private long facts() {
        return session.getFactCount();
    }

    /** The alert shows the fields that the match rule tested. */
    private Match withTestedFields(Match match) {
        RuleGuard firing = firings.firing();
        Event event = current;
        if (firing == null || event == null) {
            return match;
        }
        Map<String, Object> tested = new LinkedHashMap<>();
        for (String path : program.rule(firing).testedFields()) {
            Object value = event.get(path);
            if (value != null) {
                tested.put(path, value);
            }
        }
        return match.showing(tested);
    }

    @Override
    public void close() {
        session.dispose();
    }
}
