package io.tripline.engine.guard;

import org.drools.base.base.ValueResolver;
import org.drools.base.definitions.rule.impl.RuleImpl;
import org.drools.base.rule.consequence.Consequence;
import org.drools.base.rule.consequence.ConsequenceContext;
import org.drools.mvel.MVELDialectRuntimeData;
import org.drools.mvel.expr.MVELCompileable;

/** A consequence that takes effect as a whole or not at all. */
final class GuardedConsequence implements Consequence<ConsequenceContext>, MVELCompileable {

    private final Consequence<ConsequenceContext> consequence;
    private final Part part;

    GuardedConsequence(Consequence<ConsequenceContext> consequence, RuleGuard rule) {
        this.consequence = consequence;
        this.part = new Part(rule, "then");
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

    @Override
    public void compile(MVELDialectRuntimeData data) {
        // what it guards is compiled on its own
    }

    @Override
    public void compile(MVELDialectRuntimeData data, RuleImpl rule) {
        // what it guards is compiled on its own
    }
}
