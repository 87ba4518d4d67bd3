package io.tripline.ingest;

import io.tripline.event.Document;
import io.tripline.ingest.Item.Found;
import io.tripline.ingest.Unwrapped.Inner;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** The events of a body as they are found, and what is none. One thread. */
final class BodyContents {

    private final Limits limits;
    private final LongConsumer memory;
    private final Function<Inner, Decoded> decode;
    private final List<Decoded> events = new ArrayList<>();
    private final List<Rejection> rejections = new ArrayList<>();
    private int rejected;
    private @Nullable String lastRejected;
    private long values;
    private long pathLength;

    /** @param memory told of the bytes that events take which were decoded out of texts */
    BodyContents(Limits limits, LongConsumer memory, Function<Inner, Decoded> decode) {
        this.decode = decode;
        this.limits = limits;
        this.memory = memory;
    }

    /** Neither too much was found nor too much that is none. */
    boolean isReadOn() {
        return rejected <= limits.malformed() && !isTooLarge();
    }

    boolean isTooLarge() {
        return values > limits.bodyValues() || pathLength > limits.bodyPathLength();
    }

    /** An item that is one event, without an envelope. */
    void add(Found item) {
        if (item.excess() == null) {
            add(Inner.plain(item.object()));
        } else {
            reject(item.index(), item.excess());
        }
    }

    private void add(Inner event) {
        values += event.object().size() + Limits.EVENT;
        pathLength += event.object().pathLength();
        if (!isTooLarge()) {
            events.add(decode.apply(event));
        }
    }

    /** @return what of it is an event */
    Unwrapped add(Found item, Unwrapped opened) {
        Unwrapped inside = withinLimits(item, opened, limits);
        boolean isPlain = inside.isOnly(item.object());
        for (Inner event : inside.events()) {
            Document object = event.object();
            if (!isPlain) {
                memory.accept(Limits.memory(object.size(), object.pathLength()));
            }
            add(event);
        }
        inside.refusals().forEach(reason -> reject(item.index(), reason));
        return inside;
    }

    /** An item that is one event is as large as the reader found it; what was in an envelope is measured. */
    static Unwrapped withinLimits(Found item, Unwrapped opened, Limits limits) {
        Unwrapped within = new Unwrapped();
        opened.refusals().forEach(within::refuse);
        boolean isPlain = opened.isOnly(item.object());
        for (Inner event : opened.events()) {
            String excess = isPlain ? item.excess() : excess(event, limits);
            if (excess == null) {
                within.add(event);
            } else {
                within.refuse(excess);
            }
        }
        return within;
    }

    private static @Nullable String excess(Inner event, Limits limits) {
        Document object = event.object();
        Size beside = Size.of(event.beside());
        return limits.excess((long) object.size() + beside.values(), object.pathLength() + beside.pathLength());
    }

    void reject(Item.Refused refused) {
        reject(refused.index(), refused.reason());
        sawRejected(refused.text());
    }

    /** @param text the beginning of the last item that was rejected */
    void sawRejected(String text) {
        lastRejected = text;
    }

    void reject(long index, String reason) {
        lastRejected = null;
        rejected++;
        if (rejected <= DecodedBatch.SHOWN) {
            rejections.add(new Rejection(index, reason));
        } else if (rejected == limits.malformed() + 1) {
            rejections.add(new Rejection(index, "too many items were rejected: the rest was not read"));
        }
    }

    /** Events so far. */
    int size() {
        return events.size();
    }

    DecodedBatch batch(long unread) {
        if (isTooLarge()) {
            return DecodedBatch.tooLarge("the body holds more than " + limits.bodyValues() + " values or "
                    + limits.bodyPathLength() + " characters of field names");
        }
        return new DecodedBatch(events, rejections, rejected, unread, false, lastRejected);
    }
}
