package io.tripline.ingest;

import java.io.IOException;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The events of a file in its order, of which only a window is in memory. An event without a time has the time of the one
 * before it. One thread.
 */
public final class EventStream {

    private final EventDecoder decoder;
    private final ItemReader items;
    private final ArrayDeque<ItemResult> ready = new ArrayDeque<>();
    private long time;

    /** What an item of a file became. */
    public sealed interface ItemResult {
        record Accepted(long index, Decoded decoded) implements ItemResult {}

        record Rejected(Rejection rejection) implements ItemResult {}
    }

    EventStream(EventDecoder decoder, ItemReader items, long firstTime) {
        this.decoder = decoder;
        this.items = items;
        this.time = firstTime;
    }

    /** The next event, or what is none; null at the end. */
    public @Nullable ItemResult next() throws IOException {
        while (ready.isEmpty()) {
            switch (items.next()) {
                case Item.Found found -> open(found);
                case Item.Refused refused ->
                    ready.add(new ItemResult.Rejected(new Rejection(refused.index(), refused.reason())));
                case null -> {
                    return null;
                }
            }
        }
        return ready.remove();
    }

    /** An item may be an envelope of many events. */
    private void open(Item.Found found) throws IOException {
        Unwrapped inside = decoder.open(found);
        for (Unwrapped.Inner each : inside.events()) {
            Decoded decoded = decoder.event(each, time);
            time = decoded.event().getTimestamp();
            ready.add(new ItemResult.Accepted(found.index(), decoded));
        }
        for (String reason : inside.refusals()) {
            ready.add(new ItemResult.Rejected(new Rejection(found.index(), reason)));
        }
    }
}
