package io.tripline.ingest;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The events of a file in its order, of which only a window is in memory. An event without a time has the time of the one
 * before it. One thread.
 */
public final class EventStream {

    private final EventDecoder decoder;
    private final ItemReader items;
    private long time;

    /** What an item of a file became. */
    public sealed interface Outcome {
        record Accepted(long index, Decoded decoded) implements Outcome {}

        record Rejected(Rejection rejection) implements Outcome {}
    }

    EventStream(EventDecoder decoder, ItemReader items, long firstTime) {
        this.decoder = decoder;
        this.items = items;
        this.time = firstTime;
    }

    /** The next item; null at the end. */
    public @Nullable Outcome next() throws IOException {
        return switch (items.next()) {
            case Item.Found found -> {
                Decoded decoded = decoder.event(found.object(), time);
                time = decoded.event().getTimestamp();
                yield new Outcome.Accepted(found.index(), decoded);
            }
            case Item.Refused refused -> new Outcome.Rejected(new Rejection(refused.index(), refused.reason()));
            case null -> null;
        };
    }
}
