package io.tripline.engine.guard;

import org.drools.base.base.ValueResolver;
import org.jspecify.annotations.Nullable;
import org.kie.api.runtime.KieRuntime;

/** The session in which rules are evaluated, as their guards see it; it stands in the session's environment. Session thread only. */
public interface Evaluation {

    /** Under which it stands there. */
    String KEY = "tripline.evaluation";

    /** The consequence of a rule begins: what it writes and raises waits for its end. */
    void begin(RuleGuard rule);

    /** It ended well: what it wrote and raised takes effect. */
    void commit();

    /** It failed: nothing of it takes effect. */
    void rollback();

    /** What is being evaluated, for a person: an event's id, a moment. */
    String subject();

    /** Of the session that evaluates. */
    static Evaluation of(@Nullable ValueResolver session) {
        return session instanceof KieRuntime runtime
                        && runtime.getEnvironment().get(KEY) instanceof Evaluation evaluation
                ? evaluation
                : Nowhere.INSTANCE;
    }

    /** For a session that is not ours: consequences take effect as they go. */
    enum Nowhere implements Evaluation {
        INSTANCE;

        @Override
        public void begin(RuleGuard rule) {}

        @Override
        public void commit() {}

        @Override
        public void rollback() {}

        @Override
        public String subject() {
            return "an event";
        }
    }
}
