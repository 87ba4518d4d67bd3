package io.tripline.engine;

import io.tripline.alert.Alert;
import io.tripline.engine.Firings.Effect;
import io.tripline.engine.correlate.Correlator.Written;
import io.tripline.engine.guard.RuleGuard;
import io.tripline.engine.read.EventCondition;
import io.tripline.event.Event;
import io.tripline.event.Match;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kie.api.conf.EventProcessingOption;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.rule.FactHandle;

/**
 * Tests one event at a time against all match rules: insert, fire, delete; nothing is retained, whatever a rule throws. One
 * worker's, so not thread safe.
 */
final class MatchStage implements AutoCloseable {

    private final RuleBase rules;
    private final Stumbles stumbles;
    private final Firings firings = new Firings(this::take);
    private KieSession session;
    private @Nullable Event current;
    private List<Written> written = new ArrayList<>();
    private List<Alert> raised = new ArrayList<>();

    /** What one event led to. */
    record Outcome(List<Alert> alerts, List<Written> matches) {}

    MatchStage(RuleBase rules, Stumbles stumbles) {
        this.rules = rules;
        this.stumbles = stumbles;
        this.session = newSession();
    }

    private KieSession newSession() {
        KieSession made = Sessions.of(EventProcessingOption.CLOUD, rules.matching(), null, firings.environment());
        Alerts alerts = new Alerts((rule, finding) -> {
            LoadedRule loaded = rules.rule(rule);
            Event event = current;
            Alert alert =
                    event == null ? AlertFactory.alert(loaded, finding, 0) : AlertFactory.alert(loaded, finding, event);
            firings.raise(loaded, alert);
            return alert;
        });
        Globals.set(made, new Streams(firings), alerts);
        made.addEventListener(new MatchCounter(rules));
        return made;
    }

    private void take(Effect effect) {
        switch (effect) {
            case Effect.Written(String stream, Object fact) -> {
                if (fact instanceof Match match) {
                    written.add(new Written(stream, withTestedFields(match)));
                }
            }
            case Effect.Remembered(String stream, Match match) ->
                written.add(new Written(stream, withTestedFields(match)));
            case Effect.Raised(LoadedRule rule, Alert alert) -> {
                rule.counters().alert();
                raised.add(alert);
            }
        }
    }

    Outcome test(Event event) {
        if (!rules.hasMatchRules()) {
            return new Outcome(List.of(), List.of()); // Drools would expire an event that no rule looks at, and fail
        }
        current = event;
        firings.startOf(() -> "event " + event.getId(), session::getFactCount);
        try {
            FactHandle handle = session.insert(event);
            session.fireAllRules();
            session.delete(handle);
        } catch (RuntimeException | StackOverflowError | LinkageError thrown) {
            stumbles.count("match rules", thrown, firings.subject());
            firings.rollback();
            session.dispose();
            session = newSession();
        } finally {
            current = null;
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
        RuleGuard firing = firings.firing();
        Event event = current;
        EventCondition condition =
                firing == null ? null : rules.rule(firing).outline().condition();
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
