package io.tripline.engine.closure;

import io.tripline.engine.read.Expression;
import io.tripline.engine.read.RuleFile;
import java.io.Externalizable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.drools.base.base.ClassObjectType;
import org.drools.base.base.ObjectType;
import org.drools.base.definitions.rule.impl.RuleImpl;
import org.drools.base.rule.Accumulate;
import org.drools.base.rule.Declaration;
import org.drools.base.rule.EvalCondition;
import org.drools.base.rule.From;
import org.drools.base.rule.Pattern;
import org.drools.base.rule.RuleConditionElement;
import org.drools.base.rule.SingleAccumulate;
import org.drools.base.rule.accessor.Accumulator;
import org.drools.base.rule.accessor.ReadAccessor;
import org.drools.base.rule.constraint.Constraint;
import org.drools.mvel.MVELConstraint;
import org.drools.mvel.MVELGroupByAccumulate;
import org.drools.mvel.dataproviders.MVELDataProvider;
import org.drools.mvel.expr.MVELAccumulatorFunctionExecutor;
import org.drools.mvel.expr.MVELCompilationUnit;
import org.drools.mvel.expr.MVELEvalExpression;
import org.drools.mvel.expr.MVELReturnValueExpression;
import org.jspecify.annotations.Nullable;
import org.kie.api.definition.KiePackage;
import org.kie.api.definition.rule.Rule;

/**
 * Puts closures in the place of what Drools has built for MVEL's interpreter, for one file while it is compiled. Drools has checked
 * the types by then and knows what it indexes. What was not read as an expression stays as it is. One thread.
 */
public final class Closed {

    private final RuleTexts texts;
    private final RuleFile file;
    private final List<Left> left = new ArrayList<>();

    /**
     * What is left to MVEL's interpreter.
     *
     * @param text {@code then} for all the statements of the rule
     */
    public record Left(String rule, String text) {}

    public Closed(RuleFile file) {
        this.file = file;
        this.texts = new RuleTexts(file);
    }

    /** In the order in which it was built. */
    public List<Left> left() {
        return List.copyOf(left);
    }

    /** A constraint of a pattern. */
    public Constraint constraint(String rule, @Nullable Pattern pattern, Constraint built) {
        if (!(built instanceof MVELConstraint interpreted) || pattern == null || interpreted.isUnification()) {
            return built;
        }
        Optional<Closure> closure = closure(
                rule, type(pattern.getObjectType()), interpreted.getExpression(), ClosedConstraint.names(interpreted));
        return closure.isPresent() ? ClosedConstraint.of(interpreted, pattern, closure.get()) : built;
    }

    /** What a variable of a pattern is bound to. */
    public ReadAccessor reader(String rule, ObjectType fact, String text, ReadAccessor built) {
        Optional<Closure> closure = closure(rule, type(fact), text, List.of());
        return closure.isPresent() ? new ClosedReader(built, closure.get()) : built;
    }

    private static Class<?> type(ObjectType type) {
        return type instanceof ClassObjectType known ? known.getClassType() : Object.class;
    }

    private Optional<Closure> closure(String rule, Class<?> fact, String text, List<String> bound) {
        Expression expression = texts.find(rule, fact, text);
        Optional<Closure> closure = expression == null ? Optional.empty() : Closures.of(expression, bound);
        if (closure.isEmpty()) {
            left.add(new Left(rule, text));
        }
        return closure;
    }

    /** All else in the rules. To be done when Drools has put what it built into its places. */
    public void apply(Collection<KiePackage> packages) {
        for (KiePackage kiePackage : packages) {
            for (Rule rule : kiePackage.getRules()) {
                close((RuleImpl) rule);
            }
        }
    }

    @SuppressWarnings("unchecked")
    private void close(RuleImpl built) {
        close(built.getName(), built.getLhs());
        List<String> bound = List.of(built.getRequiredDeclarationsForConsequence(RuleImpl.DEFAULT_CONSEQUENCE_NAME));
        file.rules().stream()
                .filter(rule -> rule.name().equals(built.getName()))
                .findFirst()
                .flatMap(rule -> Statements.of(rule.then(), bound))
                .ifPresentOrElse(
                        program -> built.setConsequence(
                                new ClosedConsequence(built.getConsequence().getName(), program)),
                        () -> left.add(new Left(built.getName(), "then")));
    }

    private void close(String rule, RuleConditionElement element) {
        switch (element) {
            case Pattern pattern -> {
                if (pattern.getSource() instanceof SingleAccumulate single) {
                    // its function cannot be exchanged
                    pattern.setSource(new SingleAccumulate(
                            single.getSource(),
                            single.getRequiredDeclarations(),
                            closed(rule, single.getAccumulators()[0])));
                }
            }
            case EvalCondition eval
            when eval.getEvalExpression() instanceof MVELEvalExpression built ->
                closure(rule, unit(built)).ifPresent(it -> eval.setEvalExpression(new ClosedEval(built, it)));
            case From from
            when from.getDataProvider() instanceof MVELDataProvider built ->
                closure(rule, unit(built)).ifPresent(it -> from.wire(new ClosedFrom(built, it)));
            case MVELGroupByAccumulate grouped -> {
                MVELCompilationUnit key = unit(MvelParts.part(grouped, MVELReturnValueExpression.class));
                closure(rule, key).ifPresent(it -> grouped.new GroupingFunctionWirer().wire(new ClosedKey(key, it)));
                closeAll(rule, grouped);
            }
            case Accumulate accumulate -> closeAll(rule, accumulate);
            default -> {
                // joins others
            }
        }
        element.getNestedElements().forEach(nested -> close(rule, nested));
    }

    private void closeAll(String rule, Accumulate accumulate) {
        Accumulator[] functions = accumulate.getAccumulators();
        for (int i = 0; i < functions.length; i++) {
            functions[i] = closed(rule, functions[i]);
        }
    }

    private Accumulator closed(String rule, Accumulator function) {
        if (!(function instanceof MVELAccumulatorFunctionExecutor built)) {
            return function;
        }
        MVELCompilationUnit unit = unit(built);
        return closure(rule, unit)
                .<Accumulator>map(argument -> new ClosedFunction(built, unit, argument))
                .orElse(function);
    }

    private static MVELCompilationUnit unit(Externalizable built) {
        return MvelParts.part(built, MVELCompilationUnit.class);
    }

    private Optional<Closure> closure(String rule, MVELCompilationUnit unit) {
        List<String> bound = Stream.of(TupleFrame.joined(unit), TupleFrame.own(unit))
                .flatMap(Arrays::stream)
                .map(Declaration::getIdentifier)
                .toList();
        // a function without an argument, count() for one, is given an empty text
        return unit.getExpression().equals("\"\"")
                ? Optional.of(frame -> "")
                : closure(rule, Object.class, unit.getExpression(), bound);
    }
}
