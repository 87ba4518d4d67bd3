package io.tripline.engine.guard;

import org.drools.base.base.ValueResolver;
import org.drools.base.reteoo.BaseTuple;
import org.drools.base.rule.Declaration;
import org.drools.base.rule.accessor.EvalExpression;

/** An {@code eval} that does not hold where it throws. */
final class GuardedEval implements EvalExpression {

    private final EvalExpression expression;
    private final Part part;

    GuardedEval(EvalExpression expression, Part part) {
        this.expression = expression;
        this.part = part;
    }

    @Override
    public Object createContext() {
        return expression.createContext();
    }

    @Override
    public boolean evaluate(BaseTuple tuple, Declaration[] declarations, ValueResolver session, Object context) {
        if (!part.enter()) {
            return false;
        }
        try {
            boolean holds = expression.evaluate(tuple, declarations, session, context);
            part.endedWell();
            return holds;
        } catch (Exception | LinkageError | StackOverflowError | AssertionError thrown) {
            part.failed(thrown, session);
            return false;
        } finally {
            part.leave();
        }
    }

    @Override
    public void replaceDeclaration(Declaration oldDeclaration, Declaration newDeclaration) {
        expression.replaceDeclaration(oldDeclaration, newDeclaration);
    }

    @Override
    public EvalExpression clonePreservingDeclarations(EvalExpression original) {
        EvalExpression unguarded = original instanceof GuardedEval guarded ? guarded.expression : original;
        return new GuardedEval(expression.clonePreservingDeclarations(unguarded), part);
    }

    @Override
    public GuardedEval clone() {
        return new GuardedEval(expression.clone(), part);
    }
}
