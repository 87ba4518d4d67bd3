package io.tripline.engine.closure;

import org.drools.base.base.ValueResolver;
import org.drools.base.reteoo.BaseTuple;
import org.drools.base.rule.Declaration;
import org.drools.base.rule.accessor.EvalExpression;
import org.drools.mvel.expr.MVELCompilationUnit;
import org.drools.mvel.expr.MVELEvalExpression;
import org.jspecify.annotations.Nullable;

/** An {@code eval} as a closure. */
final class ClosedEval implements EvalExpression {

    private final MVELEvalExpression built;
    private final MVELCompilationUnit unit;
    private final Closure condition;

    ClosedEval(MVELEvalExpression built, Closure condition) {
        this.built = built;
        this.unit = MvelParts.part(built, MVELCompilationUnit.class);
        this.condition = condition;
    }

    @Override
    public @Nullable Object createContext() {
        return null;
    }

    @Override
    public boolean evaluate(
            BaseTuple tuple, Declaration[] declarations, ValueResolver session, @Nullable Object context) {
        return condition.holds(new TupleFrame(session, tuple, null, TupleFrame.joined(unit), TupleFrame.own(unit)));
    }

    @Override
    public void replaceDeclaration(Declaration declaration, Declaration resolved) {
        built.replaceDeclaration(declaration, resolved);
    }

    @Override
    public EvalExpression clonePreservingDeclarations(EvalExpression original) {
        return new ClosedEval(
                built.clonePreservingDeclarations(original instanceof ClosedEval closed ? closed.built : original),
                condition);
    }

    @Override
    public ClosedEval clone() {
        return new ClosedEval(built.clone(), condition);
    }

    @Override
    public String toString() {
        return built.toString();
    }
}
