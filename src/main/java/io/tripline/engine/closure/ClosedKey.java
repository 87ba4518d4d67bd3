package io.tripline.engine.closure;

import org.drools.base.base.ValueResolver;
import org.drools.base.reteoo.BaseTuple;
import org.drools.base.rule.Declaration;
import org.drools.base.rule.accessor.FieldValue;
import org.drools.base.rule.accessor.ReturnValueExpression;
import org.drools.mvel.expr.MVELCompilationUnit;
import org.drools.mvel.field.FieldFactory;
import org.jspecify.annotations.Nullable;
import org.kie.api.runtime.rule.FactHandle;

/** The key of a {@code groupby} as a closure. */
final class ClosedKey implements ReturnValueExpression {

    private final MVELCompilationUnit unit;
    private final boolean fromTuple;
    private final Closure key;

    ClosedKey(MVELCompilationUnit unit, Closure key) {
        this.unit = unit;
        this.fromTuple = MvelParts.readsLocalsFromTuple(unit);
        this.key = key;
    }

    @Override
    public @Nullable Object createContext() {
        return null;
    }

    @Override
    public FieldValue evaluate(
            FactHandle handle,
            BaseTuple tuple,
            Declaration[] previousDeclarations,
            Declaration[] localDeclarations,
            ValueResolver session,
            @Nullable Object context) {
        Frame frame = new TupleFrame(
                session, tuple, fromTuple ? null : handle, TupleFrame.joined(unit), TupleFrame.own(unit));
        return FieldFactory.getInstance().getFieldValue(key.value(frame));
    }

    @Override
    public void replaceDeclaration(Declaration declaration, Declaration resolved) {
        unit.replaceDeclaration(declaration, resolved);
    }
}
