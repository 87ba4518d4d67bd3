package io.tripline.ingest;

import io.tripline.event.Document;
import io.tripline.ingest.Item.Found;
import io.tripline.ingest.Unwrapped.Inner;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The events of one body, as the reader of a wire format hands them over: each as if it had come alone, with what stood around
 * it. Throws nothing, whatever the bytes are. One thread.
 */
public final class BodyEvents {

    private final Limits limits;
    private final EnvelopeOpener opener;
    private final LongConsumer memory;
    private final BodyContents contents;

    private Around current = Around.NOTHING;
    private int ofCurrent;
    private long index;

    /**
     * What a wire format has around one event.
     *
     * @param beside fields that go with an event of no known format, where it has none of these names itself
     * @param time ms since the epoch; counts where the event has none
     * @param id counts where the event has none
     * @param redelivery the same for the same event when it is sent again; counts where the event's own format has nothing for that
     * @param base64 a text in the place of the event is coded so, and may be gzip
     */
    public record Around(
            Map<String, Object> beside,
            @Nullable Long time,
            @Nullable String id,
            @Nullable String redelivery,
            boolean base64) {

        public static final Around NOTHING = new Around(Map.of(), null, null, null, false);

        public static Around with(Map<String, Object> beside, @Nullable Long time) {
            return new Around(beside, time, null, null, false);
        }
    }

    /**
     * What became of one item.
     *
     * @param first index of its first event among those of the body
     * @param events that were found in it
     * @param refusals why pieces of it are no events
     */
    public record Added(int first, int events, List<String> refusals) {

        public Added {
            refusals = List.copyOf(refusals);
        }
    }

    BodyEvents(Limits limits, EnvelopeOpener opener, LongConsumer memory, Function<Inner, Decoded> decode) {
        this.limits = limits;
        this.opener = opener;
        this.memory = memory;
        this.contents = new BodyContents(limits, memory, inner -> decoded(decode.apply(inner)));
    }

    private Decoded decoded(Decoded event) {
        int number = ofCurrent++;
        String redelivery = current.redelivery();
        return event.deduplicationId() != null || redelivery == null
                ? event
                : new Decoded(
                        event.event(),
                        number == 0 ? redelivery : redelivery + "/" + number,
                        event.time(),
                        event.format());
    }

    /** The JSON values of a body, one after the other. */
    public final class Items {

        private final ItemReader reader;

        private Items(ItemReader reader) {
            this.reader = reader;
        }

        /** Null at the end, and when the body holds too much that is none, or too much. */
        public @Nullable Item next() {
            if (!isReadOn()) {
                return null;
            }
            try {
                Item item = reader.next();
                if (item instanceof Found found) {
                    memory.accept(
                            Limits.memory(found.object().size(), found.object().pathLength()));
                }
                return item;
            } catch (IOException impossible) {
                throw new IllegalStateException("bytes in memory cannot be unreadable", impossible);
            }
        }

        /** Bytes that nobody looked at: nobody can tell where the next item begins. */
        public long unread() {
            return reader.unread();
        }
    }

    /** @param body already inflated; not changed */
    public Items items(byte[] body, Framing framing) {
        memory.accept(Limits.texts(body.length));
        return new Items(new ItemReader(Window.of(body), framing, limits));
    }

    /** Says that so many values of the body are going to be made by somebody else. */
    public void takes(int values) {
        memory.accept(Limits.memory(values, 0));
    }

    /** Neither too much was found nor too much that is none. */
    public boolean isReadOn() {
        return contents.isReadOn();
    }

    /** Whether a format or an envelope knows the object by itself. */
    @SuppressWarnings("unchecked") // of decoded JSON all names are texts
    public boolean knows(Map<?, ?> object) {
        return opener.isKnown(Document.of((Map<String, Object>) object));
    }

    /** An item that is the event, or an envelope of those that are told by themselves. */
    public Added add(Found item, Around around) {
        return add(item, () -> opener.open(item.object(), around), around);
    }

    /** @param value what stands in the place of an event: an object, a list of objects, or a text */
    public Added add(Object value, Around around) {
        // an item of its own only for its place among the rejected
        return add(new Found(index, NONE, null), () -> opener.open(value, around), around);
    }

    private static final Document NONE = Document.of(Map.of());

    private interface Opening {
        Unwrapped open() throws IOException;
    }

    private Added add(Found item, Opening opening, Around around) {
        index++;
        int first = contents.size();
        current = around;
        ofCurrent = 0;
        try {
            Unwrapped inside = contents.add(item, opening.open());
            return new Added(first, contents.size() - first, inside.refusals());
        } catch (IOException impossible) {
            throw new IllegalStateException("bytes in memory cannot be unreadable", impossible);
        }
    }

    /** An item that the reader did not take. */
    public Added reject(Item.Refused refused) {
        Added added = reject(refused.reason());
        contents.sawRejected(refused.text());
        return added;
    }

    /** An item that is no event. */
    public Added reject(String reason) {
        contents.reject(index++, reason);
        return new Added(contents.size(), 0, List.of(reason));
    }

    public DecodedBatch batch(long unread) {
        return contents.batch(unread);
    }
}
