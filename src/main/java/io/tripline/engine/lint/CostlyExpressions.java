package io.tripline.engine.lint;

import io.tripline.engine.compile.RuleOutline;
import io.tripline.engine.read.EventCondition;
import io.tripline.event.Operator;
import io.tripline.event.Regex;
import io.tripline.problem.Problem.Severity;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Regular expressions that cost more than they find. */
final class CostlyExpressions implements Lint {

    /** Each character of a value may cost as many; thousands of values a second are tested. */
    private static final long MANY_STEPS = 2_000;

    private static final Pattern ANYTHING_IN_FRONT = Pattern.compile("(?:\\(\\?[a-zA-Z]+\\))?(\\.\\*\\??)(?s:.+)");

    @Override
    public void look(LintedFile file) {
        for (RuleOutline rule : file.rules()) {
            if (rule.condition() != null) {
                ConditionTree.forEach(rule.condition(), node -> {
                    if (node instanceof EventCondition.ValueTest test) {
                        look(file, test);
                    }
                });
            }
        }
    }

    private static void look(LintedFile file, EventCondition.ValueTest test) {
        boolean found = test.operator() == Operator.REGEX;
        if (!found && test.operator() != Operator.REGEX_WHOLE) {
            return;
        }
        for (Object argument : test.arguments()) {
            String expression = argument.toString();
            long steps = Regex.steps(expression);
            Matcher front = ANYTHING_IN_FRONT.matcher(expression);
            if (steps > MANY_STEPS) {
                file.addAt(
                        Severity.NOTE,
                        test.span(),
                        "a costly expression: it unfolds to about " + steps
                                + " steps, and each character of a value may take all of them",
                        "smaller repetitions, or a text that must be in the value as a constraint in front of it");
            } else if (found && front.matches()) {
                file.addAt(
                        Severity.NOTE,
                        test.span(),
                        "the " + front.group(1) + " at the start of this expression finds nothing more, and is slower",
                        "leave it out: regex looks everywhere in the value");
            }
        }
    }
}
