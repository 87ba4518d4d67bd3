package io.tripline.ingest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a body was decoded to.
 *
 * @param events in the order of the body
 * @param rejections the first {@link #SHOWN} of the items that did not become events
 * @param rejected how many items did not become events
 * @param unread bytes at the end of the body that were not looked at: after too many items that are none, or behind a place
 *     after which nobody can tell where the next item begins
 * @param tooLarge the body goes beyond what one body may hold: there are no events, and the sender should send less at once
 * @param lastRejected the beginning of the last item that did not become an event, an {@link Excerpt}; null if there is none, or its text is
 *     not known
 */
public record DecodedBatch(
        List<Decoded> events,
        List<Rejection> rejections,
        int rejected,
        long unread,
        boolean tooLarge,
        @Nullable String lastRejected) {

    /** More than a person reads, and as many as an answer should hold. */
    public static final int SHOWN = 1000;

    public DecodedBatch {
        events = List.copyOf(events);
        rejections = List.copyOf(rejections);
    }

    /** Of whose rejected items the text is not known. */
    public DecodedBatch(List<Decoded> events, List<Rejection> rejections, int rejected, long unread, boolean tooLarge) {
        this(events, rejections, rejected, unread, tooLarge, null);
    }

    static DecodedBatch tooLarge(String reason) {
        return new DecodedBatch(List.of(), List.of(new Rejection(0, reason)), 1, 0, true);
    }
}
