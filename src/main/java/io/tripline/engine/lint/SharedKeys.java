package io.tripline.engine.lint;

import io.tripline.engine.compile.RuleOutline;
import io.tripline.engine.compile.RuleShape.FactPattern;
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
        if (!pattern.isTiedToKey()) {
            file.addAt(
                    Severity.WARNING,
                    pattern.head(),
                    "this pattern is not tied to the " + property
                            + " of the one before: facts are shared out by key, and those of another may never meet",
                    "add a constraint such as " + property + " == $" + property);
        }
    }
}
