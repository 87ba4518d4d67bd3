package io.tripline.engine.lint;

import io.tripline.engine.compile.RuleOutline;
import io.tripline.engine.index.Witnesses;
import io.tripline.engine.read.EventCondition;
import io.tripline.event.Origin;
import io.tripline.problem.Problem.Severity;
import java.util.Set;

/**
 * Match rules that are tested on every event there is: they name no log source, and nothing in them can be looked up in the
 * index.
 */
final class UnfindableRules implements Lint {

    /** A log that no rule names: what cannot hold there names another. */
    private static final Origin NOWHERE = new Origin(Set.of(""), Set.of(""), Set.of(""), null);

    @Override
    public void look(LintedFile file) {
        for (RuleOutline rule : file.rules()) {
            if (rule.kind() == RuleOutline.Kind.MATCH && isTriedOnAll(rule)) {
                file.add(
                        Severity.NOTE,
                        rule.line(),
                        1,
                        "rule".length(),
                        "this rule is tested on every event of every log",
                        "a log source such as fromProduct( … ), or a field that is( … ), startsWith( … ) or includes( … ) a"
                                + " text, finds its events faster");
            }
        }
    }

    /** What MVEL evaluates has a note of its own. */
    private static boolean isTriedOnAll(RuleOutline rule) {
        EventCondition condition = rule.condition();
        if (condition == null) {
            return rule.constraints().isEmpty();
        }
        return condition.mayHold(NOWHERE) && !Witnesses.exist(condition);
    }
}
