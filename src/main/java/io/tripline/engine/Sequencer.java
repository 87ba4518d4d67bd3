package io.tripline.engine;

import io.tripline.alert.Alert;
import io.tripline.engine.correlate.Correlator;
import io.tripline.engine.correlate.Holdings;
import io.tripline.engine.correlate.Nearness;
import io.tripline.engine.state.EngineState;
import io.tripline.engine.state.EngineTimes;
import io.tripline.engine.state.HeldEvent;
import io.tripline.engine.state.Restored;
import io.tripline.engine.state.StateChange;
import io.tripline.event.Key;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The half of the engine that goes in order: puts what matching gave into windows, and lets time pass. Called by whose turn it
 * is; what says so is read by any thread, and never waits.
 */
final class Sequencer {

    private final EngineSettings settings;
    private final Stumbles stumbles;
    private Correlator correlator;
    private final PriorityQueue<Matched> held =
            new PriorityQueue<>(Comparator.comparingLong(Matched::time).thenComparing(Matched::id));

    /** ms since the epoch; before the first event {@link Long#MIN_VALUE}. */
    private volatile long watermark = Long.MIN_VALUE;

    private volatile long evaluated;
    private final PublishedHoldings published = new PublishedHoldings(System::nanoTime);

    /** ms that have passed since the last event, and since the start. */
    private long idle;

    private long elapsed;

    /** ms of the grace after a restart that are left. */
    private long grace;

    /** What has changed in what waits; empty if nobody wants to know. */
    private final List<StateChange> changes = new ArrayList<>();

    Sequencer(EngineSettings settings, Stumbles stumbles) {
        this.settings = settings;
        this.stumbles = stumbles;
        this.correlator = new Correlator(settings, stumbles);
    }

    void goOnWith(Program program) {
        correlator.goOnWith(program.correlations());
    }

    List<Alert> correlate(List<Matched> events) {
        List<Alert> alerts = new ArrayList<>();
        idle = events.isEmpty() ? idle : 0;
        grace = events.isEmpty() ? grace : 0;
        for (Matched event : events) {
            watermark = Math.max(watermark, event.time());
            if (settings.lateness().isZero()) {
                arrives(event);
                alerts.addAll(correlator.takeAlerts());
                raise(event, alerts);
                insert(event, alerts);
            } else {
                raise(event, alerts);
                held.add(event);
                tell(event, StateChange.Waits::new);
                release(alerts);
            }
        }
        correlator.time(false);
        published.takeIfAsked(correlator::glance);
        return alerts;
    }

    private void arrives(Matched event) {
        correlator.time(event.timed());
        correlator.event(event.log(), event.time());
    }

    /** Of events of which nobody knows when they happened: windows do not see them. */
    List<Alert> raise(List<Matched> events) {
        List<Alert> alerts = new ArrayList<>();
        events.forEach(event -> raise(event, alerts));
        return alerts;
    }

    private void raise(Matched event, List<Alert> alerts) {
        long count = evaluated + 1;
        evaluated = count;
        event.held().forEach(rule -> rule.counters().match());
        event.raised().forEach(raised -> {
            raised.rule().counters().alert();
            alerts.add(raised.alert());
        });
    }

    private void release(List<Alert> alerts) {
        while (!held.isEmpty() && held.element().time() <= now()) {
            Matched event = held.remove();
            tell(event, StateChange.Released::new);
            arrives(event);
            insert(event, alerts);
        }
    }

    private void insert(Matched event, List<Alert> alerts) {
        if (event.event() != null && correlator.retainsEvents()) {
            correlator.insert(event.event());
        }
        if (!event.written().isEmpty()) {
            correlator.insert(event.written());
        }
        alerts.addAll(correlator.takeAlerts());
    }

    List<Alert> pass(Duration passing, long latest) {
        List<Alert> alerts = new ArrayList<>();
        if (watermark != Long.MIN_VALUE) {
            long wasQuiet = quiet();
            long wasElapsed = elapsedForGroups();
            long waits = Math.min(grace, passing.toMillis());
            grace -= waits;
            idle += passing.toMillis() - waits;
            elapsed += passing.toMillis();
            watermark = watermark + quiet() - wasQuiet;
            release(alerts);
            correlator.pass(elapsedForGroups() - wasElapsed, latest);
            alerts.addAll(correlator.takeAlerts());
        }
        published.takeIfAsked(correlator::glance);
        return alerts;
    }

