package io.tripline.ingest;

import io.tripline.event.Event;
import org.jspecify.annotations.Nullable;

/**
 * One item that became an event.
 *
 * @param deduplicationId the same for a redelivery of the same event, whatever else is in it; null where the format has no
 *     such id
 * @param time what the event says of when it happened; if nothing that can be read, its time is the receive time
 * @param format how it was recognised: a name of {@link EventFormats}, or {@code json}
 */
public record Decoded(Event event, @Nullable String deduplicationId, SaidTime time, String format) {}
