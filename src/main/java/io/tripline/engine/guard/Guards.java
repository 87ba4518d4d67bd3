package io.tripline.engine.guard;

import java.util.Collection;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
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
import org.drools.base.rule.constraint.AlphaNodeFieldConstraint;
import org.drools.base.rule.constraint.Constraint;
import org.drools.core.reteoo.CoreComponentFactory;
import org.drools.mvel.MVELConstraint;
import org.drools.mvel.expr.MVELCompileable;
import org.kie.api.definition.KiePackage;
import org.kie.api.definition.rule.Rule;

/** Puts guards around what the author of compiled rules wrote. To be done last, once for each package: what Drools wires
 * afterwards would throw them out. */
public final class Guards {

    private final RuleGuard rule;

    /**
     * MVEL's nodes write what they learn of types while they run, and its imports belong to the package: one thread at a time
     * for all that it evaluates in a file.
     */
    private final Lock mvel;

    private Guards(RuleGuard rule, Lock mvel) {
        this.rule = rule;
        this.mvel = mvel;
    }

    /** Around a constraint of closures that is asked of a fact before it is in a session. */
    public static GuardedTest test(RuleGuard rule, AlphaNodeFieldConstraint constraint) {
        return new GuardedTest(constraint, new Part(rule, name(constraint), null));
    }

    private static String name(Constraint constraint) {
        return "constraint " + constraint;
    }

    /** @param guards of a rule, by its name */
    public static void apply(Collection<KiePackage> packages, Function<String, RuleGuard> guards) {
        Lock mvel = new ReentrantLock();
        for (KiePackage kiePackage : packages) {
            for (Rule rule : kiePackage.getRules()) {
                new Guards(guards.apply(rule.getName()), mvel).guard((RuleImpl) rule);
            }
        }
    }

    /** Has Drools put what it compiled into its places, as it would when the packages go into a rule base: once, before anything is exchanged. */
    public static void wire(Collection<KiePackage> packages) {
        packages.forEach(compiled -> wire((InternalKnowledgePackage) compiled));
    }

    private static void wire(InternalKnowledgePackage compiled) {
        InternalKnowledgePackage wired = CoreComponentFactory.get().createKnowledgePackage(compiled.getName());
        wired.setClassLoader(compiled.getPackageClassLoader());
        wired.getDialectRuntimeRegistry()
                .merge(compiled.getDialectRuntimeRegistry(), compiled.getPackageClassLoader(), true);
        wired.getDialectRuntimeRegistry().onBeforeExecute();
    }

    /** Only what MVEL evaluates is evaluated alone. */
    private Part part(String name, Object evaluated) {
        boolean interpreted = evaluated instanceof MVELCompileable || evaluated.getClass() == MVELConstraint.class;
        return new Part(rule, name, interpreted ? mvel : null);
    }

    @SuppressWarnings("unchecked")
    private void guard(RuleImpl built) {
        guard(built.getLhs());
        built.setConsequence(new GuardedConsequence(built.getConsequence(), part("then", built.getConsequence())));
    }

    private void guard(RuleConditionElement element) {
        switch (element) {
            case Pattern pattern -> guard(pattern);
            case EvalCondition eval ->
                eval.setEvalExpression(
                        new GuardedEval(eval.getEvalExpression(), part("eval", eval.getEvalExpression())));
            case From from -> from.wire(new GuardedFrom(from.getDataProvider(), part("from", from.getDataProvider())));
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
        Part part = part(name(constraint), constraint);
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
                : new GuardedFunction(function, part("function over the window", function));
    }
}
