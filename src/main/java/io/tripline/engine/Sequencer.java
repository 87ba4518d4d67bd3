package io.tripline.engine;

import io.tripline.alert.Alert;
import io.tripline.engine.correlate.Correlator;
import io.tripline.engine.correlate.Holdings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The half of the engine that goes in order: puts what matching gave into windows, and lets time pass. Called by whose turn it
 * is; what says so is read by any thread, and never waits.
 */
final class Sequencer {

    private final EngineSettings settings;
    private final Correlator correlator;
    private final PriorityQueue<Matched> held =
            new PriorityQueue<>(Comparator.comparingLong(Matched::time).thenComparing(Matched::id));

    /** ms since the epoch; before the first event {@link Long#MIN_VALUE}. */
    private volatile long watermark = Long.MIN_VALUE;

    private volatile long evaluated;
    private final PublishedHoldings published = new PublishedHoldings(System::nanoTime);

    /** ms that have passed since the last event, and since the start. */
    private long idle;

    private long elapsed;

    Sequencer(EngineSettings settings, Stumbles stumbles) {
        this.settings = settings;
        this.correlator = new Correlator(settings, stumbles);
    }

    void goOnWith(Program program) {
        correlator.goOnWith(program.correlations());
    }

    List<Alert> correlate(List<Matched> events) {
        List<Alert> alerts = new ArrayList<>();
        idle = events.isEmpty() ? idle : 0;
        for (Matched event : events) {
            watermark = Math.max(watermark, event.time());
            if (settings.lateness().isZero()) {
                correlator.event(event.log(), event.time());
                alerts.addAll(correlator.takeAlerts());
                raise(event, alerts);
                insert(event, alerts);
            } else {
                raise(event, alerts);
                held.add(event);
                release(alerts);
            }
        }
        published.takeIfAsked(correlator::glance);
        return alerts;
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
            correlator.event(event.log(), event.time());
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
            idle += passing.toMillis();
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

    /** What windows hold, all of it. */
    Holdings holdings() {
        return correlator.holdings();
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
