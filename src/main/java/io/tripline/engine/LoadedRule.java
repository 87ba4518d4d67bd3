package io.tripline.engine;

import io.tripline.alert.Alert;
import io.tripline.engine.compile.RuleOutline;
import io.tripline.engine.guard.RuleGuard;
import java.util.List;

/**
 * A rule that is live, with its counters and what came of it.
 *
 * @param testedFields the fields that it tests on an event, {@link TestedFields}
 */
public record LoadedRule(RuleOutline outline, RuleCounters counters, RuleGuard guard, List<String> testedFields) {

    LoadedRule(RuleOutline outline, RuleCounters counters, RuleGuard guard) {
        this(outline, counters, guard, List.copyOf(TestedFields.of(outline)));
    }

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
