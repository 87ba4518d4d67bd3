package io.tripline.engine.guard;

import java.util.Collection;
import java.util.function.Function;
import org.drools.base.definitions.InternalKnowledgePackage;
import org.drools.base.definitions.rule.impl.RuleImpl;
import org.drools.base.rule.Accumulate;
import org.drools.base.rule.EvalCondition;
import org.drools.base.rule.From;
import org.drools.base.rule.IntervalProviderConstraint;
import org.drools.base.rule.Pattern;
import org.drools.base.rule.RuleConditionElement;
import org.drools.base.rule.SingleAccumulate;
import org.drools.base.rule.accessor.Accumulator;
import org.drools.base.rule.accessor.Wireable;
import org.drools.base.rule.constraint.AlphaNodeFieldConstraint;
import org.drools.base.rule.constraint.Constraint;
import org.drools.mvel.MVELConstraint;
import org.drools.mvel.MVELDialectRuntimeData;
import org.drools.mvel.expr.MVELCompileable;
import org.kie.api.definition.KiePackage;
import org.kie.api.definition.rule.Rule;

/** Puts guards around what the author of compiled rules wrote. To be done last, once for each package. */
public final class Guards {

    private final MVELDialectRuntimeData mvel;
    private final RuleGuard rule;

    private Guards(MVELDialectRuntimeData mvel, RuleGuard rule) {
        this.mvel = mvel;
        this.rule = rule;
    }

    /** @param guards of a rule, by its name */
    public static void apply(Collection<KiePackage> packages, Function<String, RuleGuard> guards) {
        for (KiePackage kiePackage : packages) {
            var mvel = (MVELDialectRuntimeData) ((InternalKnowledgePackage) kiePackage)
                    .getDialectRuntimeRegistry()
                    .getDialectData("mvel");
            for (Rule rule : kiePackage.getRules()) {
                new Guards(mvel, guards.apply(rule.getName())).guard((RuleImpl) rule);
            }
        }
    }

    @SuppressWarnings("unchecked")
    private void guard(RuleImpl built) {
        guard(built.getLhs());
        GuardedConsequence consequence = new GuardedConsequence(built.getConsequence(), rule);
        built.setConsequence(consequence);
        keepWired(built, consequence);
    }

    private void guard(RuleConditionElement element) {
        switch (element) {
            case Pattern pattern -> guard(pattern);
            case EvalCondition eval -> {
                GuardedEval guarded = new GuardedEval(eval.getEvalExpression(), new Part(rule, "eval"));
                eval.setEvalExpression(guarded);
                keepWired(eval, guarded);
            }
            case From from -> {
                GuardedFrom guarded = new GuardedFrom(from.getDataProvider(), new Part(rule, "from"));
                from.wire(guarded);
                keepWired(from, guarded);
            }
            case Accumulate accumulate -> {
                Accumulator[] functions = accumulate.getAccumulators();
                for (int i = 0; i < functions.length; i++) {
                    functions[i] = guarded(functions[i]);
                }
            }
            default -> {
                // joins others
            }
        }
        element.getNestedElements().forEach(this::guard);
    }

    private void guard(Pattern pattern) {
        pattern.getConstraints().replaceAll(this::guarded);
        if (pattern.getSource() instanceof SingleAccumulate single) {
            // its function cannot be exchanged
            pattern.setSource(new SingleAccumulate(
                    single.getSource(), single.getRequiredDeclarations(), guarded(single.getAccumulators()[0])));
        }
    }

    private Constraint guarded(Constraint constraint) {
        if (constraint instanceof IntervalProviderConstraint) {
            return constraint; // compares moments
        }
        Part part = new Part(rule, "constraint " + constraint);
        return switch (constraint.getType()) {
            case ALPHA ->
                constraint instanceof AlphaNodeFieldConstraint test ? new GuardedTest(test, part) : constraint;
            case BETA -> constraint instanceof MVELConstraint join ? new GuardedJoin(join, part) : constraint;
            case UNKNOWN, XPATH -> constraint;
        };
    }

    private Accumulator guarded(Accumulator function) {
        return function instanceof GuardedFunction
                ? function
                : new GuardedFunction(function, new Part(rule, "function over the window"));
    }

    /** Drools wires what it has compiled whenever the package goes into a rule base; the last one wired stays. */
    private void keepWired(Wireable place, MVELCompileable guarded) {
        mvel.addCompileable(place, guarded);
    }
}
