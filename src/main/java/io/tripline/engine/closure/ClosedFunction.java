package io.tripline.engine.closure;

import java.io.Serializable;
import org.drools.base.base.ValueResolver;
import org.drools.base.reteoo.BaseTuple;
import org.drools.base.rule.Declaration;
import org.drools.base.rule.accessor.Accumulator;
import org.drools.mvel.expr.MVELAccumulatorFunctionExecutor;
import org.drools.mvel.expr.MVELCompilationUnit;
import org.jspecify.annotations.Nullable;
import org.kie.api.runtime.rule.AccumulateFunction;
import org.kie.api.runtime.rule.FactHandle;

/** A function over matches whose argument is a closure. In all else it is the one that Drools has built. */
final class ClosedFunction implements Accumulator {

    private final MVELAccumulatorFunctionExecutor built;
    private final AccumulateFunction<Serializable> function;
    private final MVELCompilationUnit unit;
    private final boolean fromTuple;
    private final Closure argument;

    @SuppressWarnings("unchecked")
    ClosedFunction(MVELAccumulatorFunctionExecutor built, MVELCompilationUnit unit, Closure argument) {
        this.built = built;
        this.function = MvelParts.part(built, AccumulateFunction.class);
        this.unit = unit;
        this.fromTuple = MvelParts.readsLocalsFromTuple(unit);
        this.argument = argument;
    }

    @Override
    public @Nullable Object accumulate(
            Object workingMemoryContext,
            Object context,
            BaseTuple tuple,
            FactHandle handle,
            Declaration[] declarations,
            Declaration[] innerDeclarations,
            ValueResolver session) {
        Frame frame = new TupleFrame(
                session, tuple, fromTuple ? null : handle, TupleFrame.joined(unit), TupleFrame.own(unit));
        return function.accumulateValue((Serializable) context, argument.value(frame));
    }

    @Override
    public Object createWorkingMemoryContext() {
        return built.createWorkingMemoryContext();
    }

    @Override
    public Object createContext() {
        return built.createContext();
    }

    @Override
    public Object init(
            Object workingMemoryContext,
            Object context,
            BaseTuple tuple,
            Declaration[] declarations,
            ValueResolver session) {
        return built.init(workingMemoryContext, context, tuple, declarations, session);
    }

    @Override
    public boolean supportsReverse() {
        return built.supportsReverse();
    }

    @Override
    public boolean tryReverse(
            Object workingMemoryContext,
            Object context,
            BaseTuple tuple,
            FactHandle handle,
            Object value,
            Declaration[] declarations,
            Declaration[] innerDeclarations,
            ValueResolver session) {
        return built.tryReverse(
                workingMemoryContext, context, tuple, handle, value, declarations, innerDeclarations, session);
    }

    @Override
    public @Nullable Object getResult(
            Object workingMemoryContext,
            Object context,
            BaseTuple tuple,
            Declaration[] declarations,
            ValueResolver session) {
        return built.getResult(workingMemoryContext, context, tuple, declarations, session);
    }

    @Override
    public Declaration[] getRequiredDeclarations() {
        return built.getRequiredDeclarations();
    }

    @Override
    public void replaceDeclaration(Declaration declaration, Declaration resolved) {
        built.replaceDeclaration(declaration, resolved);
    }
}