    /** @param longest window of all rules, ms */
    List<Alert> drain(long longest) {
        // a correlation of correlations starts its own window when the inner one ends
        correlator.end();
        List<Alert> alerts = new ArrayList<>(correlator.takeAlerts());
        Duration passing = settings.lateness()
                .plus(settings.late().plusMillis(longest).multipliedBy(4))
                .plusSeconds(1);
        alerts.addAll(pass(passing, Long.MAX_VALUE));
        return alerts;
    }

    /** For how long no event has come; 0 until that counts as quiet. */
    private long quiet() {
        return idle < settings.quietAfter().toMillis() ? 0 : idle;
    }

    /** Groups see events that much later than they come. */
    private long elapsedForGroups() {
        return Math.max(0, elapsed - settings.lateness().toMillis());
    }

    /** The moment up to which events are in windows. */
    private long now() {
        return watermark - settings.lateness().toMillis();
    }

    private void tell(Matched event, Function<HeldEvent, StateChange> change) {
        if (settings.tellsChanges()) {
            changes.add(change.apply(event.waiting()));
        }
    }

    /** What has changed since the last call, in order; empty if nobody wanted to know. */
    List<StateChange> takeChanges() {
        if (!settings.tellsChanges()) {
            return List.of();
        }
        List<StateChange> taken = new ArrayList<>(changes);
        changes.clear();
        taken.addAll(correlator.takeChanges());
        taken.add(new StateChange.Passed(times()));
        return taken;
    }

    Map<String, Long> takeSilenced() {
        return correlator.takeSilenced();
    }

    /**
     * Tells again some of what there is, beside what changes; begins with that where it has not begun.
     *
     * @param facts about so many
     */
    void rewrite(long facts) {
        if (!correlator.isRewriting()) {
            changes.add(new StateChange.RewriteBegins(waiting()));
            correlator.beginRewriting();
        }
        correlator.rewrite(facts);
    }

    boolean isRewriting() {
        return correlator.isRewriting();
    }

    private List<HeldEvent> waiting() {
        return held.stream().map(Matched::waiting).toList();
    }

    EngineState snapshot() {
        return new EngineState(times(), waiting(), correlator.held());
    }

    private EngineTimes times() {
        return correlator.times(evaluated, watermark, idle, elapsed);
    }

    /** What has come since a state was kept is as if it had never been. */
    Restored goBack(Program program, EngineState state, long restart) {
        correlator.close();
        correlator = new Correlator(settings, stumbles);
        held.clear();
        evaluated = 0;
        goOnWith(program);
        return restore(state, restart);
    }

    /** @param restart the time on the wall, ms since the epoch */
    Restored restore(EngineState state, long restart) {
        if (evaluated > 0) {
            throw new IllegalStateException("a state is put back before the first event");
        }
        evaluated = state.times().evaluated();
        watermark = state.times().watermark();
        idle = state.times().idle();
        elapsed = state.times().elapsed();
        grace = settings.replays() ? 0 : settings.grace().toMillis();
        state.held().forEach(event -> held.add(Matched.of(event)));
        changes.clear();
        return correlator.restore(state, grace, settings.replays() ? Long.MIN_VALUE : restart);
    }

    /** What windows hold, all of it. */
    Holdings holdings() {
        return correlator.holdings();
    }

    /** Of the group of a key, by rules of a file. */
    Map<String, Nearness> nearness(String file, Function<List<String>, Key> key) {
        return correlator.nearness(file, key);
    }

    /** The same, as far as a bounded look goes. */
    Holdings glance() {
        return published.take(correlator::glance);
    }

    // any thread

    @Nullable
    Long watermark() {
        long now = watermark;
        return now == Long.MIN_VALUE ? null : now;
    }

    long evaluated() {
        return evaluated;
    }

    PublishedHoldings published() {
        return published;
    }

    void close() {
        correlator.close();
    }
}
