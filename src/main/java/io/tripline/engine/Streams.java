package io.tripline.engine;

import io.tripline.alert.Alert;
import io.tripline.event.Match;
import io.tripline.event.Matches;
import java.util.Objects;

/**
 * The global {@code streams} of every rule: where matches are written. A stream is an entry point of the correlation
 * sessions. What is written is inserted after all rules have fired for what was inserted before: one fact in, one fire. What
 * a failing consequence wrote is not inserted at all.
 */
public final class Streams {

    /** Where a session's writes go. */
    public interface Target {

        void write(String stream, Object fact);

        void remember(String stream, Match match);
    }

    private final Target target;

    public Streams(Target target) {
        this.target = target;
    }

    /** One match for each combination of the keys' values. */
    public void write(String stream, Matches matches) {
        for (Match match : matches.toList()) {
            target.write(stream, match);
        }
    }

    public void write(String stream, Match match) {
        target.write(stream, Objects.requireNonNull(match));
    }

    /** Rules that look back at their own alert are silent while it is in their window. */
    public void write(String stream, Alert alert) {
        target.write(stream, Objects.requireNonNull(alert));
    }

    /** Keeps the newest match of each key only: what was seen, not how often. */
    public void remember(String stream, Match match) {
        target.remember(stream, Objects.requireNonNull(match));
    }
}
