package io.tripline.live.rules;

import io.tripline.engine.Engine;
import io.tripline.engine.LoadedRule;
import java.util.List;

/** The graph of the rules that run now: made anew when one changes, and not before. Any thread. */
public final class LiveGraph {

    private final Engine engine;
    private volatile Known known = new Known(List.of());

    public LiveGraph(Engine engine) {
        this.engine = engine;
    }

    private record Known(List<LoadedRule> rules, RuleGraph graph) {

        Known(List<LoadedRule> rules) {
            this(rules, new RuleGraph(rules));
        }
    }

    /** The same object until a rule changes. */
    public RuleGraph now() {
        List<LoadedRule> rules = engine.rules();
        Known last = known;
        if (last.rules() != rules) {
            last = new Known(rules);
            known = last;
        }
        return last.graph();
    }
}
