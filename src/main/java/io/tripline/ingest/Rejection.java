package io.tripline.ingest;

/**
 * An item that did not become an event.
 *
 * @param index 0-based, among all items of the body or file, accepted ones included
 * @param reason one sentence with the position, for the sender
 */
public record Rejection(long index, String reason) {}
