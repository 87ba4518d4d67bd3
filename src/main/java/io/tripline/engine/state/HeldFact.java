package io.tripline.engine.state;

import io.tripline.alert.Alert;
import io.tripline.event.Event;
import io.tripline.event.Match;
import org.jspecify.annotations.Nullable;

/**
 * A fact in the windows of a group.
 *
 * @param time the fact's, ms since the epoch
 * @param arrival orders facts of one time; what time raised stands before all that arrived
 * @param written whether a rule of the group wrote it
 * @param fact a match, an alert or an event; null of a match of which the time alone is kept
 */
public record HeldFact(
        String stream,
        long time,
        long arrival,
        boolean written,
        @Nullable Object fact) {

    public HeldFact {
        boolean isFact =
                switch (fact) {
                    case null -> true;
                    case Match match -> match.getTimestamp() == time;
                    case Alert alert -> alert.getTimestamp() == time;
                    case Event event -> event.getTimestamp() == time;
                    default -> false;
                };
        if (!isFact) {
            throw new IllegalArgumentException("no fact of " + time + ": " + fact);
        }
    }
}
