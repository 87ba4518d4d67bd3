package io.tripline.engine.lint;

import io.tripline.engine.compile.RuleOutline;
import io.tripline.engine.compile.RuleShape.FactPattern;
import io.tripline.engine.read.Expression;
import io.tripline.engine.read.Operator;
import io.tripline.problem.Problem.Severity;
import java.util.List;

/**
 * Rules that join streams by something else than the key. Matches are shared out by their key, so what is to meet must have
 * the same one.
 */
final class SharedKeys implements Lint {

    @Override
    public void look(LintedFile file) {
        for (RuleOutline rule : file.rules()) {
            List<FactPattern> patterns = rule.shape().patterns();
            if (rule.kind() == RuleOutline.Kind.CORRELATION && patterns.size() > 1) {
                patterns.subList(1, patterns.size()).forEach(pattern -> look(file, pattern));
            }
        }
    }

    private static void look(LintedFile file, FactPattern pattern) {
        switch (pattern.type()) {
            case "Match" -> look(file, pattern, "key");
            case "Alert" -> look(file, pattern, "group");
            default -> {}
        }
    }

    private static void look(LintedFile file, FactPattern pattern, String property) {
        if (pattern.expressions().stream().noneMatch(expression -> ties(expression, property))) {
            file.addAt(
                    Severity.WARNING,
                    pattern.line(),
                    pattern.type() + "(",
                    "this pattern is not tied to the " + property
                            + " of the one before: facts are shared out by key, and those of another may never meet",
                    "add a constraint such as " + property + " == $" + property);
        }
    }

    /** {@code key == $key}, either way round. */
    private static boolean ties(Expression expression, String property) {
        return expression instanceof Expression.Binary binary
                && binary.operator() == Operator.EQUAL
                && (isOfFact(binary.left(), property) && isOfAnother(binary.right())
                        || isOfFact(binary.right(), property) && isOfAnother(binary.left()));
    }

    private static boolean isOfFact(Expression expression, String property) {
        return expression instanceof Expression.Property read
                && read.of() instanceof Expression.Fact
                && read.name().equals(property);
    }

    private static boolean isOfAnother(Expression expression) {
        return expression.all().anyMatch(Expression.Variable.class::isInstance);
    }
}
