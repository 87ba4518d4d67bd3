package io.tripline.engine.compile;

import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.drools.kiesession.rulebase.InternalKnowledgeBase;
import org.jspecify.annotations.Nullable;
import org.kie.api.definition.KiePackage;

/**
 * The match rules of one file: their gates, and the base of the sessions that what passes is put into. Few rules of many ever
 * hold, so the base is made when the first event has passed. Any thread.
 */
public final class MatchRules {

    static final MatchRules NONE = new MatchRules(List.of(), List::of);

    private final List<MatchGate> gates;
    private final Supplier<Collection<KiePackage>> building;
    private volatile @Nullable InternalKnowledgeBase base;

    /**
     * @param gates one a rule, in the order in which they fire
     * @param building what Drools builds of the rules; asked once
     */
    MatchRules(List<MatchGate> gates, Supplier<Collection<KiePackage>> building) {
        this.gates = List.copyOf(gates);
        this.building = building;
    }

    public List<MatchGate> gates() {
        return gates;
    }

    public boolean isEmpty() {
        return gates.isEmpty();
    }

    /**
     * Without entry points, in CLOUD mode; never changes. Takes some milliseconds at the first call.
     *
     * @throws IllegalStateException with what Drools says if the rules cannot be built, which they could when rules of the same
     *     form were
     */
    public InternalKnowledgeBase base() {
        InternalKnowledgeBase made = base;
        return made == null ? make() : made;
    }

    private synchronized InternalKnowledgeBase make() {
        InternalKnowledgeBase made = base;
        if (made == null) {
            made = Sessions.matching(building.get());
            base = made;
        }
        return made;
    }
}
