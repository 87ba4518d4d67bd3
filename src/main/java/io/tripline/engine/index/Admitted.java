package io.tripline.engine.index;

import io.tripline.engine.compile.MatchGate;
import java.util.Arrays;
import java.util.List;
import org.drools.core.common.ReteEvaluator;
import org.drools.core.reteoo.ObjectSink;
import org.jspecify.annotations.Nullable;
import org.kie.api.runtime.Environment;
import org.kie.api.runtime.KieRuntime;

/** The match rules of one file whose gates the event of the moment has passed, for the session that it is put into. Session thread only. */
public final class Admitted {

    private static final String KEY = "tripline.admitted";

    private final List<MatchGate> gates;
    private @Nullable ObjectSink @Nullable [] nodes;
    private int[] passed = {};
    private int count;

    /** @param gates of the file's match rules */
    public Admitted(List<MatchGate> gates) {
        this.gates = List.copyOf(gates);
    }

    /** Lets the session know. */
    public void joins(Environment environment) {
        environment.set(KEY, this);
    }

    /** Of the session; null if its events have passed no gates before. */
    static @Nullable Admitted of(ReteEvaluator session) {
        return session instanceof KieRuntime runtime && runtime.getEnvironment().get(KEY) instanceof Admitted admitted
                ? admitted
                : null;
    }

    public void clear() {
        count = 0;
    }

    /** @param gate from 0, in the order of the file; after those that were added */
    public void add(int gate) {
        if (count == passed.length) {
            passed = Arrays.copyOf(passed, Math.max(4, 2 * count));
        }
        passed[count++] = gate;
    }

    int count() {
        return count;
    }

    int gate(int i) {
        return passed[i];
    }

    /** The node of each gate, under the type of events in the base of the session. */
    @Nullable
    ObjectSink[] nodes(AdmittedSinks sinks) {
        @Nullable ObjectSink[] known = nodes;
        if (known == null) {
            known = sinks.nodesOf(gates);
            nodes = known;
        }
        return known;
    }
}
