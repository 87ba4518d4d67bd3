package io.tripline.engine.index;

import io.tripline.engine.compile.EventConstraint;
import io.tripline.engine.compile.MatchGate;
import io.tripline.engine.guard.GuardedTest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.drools.core.common.InternalFactHandle;
import org.drools.core.common.PropagationContext;
import org.drools.core.common.ReteEvaluator;
import org.drools.core.reteoo.AlphaNode;
import org.drools.core.reteoo.CompositeObjectSinkAdapter;
import org.drools.core.reteoo.LeftInputAdapterNode;
import org.drools.core.reteoo.ObjectSink;
import org.drools.core.reteoo.ObjectSinkPropagator;
import org.drools.core.reteoo.RuleTerminalNode;
import org.jspecify.annotations.Nullable;

/**
 * The nodes under the type of events. In a session of match rules an event goes to those alone whose gates it has passed, and
 * past their first constraint, which is the gate's. In any other session each node decides for itself.
 */
final class AdmittedSinks extends CompositeObjectSinkAdapter {

    private static final long serialVersionUID = 1L;

    /** Drools' own hashing of constraints is switched off by a threshold that is never reached. */
    private static final int NEVER = Integer.MAX_VALUE;

    AdmittedSinks() {
        super(NEVER, NEVER);
    }

    @Override
    public ObjectSinkPropagator addObjectSink(ObjectSink sink, int hashingThreshold, int rangeIndexThreshold) {
        super.addObjectSink(sink, NEVER, NEVER);
        return this;
    }

    @Override
    public ObjectSinkPropagator removeObjectSink(ObjectSink sink) {
        super.removeObjectSink(sink);
        return this;
    }

    @Override
    public void propagateAssertObject(InternalFactHandle handle, PropagationContext context, ReteEvaluator session) {
        Admitted admitted = Admitted.of(session);
        if (admitted == null) {
            super.propagateAssertObject(handle, context, session);
            return;
        }
        @Nullable ObjectSink[] nodes = admitted.nodes(this);
        for (int i = 0; i < admitted.count(); i++) {
            ObjectSink node = nodes[admitted.gate(i)];
            if (node instanceof AlphaNode alpha && isGate(alpha)) {
                alpha.getObjectSinkPropagator().propagateAssertObject(handle, context, session);
            } else if (node != null) {
                node.assertObject(handle, context, session);
            }
        }
    }

    private static boolean isGate(AlphaNode node) {
        return node.getConstraint() instanceof GuardedTest guarded && guarded.constraint() instanceof EventConstraint;
    }

    /** The node of each gate; null where the node of an earlier one is its own, too. */
    @Nullable
    ObjectSink[] nodesOf(List<MatchGate> gates) {
        Map<String, ObjectSink> byRule = new HashMap<>();
        for (ObjectSink sink : getSinks()) {
            rulesBelow(sink).forEach(rule -> byRule.put(rule, sink));
        }
        Set<ObjectSink> taken = new HashSet<>();
        @Nullable ObjectSink[] nodes = new ObjectSink[gates.size()];
        for (int i = 0; i < nodes.length; i++) {
            ObjectSink node = byRule.get(gates.get(i).rule().rule());
            nodes[i] = node != null && taken.add(node) ? node : null;
        }
        return nodes;
    }

    private static List<String> rulesBelow(ObjectSink sink) {
        List<String> rules = new ArrayList<>();
        switch (sink) {
            case AlphaNode alpha -> {
                for (ObjectSink below : alpha.getObjectSinkPropagator().getSinks()) {
                    rules.addAll(rulesBelow(below));
                }
            }
            case LeftInputAdapterNode adapter -> {
                for (var below : adapter.getSinkPropagator().getSinks()) {
                    if (below instanceof RuleTerminalNode end) {
                        rules.add(end.getRule().getName());
                    }
                }
            }
            default -> throw new IllegalStateException("a match rule begins with " + sink);
        }
        return rules;
    }
}
