package io.tripline.engine;

import org.kie.api.event.rule.BeforeMatchFiredEvent;
import org.kie.api.event.rule.DefaultAgendaEventListener;

/** Counts how often each rule of a session held. */
final class MatchCounter extends DefaultAgendaEventListener {

    private final RuleBase rules;

    MatchCounter(RuleBase rules) {
        this.rules = rules;
    }

    @Override
    public void beforeMatchFired(BeforeMatchFiredEvent event) {
        rules.rule(event.getMatch().getRule()).counters().match();
    }
}
