package io.tripline.engine.correlate.oracle;

import org.jspecify.annotations.Nullable;

/**
 * An event, as far as the rules look at it.
 *
 * @param time ms since the epoch
 * @param log of which it is
 * @param kind by which rules tell events apart
 * @param user null where the event has none
 * @param value null where the event has none
 */
public record Happening(
        String id,
        long time,
        String log,
        String kind,
        @Nullable String user,
        @Nullable String value) {}
