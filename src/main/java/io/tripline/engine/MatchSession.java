package io.tripline.engine;

import io.tripline.engine.compile.MatchRules;
import io.tripline.engine.index.Admitted;
import io.tripline.event.Event;
import java.util.function.Consumer;
import org.kie.api.definition.rule.Rule;
import org.kie.api.event.rule.BeforeMatchFiredEvent;
import org.kie.api.event.rule.DefaultAgendaEventListener;
import org.kie.api.runtime.Environment;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.rule.FactHandle;

/** A session with the match rules of one file, for one matcher: an event goes in, its rules fire, it goes out. One thread. */
final class MatchSession implements AutoCloseable {

    private final KieSession session;
    private final Admitted admitted;

    /**
     * @param firing told of each rule before it fires
     * @throws IllegalStateException if the rules cannot be built
     */
    MatchSession(MatchRules rules, Firings firings, Alerts alerts, Consumer<Rule> firing) {
        admitted = new Admitted(rules.gates());
        Environment environment = firings.environment();
        admitted.joins(environment);
        session = rules.base().newKieSession(null, environment);
        Globals.set(session, new Streams(firings), alerts);
        session.addEventListener(new DefaultAgendaEventListener() {
            @Override
            public void beforeMatchFired(BeforeMatchFiredEvent event) {
                firing.accept(event.getMatch().getRule());
            }
        });
    }

    /** The gates that the next event has passed. */
    Admitted admitted() {
        return admitted;
    }

    void fire(Event event) {
        FactHandle handle = session.insert(event);
        session.fireAllRules();
        session.delete(handle);
    }

    long facts() {
        return session.getFactCount();
    }

    @Override
    public void close() {
        session.dispose();
    }
}
