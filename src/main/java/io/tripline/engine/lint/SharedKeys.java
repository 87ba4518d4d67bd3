package io.tripline.engine.lint;

import io.tripline.engine.compile.RuleOutline;
import io.tripline.engine.compile.RuleShape.FactPattern;
import io.tripline.problem.Problem.Severity;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Rules that join streams by something else than the key. Matches are shared out by their key, so what is to meet must have
 * the same one.
 */
final class SharedKeys implements Lint {

    private static final Pattern SAME_KEY = sameAs("key");
    private static final Pattern SAME_GROUP = sameAs("group");

    private static Pattern sameAs(String property) {
        return Pattern.compile(
                "(?<![\\w.$])" + property + "\\s*==\\s*\\$\\w|\\$[\\w.]++\\s*+==\\s*+" + property + "(?!\\w)");
    }

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
            case "Match" -> look(file, pattern, "key", SAME_KEY);
            case "Alert" -> look(file, pattern, "group", SAME_GROUP);
            default -> {}
        }
    }

    private static void look(LintedFile file, FactPattern pattern, String property, Pattern same) {
        if (pattern.constraints().stream()
                .noneMatch(constraint -> same.matcher(constraint).find())) {
            file.addAt(
                    Severity.WARNING,
                    pattern.line(),
                    pattern.type() + "(",
                    "this pattern is not tied to the " + property
                            + " of the one before: facts are shared out by key, and those of another may never meet",
                    "add a constraint such as " + property + " == $" + property);
        }
    }
}
