package io.tripline.engine;

import io.tripline.alert.Alert;
import io.tripline.alert.Finding;
import java.util.function.BiFunction;
import org.kie.api.definition.rule.Rule;

/** The global {@code alerts} of every rule. */
public final class Alerts {

    private final BiFunction<Rule, Finding, Alert> raise;

    public Alerts(BiFunction<Rule, Finding, Alert> raise) {
        this.raise = raise;
    }

    /** Raises an alert of the rule; returned so that it can be written to a stream that the rule looks back at. */
    public Alert raise(Rule rule, Finding finding) {
        return raise.apply(rule, finding);
    }
}
