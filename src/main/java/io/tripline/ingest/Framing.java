package io.tripline.ingest;

/** How a body is divided into items. */
public enum Framing {
    /** An object, a list of objects, one object a line, or objects one after the other: whichever it turns out to be. */
    AUTOMATIC,
    /** The sender said that every line is an item ({@code application/x-ndjson} and its like). */
    LINES
}
