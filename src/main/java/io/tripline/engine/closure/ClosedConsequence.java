package io.tripline.engine.closure;

import io.tripline.engine.read.Service;
import java.util.Objects;
import org.drools.base.base.ValueResolver;
import org.drools.base.rule.Declaration;
import org.drools.base.rule.consequence.Consequence;
import org.drools.base.rule.consequence.ConsequenceContext;
import org.jspecify.annotations.Nullable;

/** The statements of a rule as closures. */
final class ClosedConsequence implements Consequence<ConsequenceContext> {

    private final String name;
    private final Statements.Program program;

    /** @param name of the consequence, as Drools knows it */
    ClosedConsequence(String name, Statements.Program program) {
        this.name = name;
        this.program = program;
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public void evaluate(ConsequenceContext firing, ValueResolver session) {
        program.steps()
                .run(new Firing(firing, session, firing.getRequiredDeclarations(), new Object[program.locals()]));
    }

    /** What the rule that fires has found. */
    private record Firing(
            ConsequenceContext firing,
            ValueResolver session,
            Declaration[] declarations,
            @Nullable Object[] locals) implements Frame {

        @Override
        public @Nullable Object bound(int index) {
            return declarations[index].getValue(session, firing.getTuple());
        }

        @Override
        public Object service(Service service) {
            return Objects.requireNonNull(session.getGlobal(service.word()));
        }

        @Override
        public @Nullable Object local(int index) {
            return locals[index];
        }

        @Override
        public void assign(int index, @Nullable Object value) {
            locals[index] = value;
        }
    }
}
