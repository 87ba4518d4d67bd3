package io.tripline.engine.index;

import io.tripline.engine.guard.Evaluation;
import io.tripline.event.Event;
import org.drools.base.base.ValueResolver;
import org.drools.base.rule.EntryPointId;
import org.drools.core.reteoo.ObjectTypeNode;
import org.drools.kiesession.rulebase.InternalKnowledgeBase;
import org.jspecify.annotations.Nullable;
import org.kie.api.runtime.Environment;
import org.kie.api.runtime.KieRuntime;

/**
 * Asks the first constraints of all match rules about an event before it is put into a session: most events no rule wants, and a
 * session costs more than to find that out. What it admits is remembered for the nodes of the session that the event is put into.
 * One thread, as the session.
 */
public final class Sieve {

    private static final String KEY = "tripline.sieve";

    private final Evaluation evaluation;
    private final @Nullable IndexedSinks sinks;
    private final Search search = new Search();
    private @Nullable Event asked;

    private Sieve(Evaluation evaluation, @Nullable IndexedSinks sinks) {
        this.evaluation = evaluation;
        this.sinks = sinks;
    }

    /** @param evaluation of the session whose base it is */
    public static Sieve of(InternalKnowledgeBase base, Evaluation evaluation) {
        for (ObjectTypeNode node : base.getRete()
                .getEntryPointNode(EntryPointId.DEFAULT)
                .getObjectTypeNodes()
                .values()) {
            if (node.getObjectSinkPropagator() instanceof IndexedSinks sinks) {
                return new Sieve(evaluation, sinks);
            }
        }
        return new Sieve(evaluation, null);
    }

    /** Of a session without one, for one event. */
    private static Sieve of(IndexedSinks sinks, ValueResolver session) {
        return new Sieve(Evaluation.of(session), sinks);
    }

    /** Lets the session know. */
    public void joins(Environment environment) {
        environment.set(KEY, this);
    }

    /** False if the event has no effect on a session of this base. */
    public boolean admits(Event event) {
        if (sinks == null) {
            return true;
        }
        asked = null;
        sinks.admit(event, search, evaluation);
        asked = event;
        return search.count > 0;
    }

    /** What the session's sieve has admitted the event to, or what a new one does. */
    static Search admitted(IndexedSinks sinks, Event event, ValueResolver session) {
        Sieve own = session instanceof KieRuntime runtime
                        && runtime.getEnvironment().get(KEY) instanceof Sieve known
                        && known.sinks == sinks
                        && known.asked == event
                ? known
                : of(sinks, session);
        if (own.asked != event) {
            own.admits(event);
        }
        return own.search;
    }
}
