package io.tripline.engine.compile;

import io.tripline.engine.read.EventCondition;
import java.util.Map;
import org.drools.base.base.ObjectType;
import org.drools.base.base.ValueType;
import org.drools.base.rule.Declaration;
import org.drools.base.rule.Pattern;
import org.drools.base.rule.accessor.FieldValue;
import org.drools.base.rule.accessor.ReadAccessor;
import org.drools.base.rule.constraint.Constraint;
import org.drools.compiler.compiler.AnalysisResult;
import org.drools.compiler.rule.builder.EvaluatorWrapper;
import org.drools.compiler.rule.builder.RuleBuildContext;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.LiteralRestrictionDescr;
import org.drools.drl.ast.descr.OperatorDescr;
import org.drools.drl.ast.descr.PredicateDescr;
import org.drools.drl.ast.descr.RelationalExprDescr;
import org.drools.mvel.MVELConstraintBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Builds the constraints of patterns and what they bind: those whose condition was read before become one node of closures, others a
 * closure each; what has none is left to MVEL's interpreter. Found by {@link java.util.ServiceLoader}.
 */
public final class EventConstraints extends MVELConstraintBuilder {

    @Override
    public int servicePriority() {
        return 100;
    }

    @Override
    public @Nullable Constraint buildMvelConstraint(
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
        Constraint built = super.buildMvelConstraint(
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
        Pattern pattern = context.getDeclarationResolver().peekBuildStack() instanceof Pattern around ? around : null;
        return closed(context, pattern, built);
    }

    @Override
    public @Nullable Constraint buildVariableConstraint(
            RuleBuildContext context,
            Pattern pattern,
            String expression,
            Declaration[] declarations,
            String leftValue,
            OperatorDescr operator,
            String rightValue,
            ReadAccessor extractor,
            @Nullable Declaration requiredDeclaration,
            RelationalExprDescr descr,
            Map<String, OperatorDescr> aliases) {
        return closed(
                context,
                pattern,
                super.buildVariableConstraint(
                        context,
                        pattern,
                        expression,
                        declarations,
                        leftValue,
                        operator,
                        rightValue,
                        extractor,
                        requiredDeclaration,
                        descr,
                        aliases));
    }

    @Override
    public @Nullable Constraint buildLiteralConstraint(
            RuleBuildContext context,
            Pattern pattern,
            ValueType type,
            FieldValue field,
            String expression,
            String leftValue,
            String operator,
            boolean negated,
            String rightValue,
            ReadAccessor extractor,
            LiteralRestrictionDescr descr,
            Map<String, OperatorDescr> aliases) {
        return closed(
                context,
                pattern,
                super.buildLiteralConstraint(
                        context,
                        pattern,
                        type,
                        field,
                        expression,
                        leftValue,
                        operator,
                        negated,
                        rightValue,
                        extractor,
                        descr,
                        aliases));
    }

    private static @Nullable Constraint closed(
            RuleBuildContext context, @Nullable Pattern pattern, @Nullable Constraint built) {
        return built != null && context.getRuleDescr().getResource() instanceof ConstraintResource resource
                ? resource.closed().constraint(context.getRuleDescr().getName(), pattern, built)
                : built;
    }

    @Override
    public @Nullable ReadAccessor buildMvelFieldReadAccessor(
            RuleBuildContext context,
            BaseDescr descr,
            Pattern pattern,
            ObjectType fact,
            String text,
            boolean reportError) {
        ReadAccessor built = super.buildMvelFieldReadAccessor(context, descr, pattern, fact, text, reportError);
        return built != null && context.getRuleDescr().getResource() instanceof ConstraintResource resource
                ? resource.closed().reader(context.getRuleDescr().getName(), fact, text, built)
                : built;
    }
}
