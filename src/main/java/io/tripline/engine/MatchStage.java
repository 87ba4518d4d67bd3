package io.tripline.engine;

import io.tripline.alert.Alert;
import io.tripline.engine.compile.EventCondition;
import io.tripline.event.Event;
import io.tripline.event.Match;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kie.api.event.rule.BeforeMatchFiredEvent;
import org.kie.api.event.rule.DefaultAgendaEventListener;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.rule.FactHandle;

/**
 * Tests one event at a time against all match rules: insert, fire, delete; nothing is retained. One worker's, so not thread
 * safe.
 */
final class MatchStage implements AutoCloseable {

    private final RuleBase rules;
    private final KieSession session;
    private @Nullable LoadedRule firing;
    private @Nullable Event current;
    private List<Written> written = new ArrayList<>();
    private List<Alert> raised = new ArrayList<>();

    /** A match on its way to a stream. */
    record Written(String stream, Match match) {}

    /** What one event led to. */
    record Outcome(List<Alert> alerts, List<Written> matches) {}

    MatchStage(RuleBase rules) {
        this.rules = rules;
        this.session = rules.matching().newKieSession();
        session.addEventListener(new DefaultAgendaEventListener() {
            @Override
            public void beforeMatchFired(BeforeMatchFiredEvent event) {
                firing = rules.rule(event.getMatch().getRule());
                firing.counters().match();
            }
        });
        setGlobals();
    }

    private void setGlobals() {
        Streams streams = new Streams(new Streams.Target() {
            @Override
            public void write(String stream, Object fact) {
                if (fact instanceof Match match) {
                    written.add(new Written(stream, withTestedFields(match)));
                }
            }

            @Override
            public void remember(String stream, Match match) {
                write(stream, match);
            }
        });
        Alerts alerts = new Alerts((rule, finding) -> {
            LoadedRule loaded = rules.rule(rule);
            loaded.counters().alert();
            Event event = current;
            Alert alert =
                    event == null ? AlertFactory.alert(loaded, finding, 0) : AlertFactory.alert(loaded, finding, event);
            raised.add(alert);
            return alert;
        });
        Globals.set(session, streams, alerts);
    }

    /** After files have changed: the rules' globals are declared anew. */
    void refresh() {
        setGlobals();
    }

    Outcome test(Event event) {
        if (!rules.hasMatchRules()) {
            return new Outcome(List.of(), List.of()); // Drools would expire an event that no rule looks at, and fail
        }
        current = event;
        FactHandle handle = session.insert(event);
        try {
            session.fireAllRules();
        } finally {
            session.delete(handle);
            current = null;
            firing = null;
        }
        Outcome outcome = new Outcome(raised, written);
        if (!raised.isEmpty()) {
            raised = new ArrayList<>();
        }
        if (!written.isEmpty()) {
            written = new ArrayList<>();
        }
        return outcome;
    }

    /** The alert shows the fields that the match rule tested. */
    private Match withTestedFields(Match match) {
        LoadedRule rule = firing;
        Event event = current;
        EventCondition condition = rule == null ? null : rule.outline().condition();
        if (condition == null || event == null) {
            return match;
        }
        Map<String, Object> tested = new LinkedHashMap<>();
        for (String path : TestedFields.of(condition)) {
            Object value = event.get(path);
            if (value != null) {
                tested.put(path, value);
            }
        }
        return match.showing(tested);
    }

    @Override
    public void close() {
        session.dispose();
    }
}
