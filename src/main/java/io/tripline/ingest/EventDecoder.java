package io.tripline.ingest;

import io.tripline.event.Document;
import io.tripline.event.Event;
import io.tripline.event.FurtherNames;
import io.tripline.ingest.Item.Found;
import io.tripline.ingest.Item.Refused;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * JSON of any sender becomes events: a body at once, a file as a stream. Any thread; throws nothing, whatever the bytes are.
 */
public final class EventDecoder {

    /** The format of an event that no table recognises. */
    public static final String UNRECOGNISED = "json";

    /** The format of an event that no table recognises, but of which somebody says from which log it is. */
    public static final String SAID = "said";

    private static final int LONGEST_ID = 512;

    private static final List<SourcePath> IDS =
            SourcePath.all("log_id", "uuid", "event.id", "_id", "id", "eventID", "insertId", "event_id");

    private final EventFormats formats;
    private final Limits limits;
    private final SaidLog said;
    private final Envelopes envelopes;
    private final Map<String, Object> stamp;

    public EventDecoder(EventFormats formats) {
        this(formats, Limits.DEFAULT);
    }

    public EventDecoder(EventFormats formats, Limits limits) {
        this(formats, limits, SaidLog.NOTHING, Envelopes.builtIn(), Map.of());
    }

    private EventDecoder(
            EventFormats formats, Limits limits, SaidLog said, Envelopes envelopes, Map<String, Object> stamp) {
        this.formats = formats;
        this.limits = limits;
        this.said = said;
        this.envelopes = envelopes;
        this.stamp = stamp;
    }

    /** The same for events of which somebody says from which log they are. */
    public EventDecoder saying(SaidLog log) {
        return new EventDecoder(formats, limits, log, envelopes, stamp);
    }

    /** @param fields that every event gets, whatever it says itself; not copied, must not change any more */
    public EventDecoder stamping(Map<String, Object> fields) {
        return fields.isEmpty() ? this : new EventDecoder(formats, limits, said, envelopes, fields);
    }

    public EventFormats formats() {
        return formats;
    }

    /** @param receiveTime ms since the epoch: the time of events that name none */
    public DecodedBatch decode(byte[] body, long receiveTime) {
        return decode(body, Framing.AUTOMATIC, receiveTime);
    }

    /** @param body already inflated; not changed */
    public DecodedBatch decode(byte[] body, Framing framing, long receiveTime) {
        return decode(body, framing, receiveTime, unbounded -> {});
    }

    /**
     * @param body already inflated; not changed
     * @param memory is told of the bytes that decoding and what it makes are going to take; what it throws ends the decoding
     */
    public DecodedBatch decode(byte[] body, Framing framing, long receiveTime, LongConsumer memory) {
        if (body.length > limits.bodyBytes()) {
            return DecodedBatch.tooLarge("the body is longer than " + limits.bodyBytes() + " bytes");
        }
        memory.accept(Limits.texts(body.length));
        try {
            return decode(new ItemReader(Window.of(body), framing, limits), receiveTime, memory);
        } catch (IOException impossible) {
            throw new IllegalStateException("bytes in memory cannot be unreadable", impossible);
        }
    }

    /** Event by event: of an item that is no envelope nothing is made but its event. */
    private DecodedBatch decode(ItemReader items, long receiveTime, LongConsumer memory) throws IOException {
        EnvelopeOpener opener = new EnvelopeOpener(envelopes, formats, limits);
        BodyContents contents = new BodyContents(limits, memory, inner -> event(inner, receiveTime));
        Item item;
        while (contents.isReadOn() && (item = items.next()) != null) {
            switch (item) {
                case Found found -> {
                    memory.accept(
                            Limits.memory(found.object().size(), found.object().pathLength()));
                    if (envelopes.around(found.object()) == null) {
                        contents.add(found);
                    } else {
                        contents.add(found, opener.open(found.object()));
                    }
                }
                case Refused refused -> contents.reject(refused);
            }
        }
        return contents.batch(items.unread());
    }

    /**
     * For a reader of a wire format, which finds the events of a body itself.
     *
     * @param receiveTime ms since the epoch: the time of events that name none
     * @param memory is told of the bytes that decoding and what it makes are going to take; what it throws ends the decoding
     */
    public BodyEvents events(long receiveTime, LongConsumer memory) {
        return new BodyEvents(
                limits, new EnvelopeOpener(envelopes, formats, limits), memory, inner -> event(inner, receiveTime));
    }

    /** What is in one item of a file, each event within the limits. */
    Unwrapped open(Found found) throws IOException {
        Unwrapped inside = new EnvelopeOpener(envelopes, formats, limits).open(found.object());
        return BodyContents.withinLimits(found, inside, limits);
    }

    /**
     * Events of a file, one after the other.
     *
     * @param firstTime ms since the epoch: the time of events that name none while none before them did
     */
    public EventStream stream(InputStream file, Framing framing, long firstTime) throws IOException {
        return new EventStream(this, new ItemReader(Window.of(file, limits.bodyBytes()), framing, limits), firstTime);
    }

    /** @param object decoded JSON, without an envelope; not copied, must not change any more */
    public Decoded event(Map<String, Object> object, long receiveTime) {
        return event(Unwrapped.Inner.plain(Document.of(object)), receiveTime);
    }

    Decoded event(Unwrapped.Inner inner, long receiveTime) {
        Document object = inner.object();
        EventFormat shape = formats.formatOf(object);
        SaidLog own = OwnWords.of(object, shape != null, formats.words());
        EventFormat format = shape == null ? formats.formatOf(said.isNothing() ? own : said) : shape;
        Document source = format == null ? object : format.shaped(object);
        SaidTime time = time(TimeFields.read(format == null ? List.of() : format.time(), source), inner);
        String id = id(format, source);
        FieldView view = format == null ? null : format.view();
        Event event = Event.of(
                id == null ? inner.id() : id,
                time instanceof SaidTime.Read read ? read.millis() : receiveTime,
                formats.origin(format, source, own, said),
                stamped(withNeighbours(source, inner.beside())),
                view == null ? FurtherNames.NONE : view);
        return new Decoded(
                event,
                format == null ? null : redelivery(format, source),
                time,
                format != null ? format.name() : own.isNothing() && said.isNothing() ? UNRECOGNISED : SAID);
    }

    private static SaidTime time(SaidTime own, Unwrapped.Inner inner) {
        Long around = inner.time();
        return own instanceof SaidTime.Read || around == null ? own : new SaidTime.Read(around);
    }

    private static Document withNeighbours(Document event, Map<String, Object> beside) {
        if (beside.isEmpty()) {
            return event;
        }
        Map<String, Object> all = new LinkedHashMap<>(event.source());
        beside.forEach(all::putIfAbsent);
        return Document.of(all);
    }

    private Document stamped(Document event) {
        if (stamp.isEmpty()) {
            return event;
        }
        Map<String, Object> all = new LinkedHashMap<>(event.source());
        all.putAll(stamp);
        return Document.of(all);
    }

    private static @Nullable String id(@Nullable EventFormat format, Document source) {
        String id = format == null ? null : firstId(format.id(), source);
        return id == null ? firstId(IDS, source) : id;
    }

    private static @Nullable String redelivery(EventFormat format, Document source) {
        String id = firstId(format.redelivery(), source);
        return id == null ? null : format.sender() + ":" + id;
    }

    private static @Nullable String firstId(List<SourcePath> paths, Document source) {
        for (SourcePath path : paths) {
            String id = path.scalar(source);
            if (id != null && !id.isBlank() && id.length() <= LONGEST_ID) {
                return id;
            }
        }
        return null;
    }
}
