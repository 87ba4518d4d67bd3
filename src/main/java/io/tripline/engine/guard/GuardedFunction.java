package io.tripline.engine.guard;

import org.drools.base.base.ValueResolver;
import org.drools.base.reteoo.BaseTuple;
import org.drools.base.rule.Declaration;
import org.drools.base.rule.accessor.Accumulator;
import org.jspecify.annotations.Nullable;
import org.kie.api.runtime.rule.FactHandle;

/** A function over the facts of a window. Where it throws, the fact does not count for it. */
final class GuardedFunction implements Accumulator {

    /** In place of what a fact gave to the function: it gave nothing, so nothing is taken back. */
    private static final Object NOTHING = new Object();

    private final Accumulator function;
    private final Part part;

    GuardedFunction(Accumulator function, Part part) {
        this.function = function;
        this.part = part;
    }

    @Override
    public Object createWorkingMemoryContext() {
        return function.createWorkingMemoryContext();
    }

    @Override
    public Object createContext() {
        return function.createContext();
    }

    @Override
    public Object init(
            Object workingMemoryContext,
            Object context,
            BaseTuple tuple,
            Declaration[] declarations,
            ValueResolver session) {
        return function.init(workingMemoryContext, context, tuple, declarations, session);
    }

    @Override
    public Object accumulate(
            Object workingMemoryContext,
            Object context,
            BaseTuple tuple,
            FactHandle handle,
            Declaration[] declarations,
            Declaration[] innerDeclarations,
            ValueResolver session) {
        if (!part.enter()) {
            return NOTHING;
        }
        try {
            Object value = function.accumulate(
                    workingMemoryContext, context, tuple, handle, declarations, innerDeclarations, session);
            part.endedWell();
            return value;
        } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError thrown) {
            part.failed(thrown, session);
            return NOTHING;
        } finally {
            part.leave();
        }
    }

    @Override
    public boolean supportsReverse() {
        return function.supportsReverse();
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
        if (value == NOTHING) {
            return true;
        }
        try {
            return function.tryReverse(
                    workingMemoryContext, context, tuple, handle, value, declarations, innerDeclarations, session);
        } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError thrown) {
            part.failed(thrown, session);
            return true;
        }
    }

    @Override
    public @Nullable Object getResult(
            Object workingMemoryContext,
            Object context,
            BaseTuple tuple,
            Declaration[] declarations,
            ValueResolver session) {
        try {
            return function.getResult(workingMemoryContext, context, tuple, declarations, session);
        } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError thrown) {
            part.failed(thrown, session);
            return null;
        }
    }

    @Override
    public void replaceDeclaration(Declaration oldDeclaration, Declaration newDeclaration) {
        function.replaceDeclaration(oldDeclaration, newDeclaration);
    }

    @Override
    public Declaration[] getRequiredDeclarations() {
        return function.getRequiredDeclarations();
    }
}
