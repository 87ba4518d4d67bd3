package io.tripline.ingest;

import io.tripline.event.Document;
import io.tripline.event.EventTime;
import io.tripline.ingest.Envelope.Opening;
import io.tripline.ingest.Unwrapped.Inner;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes events out of the envelopes of one body, which may be in each other up to a depth. What is decoded on the way is bounded
 * for the whole body. An event of no known format keeps what was around it beside itself, so that rules may name either. One
 * thread.
 */
final class EnvelopeOpener {

    private static final int DEEPEST = 5;

    private final Envelopes envelopes;
    private final EventFormats formats;
    private final PayloadReader payloads;

    EnvelopeOpener(Envelopes envelopes, EventFormats formats, Limits limits) {
        this.envelopes = envelopes;
        this.formats = formats;
        this.payloads = new PayloadReader(limits);
    }

    Unwrapped open(Document item) throws IOException {
        Unwrapped into = new Unwrapped();
        open(Inner.plain(item), 0, into);
        return into;
    }

    /**
     * What stands in the place of one event in an envelope that somebody else has opened.
     *
     * @param value an object, a list of objects, or a text: of JSON, or the event's message
     * @param around what goes with it where it is of no known format
     */
    Unwrapped open(Object value, BodyEvents.Around around) throws IOException {
        Unwrapped into = new Unwrapped();
        PayloadReader.Payload payload = payloads.read(value, around.base64());
        payload.refusals().forEach(into::refuse);
        for (Document event : payload.objects()) {
            open(inner(event, around, payload.objects().size() == 1), 0, into);
        }
        return into;
    }

    /** The same for an event that is an object already. */
    Unwrapped open(Document event, BodyEvents.Around around) throws IOException {
        Unwrapped into = new Unwrapped();
        open(inner(event, around, true), 0, into);
        return into;
    }

    private Inner inner(Document event, BodyEvents.Around around, boolean alone) {
        return new Inner(event, isKnown(event) ? Map.of() : around.beside(), around.time(), alone ? around.id() : null);
    }

    private void open(Inner item, int depth, Unwrapped into) throws IOException {
        Document object = item.object();
        Envelope envelope = depth < DEEPEST ? envelopes.around(object) : null;
        if (envelope == null) {
            into.add(item);
            return;
        }
        if (envelope.refused() != null) {
            into.refuse(envelope.name() + ": " + envelope.refused());
            return;
        }
        List<Held> held = held(envelope, object.source());
        if (held.isEmpty() || !isOpened(envelope, object, held)) {
            into.add(item);
            return;
        }
        for (Held each : held) {
            each.payload().refusals().forEach(reason -> into.refuse(each.place() + ": " + reason));
            for (Document event : each.payload().objects()) {
                open(inner(envelope, item, each, event, held.size()), depth + 1, into);
            }
        }
    }

    /** @param place of the holder, for people */
    private record Held(Map<String, Object> holder, PayloadReader.Payload payload, String place) {}

    private List<Held> held(Envelope envelope, Map<String, Object> object) throws IOException {
        List<Map<String, Object>> holders = new ArrayList<>();
        SourcePath each = envelope.each();
        if (each == null) {
            holders.add(object);
        } else {
            each.each(object, value -> addObjects(value, holders));
        }
        List<Held> held = new ArrayList<>();
        for (Map<String, Object> holder : holders) {
            String place = envelope.name() + (each == null ? "" : ", " + each + " " + held.size());
            Object value = envelope.event().isEmpty() ? holder : first(envelope.event(), holder);
            if (value != null) {
                held.add(new Held(holder, payloads.read(value, envelope.base64()), place));
            }
        }
        return held;
    }

    @SuppressWarnings("unchecked")
    private static void addObjects(Object value, List<Map<String, Object>> into) {
        if (value instanceof Map<?, ?> map) {
            into.add((Map<String, Object>) map);
        } else if (value instanceof List<?> list) {
            list.forEach(element -> {
                if (element != null) {
                    addObjects(element, into);
                }
            });
        }
    }

    private static @Nullable Object first(List<SourcePath> paths, Map<String, Object> object) {
        for (SourcePath path : paths) {
            Object value = path.first(object);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    private boolean isOpened(Envelope envelope, Document object, List<Held> held) {
        return switch (envelope.opening()) {
            case ALWAYS -> true;
            case KNOWN -> held.stream().allMatch(each -> each.payload().isJson() && isKnown(each.payload()));
            case JSON -> held.stream().allMatch(each -> each.payload().isJson() && isForm(object, each.payload()));
        };
    }

    private boolean isKnown(PayloadReader.Payload payload) {
        return payload.objects().stream().allMatch(this::isKnown);
    }

    /** A format or an envelope knows what it is. */
    boolean isKnown(Document object) {
        return formats.formatOf(object) != null || envelopes.around(object) != null;
    }

    /** An event of a known format is opened only if what is in it is another form of the same. */
    private boolean isForm(Document object, PayloadReader.Payload payload) {
        EventFormat outer = formats.formatOf(object);
        return outer == null || payload.objects().stream().allMatch(inner -> isOfOneProduct(outer, inner));
    }

    private boolean isOfOneProduct(EventFormat outer, Document inner) {
        EventFormat format = formats.formatOf(inner);
        return format != null
                && format.products().always().stream().anyMatch(outer.products().always()::contains);
    }

    private Inner inner(Envelope envelope, Inner item, Held held, Document event, int holders) {
        boolean isOnlyOne = holders == 1 && held.payload().objects().size() == 1;
        boolean standsAlone =
                isKnown(event) && (envelope.opening() != Opening.JSON || formats.formatOf(item.object()) == null);
        Long time = EventTime.parse(first(envelope.time(), held.holder()));
        Object id = held.payload().objects().size() == 1 ? first(envelope.id(), held.holder()) : null;
        return new Inner(
                event,
                isOnlyOne && !standsAlone ? item.object().source() : Map.of(),
                time == null ? item.time() : time,
                id instanceof String text && !text.isBlank() ? text : isOnlyOne ? item.id() : null);
    }
}
