package io.tripline.store;

/**
 * How far a sink is.
 *
 * @param cursor the number of the last alert that it is done with: it got it, did not want it, or it lies with its dead letters
 * @param missed alerts that went before the sink got them
 */
public record SinkPosition(long cursor, long missed) {}
