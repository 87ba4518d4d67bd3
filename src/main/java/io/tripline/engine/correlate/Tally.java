package io.tripline.engine.correlate;

import io.tripline.event.Match;

/**
 * What a need asks of the matches in a window, kept up to date while they come and go, so that a match costs the same however
 * many there are. Times are ms since the epoch. One thread at a time.
 */
sealed interface Tally permits Variety, Reckoning, Attendance {

    /** A match of the need's stream has come, and stands among the facts. */
    void arrived(Match match);

    /** What has left the window that ends now does not count any more. */
    void passTo(long now);

    /** Whether the need is met. */
    boolean isMet();

    /** When the oldest match leaves the window, which may make the need met; {@link Long#MAX_VALUE} if that cannot be. */
    long nextLeaving();
}
