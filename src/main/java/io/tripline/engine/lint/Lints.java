package io.tripline.engine.lint;

import io.tripline.engine.compile.CompiledFile;
import io.tripline.ingest.LogFields;
import io.tripline.problem.Problem;
import java.util.Comparator;
import java.util.List;

/** All lints. Immutable, any thread. */
public final class Lints {

    private static final Lints BUILT_IN = new Lints(List.of(
            new ConstantConditions(),
            new ConstantBounds(),
            new CostlyExpressions(),
            new UnfindableRules(),
            new MissingLists(),
            new OpenWindows(),
            new CostlyWindows(),
            new SharedKeys(),
            new HeaderWords(),
            new UnknownFields(FieldTable.builtIn(), LogFields.builtIn())));

    private final List<Lint> lints;

    private Lints(List<Lint> lints) {
        this.lints = lints;
    }

    public static Lints builtIn() {
        return BUILT_IN;
    }

    /** Warnings and notes, by line. */
    public List<Problem> of(CompiledFile file) {
        LintedFile linted = new LintedFile(file);
        lints.forEach(lint -> lint.look(linted));
        return linted.findings().stream()
                .sorted(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column))
                .toList();
    }
}
