package io.tripline.engine.state;

import io.tripline.event.Event;
import io.tripline.event.Match;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What matching gave of an event that waits to be put in order.
 *
 * @param time the event's, ms since the epoch
 * @param matches on their way to streams
 * @param event where some rule holds windows over events themselves; else null
 */
public record HeldEvent(
        String id,
        long time,
        String log,
        List<Writing> matches,
        @Nullable Event event) {

    /** A match on its way to a stream. */
    public record Writing(String stream, Match match) {}

    public HeldEvent {
        matches = List.copyOf(matches);
    }
}
