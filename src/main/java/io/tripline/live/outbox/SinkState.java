package io.tripline.live.outbox;

import org.jspecify.annotations.Nullable;

/**
 * How a sink stands, for people.
 *
 * @param type in configuration's words
 * @param target where it sends to
 * @param cursor the number of the last alert that it is done with
 * @param waiting alerts that are kept and newer than that, those that it does not want included
 * @param delivered since the program started
 * @param missed alerts that went before it got them
 * @param dead letters
 * @param tries of what it is at
 * @param lastError null if nothing has failed since the start
 * @param lastErrorAt ms since the epoch; 0 if nothing has failed
 * @param nextTry ms since the epoch; 0 unless it waits after a failure
 */
public record SinkState(
        String name,
        String type,
        String target,
        long cursor,
        long waiting,
        long delivered,
        long missed,
        long dead,
        int tries,
        @Nullable String lastError,
        long lastErrorAt,
        long nextTry) {}
