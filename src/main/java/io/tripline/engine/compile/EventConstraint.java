package io.tripline.engine.compile;

import io.tripline.engine.guard.CompiledConstraint;
import io.tripline.engine.read.EventCondition;
import io.tripline.event.Event;
import java.util.function.Predicate;
import org.drools.base.base.ValueResolver;
import org.drools.base.rule.Declaration;
import org.drools.base.rule.constraint.AlphaNodeFieldConstraint;
import org.jspecify.annotations.Nullable;
import org.kie.api.runtime.rule.FactHandle;

/**
 * All the recognised constraints of one pattern on {@link Event} as one node of the alpha network. Nodes are never shared:
 * the index finds the few rules that can hold at all, which is worth more than sharing their first constraint, and an
 * identity that is unique keeps Drools from merging what must stay apart.
 */
public final class EventConstraint extends CompiledConstraint implements AlphaNodeFieldConstraint, Predicate<Event> {

    private static final Declaration[] NOTHING = {};

    private final EventCondition condition;
    private final Predicate<Event> testInLog;

    /** Made when it is asked for: where gates are asked first, nobody asks the node. */
    private volatile @Nullable Predicate<Event> test;

    /** It takes more than its holding: see {@link LogEvidence}. */
    private final boolean needsEvidence;

    EventConstraint(EventCondition condition) {
        this.condition = condition;
        this.testInLog = EventTests.inLog(condition);
        this.needsEvidence = LogEvidence.isNeeded(condition);
    }

    public EventCondition condition() {
        return condition;
    }

    @Override
    public boolean isAllowed(FactHandle handle, ValueResolver valueResolver) {
        Event event = (Event) handle.getObject();
        return anywhere().test(event) && counts(event);
    }

    private Predicate<Event> anywhere() {
        Predicate<Event> known = test;
        if (known == null) {
            known = EventTests.of(condition);
            test = known;
        }
        return known;
    }

    /** The same of an event of a log for which the condition may hold. */
    @Override
    public boolean test(Event event) {
        return testInLog.test(event) && counts(event);
    }

    private boolean counts(Event event) {
        return !needsEvidence || LogEvidence.counts(condition, event);
    }

    @Override
    public Declaration[] getRequiredDeclarations() {
        return NOTHING;
    }

    @Override
    public void replaceDeclaration(Declaration oldDeclaration, Declaration newDeclaration) {
        // it has none
    }

    @Override
    public EventConstraint clone() {
        return new EventConstraint(condition);
    }

    @Override
    public EventConstraint cloneIfInUse() {
        return clone();
    }

    @Override
    public ConstraintType getType() {
        return ConstraintType.ALPHA;
    }

    @Override
    public boolean isTemporal() {
        return false;
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    public String toString() {
        return condition.text();
    }
}
