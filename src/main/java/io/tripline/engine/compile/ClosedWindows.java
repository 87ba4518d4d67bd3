package io.tripline.engine.compile;

import java.util.Collection;
import org.drools.base.definitions.rule.impl.RuleImpl;
import org.drools.base.rule.Pattern;
import org.drools.base.rule.RuleConditionElement;
import org.drools.core.rule.SlidingTimeWindow;
import org.kie.api.definition.KiePackage;
import org.kie.api.definition.rule.Rule;

/**
 * Makes every sliding window hold both its ends: a match that is exactly as old as the window counts, as in other engines.
 * Drools' windows are half-open, so each becomes one millisecond longer between compiling and loading. But for
 * {@code window:time( 1ms )}, which asks for what has just arrived.
 */
final class ClosedWindows {

    private static final long JUST_ARRIVED = 1;

    private ClosedWindows() {}

    static void apply(Collection<KiePackage> packages) {
        for (KiePackage kiePackage : packages) {
            for (Rule rule : kiePackage.getRules()) {
                apply(((RuleImpl) rule).getLhs());
            }
        }
    }

    private static void apply(RuleConditionElement element) {
        if (element instanceof Pattern pattern) {
            for (var behavior : pattern.getBehaviors()) {
                if (behavior instanceof SlidingTimeWindow window && window.getSize() > JUST_ARRIVED) {
                    window.setSize(window.getSize() + 1);
                }
            }
        }
        for (RuleConditionElement nested : element.getNestedElements()) {
            apply(nested);
        }
    }
}
