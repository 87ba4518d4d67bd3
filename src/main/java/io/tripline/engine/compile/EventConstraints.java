package io.tripline.engine.compile;

import io.tripline.engine.read.EventCondition;
import org.drools.base.rule.Declaration;
import org.drools.base.rule.constraint.Constraint;
import org.drools.compiler.compiler.AnalysisResult;
import org.drools.compiler.rule.builder.EvaluatorWrapper;
import org.drools.compiler.rule.builder.RuleBuildContext;
import org.drools.drl.ast.descr.PredicateDescr;
import org.drools.mvel.MVELConstraintBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Builds the constraints of patterns: those whose condition was read before become closures, the rest is left to MVEL's
 * interpreter. Found by {@link java.util.ServiceLoader}.
 */
public final class EventConstraints extends MVELConstraintBuilder {

    @Override
    public int servicePriority() {
        return 100;
    }

    @Override
    public Constraint buildMvelConstraint(
            String packageName,
            String expression,
            Declaration[] declarations,
            EvaluatorWrapper[] operators,
            RuleBuildContext context,
            Declaration[] previousDeclarations,
            Declaration[] localDeclarations,
            @Nullable PredicateDescr predicateDescr,
            AnalysisResult analysis,
            boolean isDynamic) {
        if (context.getRuleDescr().getResource() instanceof ConstraintResource resource) {
            EventCondition condition = resource.condition(expression);
            if (condition != null) {
                return new EventConstraint(condition);
            }
        }
        return super.buildMvelConstraint(
                packageName,
                expression,
                declarations,
                operators,
                context,
                previousDeclarations,
                localDeclarations,
                predicateDescr,
                analysis,
                isDynamic);
    }
}
