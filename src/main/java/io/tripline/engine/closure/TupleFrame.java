package io.tripline.engine.closure;

import org.drools.base.base.ValueResolver;
import org.drools.base.reteoo.BaseTuple;
import org.drools.base.rule.Declaration;
import org.drools.mvel.expr.MVELCompilationUnit;
import org.jspecify.annotations.Nullable;
import org.kie.api.runtime.rule.FactHandle;

/**
 * Among the facts that have been joined so far.
 *
 * @param tuple of them
 * @param handle of the fact that has just come; null where there is none
 * @param joined what the expression uses of the tuple; then come those of the fact: {@code own}
 */
record TupleFrame(
        ValueResolver session, BaseTuple tuple, @Nullable FactHandle handle, Declaration[] joined, Declaration[] own)
        implements Frame {

    private static final Declaration[] NONE = {};

    static Declaration[] joined(MVELCompilationUnit unit) {
        Declaration[] declarations = unit.getPreviousDeclarations();
        return declarations == null ? NONE : declarations;
    }

    static Declaration[] own(MVELCompilationUnit unit) {
        Declaration[] declarations = unit.getLocalDeclarations();
        return declarations == null ? NONE : declarations;
    }

    @Override
    public @Nullable Object bound(int index) {
        if (index < joined.length) {
            return joined[index].getValue(session, tuple);
        }
        Declaration declaration = own[index - joined.length];
        return handle == null
                ? declaration.getValue(session, tuple)
                : declaration.getValue(session, handle.getObject());
    }
}
