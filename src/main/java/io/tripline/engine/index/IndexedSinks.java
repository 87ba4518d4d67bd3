package io.tripline.engine.index;

import io.tripline.engine.compile.EventConstraint;
import io.tripline.engine.guard.Evaluation;
import io.tripline.engine.guard.GuardedTest;
import io.tripline.engine.read.EventCondition;
import io.tripline.event.Event;
import io.tripline.event.Origin;
import java.util.ArrayList;
import java.util.Arrays;
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

    /**
     * A node under the type of events.
     *
     * @param test its constraint, and what stands for it before an event is in a session; null where the node decides for itself
     */
    private record Node(
            ObjectSink sink,
            @Nullable GuardedTest guard,
            @Nullable EventConstraint test) {

        static Node of(ObjectSink sink) {
            return sink instanceof AlphaNode alpha
                            && alpha.getConstraint() instanceof GuardedTest guard
                            && guard.constraint() instanceof EventConstraint test
                    ? new Node(sink, guard, test)
                    : new Node(sink, null, null);
        }

        @Nullable
        EventCondition condition() {
            return test == null ? null : test.condition();
        }

        boolean admits(Event event, Evaluation evaluation) {
            return guard == null || test == null || guard.holds(test, event, evaluation);
        }

        /** Its constraint is known to hold. */
        void propagate(InternalFactHandle handle, PropagationContext context, ReteEvaluator session) {
            if (guard != null && sink instanceof AlphaNode alpha) {
                alpha.getObjectSinkPropagator().propagateAssertObject(handle, context, session);
            } else {
                sink.assertObject(handle, context, session);
            }
        }
    }

    private record Indexed(Node[] nodes, Map<Origin, WitnessIndex> byOrigin) {

        WitnessIndex of(Origin origin) {
            WitnessIndex known = byOrigin.get(origin);
            if (known != null) {
                return known;
            }
            if (byOrigin.size() >= MOST_ORIGINS) {
                byOrigin.clear();
            }
            List<@Nullable EventCondition> conditions = new ArrayList<>();
            for (Node node : nodes) {
                conditions.add(node.condition());
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
        Event event = (Event) factHandle.getObject();
        Search admitted = Sieve.admitted(this, event, reteEvaluator);
        Node[] nodes = current().nodes();
        for (int i = 0; i < admitted.count; i++) {
            nodes[admitted.candidates[i]].propagate(factHandle, context, reteEvaluator);
        }
    }

    /** Leaves in the search the nodes that are candidates and whose constraints hold. */
    void admit(Event event, Search search, Evaluation evaluation) {
        Indexed current = current();
        current.of(event.origin()).search(event, search);
        int admitted = 0;
        for (int i = 0; i < search.count; i++) {
            int node = search.candidates[i];
            if (current.nodes()[node].admits(event, evaluation)) {
                search.candidates[admitted++] = node;
            }
        }
        search.count = admitted;
    }

    private Indexed current() {
        Indexed current = indexed;
        if (current == null) {
            Node[] nodes = Arrays.stream(getSinks()).map(Node::of).toArray(Node[]::new);
            current = new Indexed(nodes, new ConcurrentHashMap<>());
            indexed = current;
        }
        return current;
    }
}
