package io.tripline.engine;

import io.tripline.alert.Alert;
import io.tripline.engine.compile.RuleOutline;

/** A rule that is live, with its counters. */
public record LoadedRule(RuleOutline outline, RuleCounters counters) {

    /** What its alerts say of it. */
    Alert.RuleInfo info() {
        return new Alert.RuleInfo(
                outline.id(), outline.name(), outline.first("level"), outline.file(), outline.all("tags"));
    }
}
