package io.tripline.given;

import io.tripline.engine.Engine;
import io.tripline.engine.LoadedRule;
import io.tripline.engine.guard.RuleGuard;
import java.util.ArrayList;
import java.util.List;

/** What failed while events went through an engine. */
public final class RuleFailures {

    private RuleFailures() {}

    /** One line for each rule that threw or was switched off; empty if all went well. */
    public static List<String> lines(Engine engine) {
        List<String> lines = new ArrayList<>();
        for (LoadedRule rule : engine.rules()) {
            RuleGuard guard = rule.guard();
            String name = "rule \"" + guard.rule() + "\" (" + guard.file() + ":"
                    + rule.outline().line() + ")";
            if (guard.isOff()) {
                lines.add(name + " was switched off: " + guard.off());
            } else if (guard.failed() > 0) {
                lines.add(name + " failed " + guard.failed() + (guard.failed() == 1 ? " time: " : " times, at last: ")
                        + guard.last());
            }
        }
        if (engine.stumbles() > 0) {
            lines.add("the engine failed " + engine.stumbles() + " times outside of any rule, at last: "
                    + engine.lastStumble());
        }
        return lines;
    }
}
