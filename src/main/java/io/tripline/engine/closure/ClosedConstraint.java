package io.tripline.engine.closure;

import java.util.List;
import org.drools.base.base.ValueResolver;
import org.drools.base.reteoo.BaseTuple;
import org.drools.base.rule.Declaration;
import org.drools.base.rule.Pattern;
import org.drools.compiler.rule.builder.EvaluatorWrapper;
import org.drools.mvel.MVELConstraint;
import org.jspecify.annotations.Nullable;
import org.kie.api.runtime.rule.FactHandle;

/** A constraint that is tested by a closure. How Drools indexes it stays as it was built. */
public final class ClosedConstraint extends MVELConstraint {

    private static final EvaluatorWrapper[] NO_OPERATORS = {};

    private final transient Closure condition;

    /** Which declarations are of the fact that is tested, by their place. */
    private final transient boolean[] own;

    private ClosedConstraint(MVELConstraint built, Closure condition, boolean[] own, Declaration[] declarations) {
        super(
                built.getPackageNames(),
                built.getExpression(),
                declarations,
                NO_OPERATORS,
                null,
                built.getConstraintType(),
                built.getLeftIndexExtractor(),
                built.getFieldExtractor(),
                false);
        this.condition = condition;
        this.own = own;
        setType(built.getType());
    }

    /** @param built by Drools, with MVEL in it */
    static ClosedConstraint of(MVELConstraint built, Pattern pattern, Closure condition) {
        Declaration[] declarations = built.getRequiredDeclarations();
        boolean[] own = new boolean[declarations.length];
        for (int i = 0; i < own.length; i++) {
            own[i] = declarations[i].getPattern() == pattern;
        }
        return new ClosedConstraint(built, condition, own, declarations);
    }

    static List<String> names(MVELConstraint built) {
        return List.of(built.getRequiredDeclarations()).stream()
                .map(Declaration::getIdentifier)
                .toList();
    }

    @Override
    protected boolean evaluate(FactHandle handle, ValueResolver session, @Nullable BaseTuple tuple) {
        return condition.holds(new Tested(handle.getObject(), session, tuple, getRequiredDeclarations(), own));
    }

    private record Tested(
            Object fact, ValueResolver session, @Nullable BaseTuple tuple, Declaration[] declarations, boolean[] own)
            implements Frame {

        @Override
        public @Nullable Object bound(int index) {
            Declaration declaration = declarations[index];
            return tuple == null || own[index]
                    ? declaration.getValue(session, fact)
                    : declaration.getValue(session, tuple);
        }
    }

    @Override
    public ClosedConstraint clone() {
        return new ClosedConstraint(
                this, condition, own, getRequiredDeclarations().clone());
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
