package io.tripline.ingest;

import io.tripline.event.Document;
import org.jspecify.annotations.Nullable;

/** One piece of a body or file that stands for an event. */
public sealed interface Item {

    /** 0-based, in the order of the body. */
    long index();

    /**
     * @param excess why it is too large for one event, with its position; null if it is not
     */
    record Found(long index, Document object, @Nullable String excess) implements Item {}

    /**
     * It is no JSON, no object, or beyond a limit.
     *
     * @param text its beginning, an {@link Excerpt}
     */
    record Refused(long index, String reason, String text) implements Item {}
}
