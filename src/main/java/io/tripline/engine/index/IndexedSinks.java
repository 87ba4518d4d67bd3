package io.tripline.engine.index;

import io.tripline.engine.compile.EventConstraint;
import io.tripline.engine.guard.GuardedTest;
import io.tripline.engine.read.EventCondition;
import io.tripline.event.Event;
import io.tripline.event.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.drools.core.common.InternalFactHandle;
import org.drools.core.common.PropagationContext;
import org.drools.core.common.ReteEvaluator;
import org.drools.core.reteoo.AlphaNode;
import org.drools.core.reteoo.CompositeObjectSinkAdapter;
import org.drools.core.reteoo.ObjectSink;
import org.drools.core.reteoo.ObjectSinkPropagator;
import org.jspecify.annotations.Nullable;

/**
 * The nodes under the type of events, asked only if the event holds their witness. Stays in its place however many nodes
 * come and go; after a change the index is built anew, for each log that events come from when its first event does.
 * Candidates are asked in the order of {@link #getSinks()}, as Drools relies on.
 */
final class IndexedSinks extends CompositeObjectSinkAdapter {

    private static final long serialVersionUID = 1L;

    /** Drools' own hashing of constraints is switched off by a threshold that is never reached. */
    private static final int NEVER = Integer.MAX_VALUE;

    private transient volatile @Nullable Indexed indexed;

    /** More logs than any mapping tells apart; then the indexes are built anew. */
    private static final int MOST_ORIGINS = 500;

    private record Indexed(
            ObjectSink[] sinks, List<@Nullable EventCondition> conditions, Map<Origin, WitnessIndex> byOrigin) {

        WitnessIndex of(Origin origin) {
            WitnessIndex known = byOrigin.get(origin);
            if (known != null) {
                return known;
            }
            if (byOrigin.size() >= MOST_ORIGINS) {
                byOrigin.clear();
            }
            return byOrigin.computeIfAbsent(origin, from -> WitnessIndex.of(conditions, from));
        }
    }

    IndexedSinks() {
        super(NEVER, NEVER);
    }

    @Override
    public ObjectSinkPropagator addObjectSink(ObjectSink sink, int hashingThreshold, int rangeIndexThreshold) {
        super.addObjectSink(sink, NEVER, NEVER);
        indexed = null;
        return this;
    }

    @Override
    public ObjectSinkPropagator removeObjectSink(ObjectSink sink) {
        super.removeObjectSink(sink);
        indexed = null;
        return this;
    }

    @Override
    public void propagateAssertObject(
            InternalFactHandle factHandle, PropagationContext context, ReteEvaluator reteEvaluator) {
        Indexed current = current();
        Event event = (Event) factHandle.getObject();
        long[] candidates = current.of(event.origin()).candidates(event);
        for (int word = 0; word < candidates.length; word++) {
            for (long bits = candidates[word]; bits != 0; bits &= bits - 1) {
                int sink = (word << 6) + Long.numberOfTrailingZeros(bits);
                current.sinks()[sink].assertObject(factHandle, context, reteEvaluator);
            }
        }
    }

    private Indexed current() {
        Indexed current = indexed;
        if (current == null) {
            current = build(getSinks());
            indexed = current;
        }
        return current;
    }

    private static Indexed build(ObjectSink[] sinks) {
        List<@Nullable EventCondition> conditions = new ArrayList<>();
        for (ObjectSink sink : sinks) {
            conditions.add(
                    sink instanceof AlphaNode alpha
                                    && alpha.getConstraint() instanceof GuardedTest guarded
                                    && guarded.constraint() instanceof EventConstraint constraint
                            ? constraint.condition()
                            : null);
        }
        return new Indexed(sinks.clone(), conditions, new ConcurrentHashMap<>());
    }
}
