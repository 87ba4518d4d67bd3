package io.tripline.engine.lint;

import io.tripline.engine.compile.RuleOutline;
import io.tripline.engine.read.EventCondition;
import io.tripline.list.ListLookup;
import io.tripline.list.ValueLists;
import io.tripline.problem.Problem;
import io.tripline.problem.Problem.Severity;

/** Lists that rules ask and that are not there, or not as they are asked. */
final class MissingLists implements Lint {

    @Override
    public void look(LintedFile file) {
        for (RuleOutline rule : file.rules()) {
            EventCondition condition = rule.condition();
            if (condition != null) {
                ConditionTree.forEach(condition, part -> {
                    if (part instanceof EventCondition.InList test) {
                        look(file, test);
                    }
                });
            }
        }
    }

    private static void look(LintedFile file, EventCondition.InList test) {
        ListLookup lookup = test.lookup();
        Problem problem = lookup.problem();
        if (problem != null) {
            file.addAt(
                    Severity.WARNING,
                    test.span(),
                    problem.position() + ": " + problem.message() + (lookup.isKnown() ? "" : unknown(test)),
                    problem.wayOut() == null ? "repair the file" : problem.wayOut());
        } else if (!lookup.isKnown()) {
            String path = ValueLists.FOLDER + "/" + lookup.list();
            file.addAt(
                    Severity.WARNING,
                    test.span(),
                    "there is no list \"" + lookup.list() + "\"" + unknown(test),
                    (lookup.columns().isEmpty()
                                    ? "write one value a line into " + path + ".txt (or .csv, .ndjson)"
                                    : "put " + path + ".ndjson (or .csv) with "
                                            + String.join(" and ", lookup.columns()))
                            + ", beside the rules");
        }
    }

    private static String unknown(EventCondition.InList test) {
        return ": until it is there, " + (test.excluded() ? "this excludes every event" : "this holds for no event");
    }
}
