package io.tripline.engine;

import io.tripline.alert.Alert;
import io.tripline.engine.compile.RuleOutline;
import io.tripline.engine.guard.RuleGuard;

/** A rule that is live, with its counters and what came of it. */
public record LoadedRule(RuleOutline outline, RuleCounters counters, RuleGuard guard) {

    /** What its alerts say of it. */
    Alert.RuleInfo info() {
        String title = outline.first("title");
        return new Alert.RuleInfo(
                outline.id(),
                title == null ? outline.name() : title,
                outline.first("level"),
                outline.file(),
                outline.all("tags"));
    }
}
