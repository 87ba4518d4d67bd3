package io.tripline.engine.lint;

import io.tripline.engine.compile.RuleOutline;
import io.tripline.engine.compile.RuleShape.FactPattern;
import io.tripline.engine.compile.RuleShape.Role;
import io.tripline.problem.Problem.Severity;

/** Patterns that look at less, or at more, than their rule seems to say: no window, one over all groups, no stream. */
final class OpenWindows implements Lint {

    @Override
    public void look(LintedFile file) {
        for (RuleOutline rule : file.rules()) {
            if (rule.kind() == RuleOutline.Kind.CORRELATION) {
                rule.shape().patterns().forEach(pattern -> look(file, pattern));
            }
        }
    }

    private static void look(LintedFile file, FactPattern pattern) {
        if (pattern.stream() == null) {
            file.addAt(
                    Severity.WARNING,
                    pattern.head(),
                    "this pattern sees nothing: it names no stream",
                    "add: from entry-point \"…\"");
        } else if (pattern.length() != null) {
            file.addAt(
                    Severity.WARNING,
                    pattern.windowSpan(),
                    "this window holds the last " + pattern.length() + " of all groups together",
                    "a span holds those of each: over window:time( 1h )");
        } else if (pattern.role() != Role.PLAIN && pattern.window() == null && !pattern.isTemporal()) {
            file.addAt(
                    Severity.WARNING,
                    pattern.head(),
                    "this pattern has no window: what came before is gone, unless another rule keeps it",
                    "add the span to look back over: over window:time( 1h )");
        }
    }
}
