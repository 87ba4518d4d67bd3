package io.tripline.engine.compile;

import java.util.Collection;
import org.drools.base.definitions.rule.impl.RuleImpl;
import org.drools.base.rule.GroupElement;
import org.drools.base.rule.IntervalProviderConstraint;
import org.drools.base.rule.Pattern;
import org.drools.base.rule.RuleConditionElement;
import org.kie.api.definition.KiePackage;
import org.kie.api.definition.rule.Rule;

/**
 * Rules that wait for what does not come ({@code not} with {@code after}): at their deadline they decide when that millisecond
 * is over, because all matches in it are still in time. They stand in a group of their own, which has its turn then.
 */
public final class Deadlines {

    /** The agenda group of these rules. */
    public static final String GROUP = "deadlines";

    private Deadlines() {}

    static void apply(Collection<KiePackage> packages) {
        for (KiePackage kiePackage : packages) {
            for (Rule rule : kiePackage.getRules()) {
                if (rule instanceof RuleImpl built && waits(built.getLhs(), false)) {
                    built.setAgendaGroup(GROUP);
                }
            }
        }
    }

    private static boolean waits(RuleConditionElement element, boolean negated) {
        if (negated
                && element instanceof Pattern pattern
                && pattern.getConstraints().stream().anyMatch(Deadlines::isAhead)) {
            return true;
        }
        boolean inside = negated || element instanceof GroupElement group && group.isNot();
        return element.getNestedElements().stream().anyMatch(nested -> waits(nested, inside));
    }

    private static boolean isAhead(Object constraint) {
        return constraint instanceof IntervalProviderConstraint temporal
                && temporal.isTemporal()
                && temporal.getInterval().getUpperBound() >= 0
                && temporal.getInterval().getUpperBound() < Long.MAX_VALUE;
    }
}
