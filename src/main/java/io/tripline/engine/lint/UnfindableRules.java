package io.tripline.engine.lint;

import io.tripline.engine.compile.EventCondition;
import io.tripline.engine.compile.RuleOutline;
import io.tripline.engine.index.Witnesses;
import io.tripline.problem.Problem.Severity;
import java.util.List;
import java.util.Set;

/**
 * Match rules that are tested on every event there is: they name no log source, and nothing in them can be looked up in the
 * index.
 */
final class UnfindableRules implements Lint {

    private static final Set<String> LOG_SOURCE = Set.of("fromProduct", "fromCategory", "fromService");

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
        List<EventCondition> required = ConditionTree.required(condition);
        return required.stream().noneMatch(UnfindableRules::isAboutLogs) && !Witnesses.exist(condition);
    }

    /** All alternatives of one may name their own log. */
    private static boolean isAboutLogs(EventCondition part) {
        return switch (part) {
            case EventCondition.EventTest test -> LOG_SOURCE.contains(test.method());
            case EventCondition.Or or -> or.parts().stream().allMatch(UnfindableRules::isAboutLogs);
            case EventCondition.And and -> and.parts().stream().anyMatch(UnfindableRules::isAboutLogs);
            case EventCondition.Not not -> false;
            case EventCondition.AtLeast some -> false;
            case EventCondition.ValueTest test -> false;
            case EventCondition.FieldRelation relation -> false;
        };
    }
}
