package io.tripline.ingest;

/** What an event says of the moment at which it happened. */
public sealed interface SaidTime {

    /** @param millis since the epoch */
    record Read(long millis) implements SaidTime {}

    /**
     * It says something, but nothing that can be read as one moment.
     *
     * @param complaint field, value and reason, for a person; the sender's text is in it
     */
    record Unreadable(String complaint) implements SaidTime {}

    /** It says nothing. */
    record Nothing() implements SaidTime {}

    SaidTime NOTHING = new Nothing();
}
