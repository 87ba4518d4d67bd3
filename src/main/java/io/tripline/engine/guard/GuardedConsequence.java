package io.tripline.engine.guard;

import org.drools.base.base.ValueResolver;
import org.drools.base.rule.consequence.Consequence;
import org.drools.base.rule.consequence.ConsequenceContext;

/** A consequence that takes effect as a whole or not at all. */
final class GuardedConsequence implements Consequence<ConsequenceContext> {

    private final Consequence<ConsequenceContext> consequence;
    private final Part part;

    GuardedConsequence(Consequence<ConsequenceContext> consequence, Part part) {
        this.consequence = consequence;
        this.part = part;
    }

    @Override
    public String getName() {
        return consequence.getName();
    }

    @Override
    public void evaluate(ConsequenceContext context, ValueResolver session) {
        if (!part.enter()) {
            return;
        }
        Evaluation evaluation = Evaluation.of(session);
        evaluation.begin(part.rule());
        try {
            consequence.evaluate(context, session);
        } catch (Exception | LinkageError | StackOverflowError | AssertionError thrown) {
            evaluation.rollback();
            part.failed(thrown, session);
            return;
        } finally {
            part.leave();
        }
        evaluation.commit();
        part.endedWell();
    }
}
