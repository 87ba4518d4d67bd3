package io.tripline.cli;

import io.tripline.alert.Alert;
import io.tripline.config.Durations;
import io.tripline.engine.Engine;
import io.tripline.event.Event;
import io.tripline.ingest.EventDecoder;
import io.tripline.ingest.SaidTime;
import io.tripline.store.SeenIds;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Events of files on their way into an engine. Each file is in its own order; of several, the one whose next event is the
 * earliest goes on, so that the files of one day are one day.
 */
final class EventReplay {

    /** Small enough to show alerts as they come, large enough not to ask the engine for its lock all the time. */
    private static final int BATCH = 256;

    private final Console console;
    private final Engine engine;
    private final Duration held;
    private final Consumer<Alert> alerts;
    private final EventDecoder decoder;
    private final Progress progress;
    private final SeenIds seen = new SeenIds(SeenIds.DEFAULT_CAPACITY);
    private final List<Event> batch = new ArrayList<>(BATCH);
    private long accepted;
    private long rejected;
    private long duplicates;
    private long backwards;
    private long tooLate;
    private long oldest = Long.MAX_VALUE;
    private long withoutTime;
    private long unreadable;
    private String firstUnreadable = "";
    private long newest = Long.MIN_VALUE;

    /** @param held how long the engine holds events to put them in order */
    EventReplay(Console console, EventDecoder decoder, Engine engine, Duration held, Consumer<Alert> alerts) {
        this.console = console;
        this.decoder = decoder;
        this.engine = engine;
        this.held = held;
        this.alerts = alerts;
        this.progress = new Progress(console, "events");
    }

    /** @throws IOException a file is not there or cannot be read; its message begins with the file */
    void run(List<String> files) throws IOException {
        List<EventSource> open = new ArrayList<>();
        try {
            for (String file : files) {
                open.add(EventSource.open(console, file, decoder, this::reject));
            }
            EventSource next;
            while ((next = earliest(open)) != null) {
                take(next);
            }
            flush();
        } finally {
            progress.close();
            for (EventSource source : open) {
                source.close();
            }
        }
    }

    private static @Nullable EventSource earliest(List<EventSource> sources) {
        EventSource earliest = null;
        for (EventSource source : sources) {
            if (source.head() != null && (earliest == null || source.time() < earliest.time())) {
                earliest = source;
            }
        }
        return earliest;
    }

    private void take(EventSource source) throws IOException {
        var decoded = source.take();
        accepted++;
        progress.advance();
        String id = decoded.deduplicationId();
        if (id != null) {
            if (seen.contains(id)) {
                duplicates++;
                return;
            }
            seen.add(id);
        }
        Event event = decoded.event();
        switch (decoded.time()) {
            case SaidTime.Read read -> {}
            case SaidTime.Nothing nothing -> withoutTime++;
            case SaidTime.Unreadable(String complaint) -> {
                takeWithoutTime(event, source.name() + ": " + complaint);
                return;
            }
        }
        if (event.getTimestamp() < newest) {
            backwards++;
            tooLate += newest - event.getTimestamp() > held.toMillis() ? 1 : 0;
        }
        oldest = Math.min(oldest, event.getTimestamp());
        newest = Math.max(newest, event.getTimestamp());
        batch.add(event);
        if (batch.size() == BATCH) {
            flush();
        }
    }

    /** Nobody knows whether it is in a window: see {@link Engine#processWithoutTime}. */
    private void takeWithoutTime(Event event, String complaint) {
        if (unreadable++ == 0) {
            firstUnreadable = complaint;
        }
        flush();
        print(engine.processWithoutTime(List.of(event)));
    }

    private void flush() {
        print(engine.process(batch));
        batch.clear();
    }

    private void print(List<Alert> raised) {
        if (!raised.isEmpty() && console.terminal()) {
            progress.close();
        }
        raised.forEach(alerts);
    }

    private void reject(String reason) {
        rejected++;
        progress.close();
        console.say(reason);
    }

    /**
     * What was read.
     *
     * @param unreadable items that are no events
     * @param first ms since the epoch; of no events, any
     * @param last the same
     */
    record Counts(long accepted, long unreadable, long first, long last) {}

    Counts counts() {
        return new Counts(accepted, rejected, oldest, newest);
    }

    boolean nothingAccepted() {
        return accepted == 0 && rejected > 0;
    }

    /** There were events of which nobody knows when they happened, although they say so. */
    boolean hasUnreadableTimes() {
        return unreadable > 0;
    }

    /** What a person should know of the events. */
    void report() {
        if (duplicates > 0) {
            console.say(duplicates + " of " + accepted
                    + " events are redeliveries (same log_id, uuid or the like) and were not evaluated again");
        }
        if (unreadable > 0) {
            console.say("the time of " + unreadable + " of " + accepted
                    + " events cannot be read: rules about one event saw them, windows did not. The first: "
                    + firstUnreadable);
        }
        if (withoutTime > 0) {
            console.say(withoutTime + " of " + accepted
                    + " events say no time and have that of the event before them; if a field of another name holds it, name it"
                    + " in a file of tripline.formats");
        }
        if (backwards > 0) {
            console.say(backwards + " of " + accepted + " events are not in order of time and " + order());
        }
    }

    /** What became of events that are not in order. */
    private String order() {
        String text = Durations.text(held);
        if (held.isZero()) {
            return "were evaluated as they came; --lateness 1h puts them in order";
        }
        return tooLate == 0
                ? "were put in order (held for " + text + ")"
                : "were held for " + text + " to be put in order; " + tooLate
                        + " came later than that and were evaluated as they came";
    }
}
