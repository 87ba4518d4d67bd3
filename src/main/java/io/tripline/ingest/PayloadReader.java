package io.tripline.ingest;

import io.tripline.event.Document;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What stands in an envelope in the place of an event becomes objects. What is decoded is bounded for a body. One thread. */
final class PayloadReader {

    /** More reasons of one text help nobody. */
    private static final int MOST_REFUSALS = 10;

    private final Limits limits;

    /** Bytes that may still be decoded. */
    private long left;

    /**
     * @param isJson false where it is a text of another kind, or nothing that could be read
     * @param refusals one sentence for each piece that is no event
     */
    record Payload(List<Document> objects, boolean isJson, List<String> refusals) {
        Payload {
            objects = List.copyOf(objects);
            refusals = List.copyOf(refusals);
        }

        static Payload refused(String reason) {
            return new Payload(List.of(), false, List.of(reason));
        }
    }

    PayloadReader(Limits limits) {
        this.limits = limits;
        this.left = limits.bodyBytes();
    }

    Payload read(Object value, boolean base64) throws IOException {
        List<Document> objects = new ArrayList<>();
        if (value instanceof String text) {
            return readText(text, base64);
        }
        collect(value, objects);
        return objects.isEmpty() ? Payload.refused("there is no event in it") : new Payload(objects, true, List.of());
    }

    @SuppressWarnings("unchecked")
    private static void collect(@Nullable Object value, List<Document> into) {
        if (value instanceof Map<?, ?> map) {
            into.add(Document.of((Map<String, Object>) map));
        } else if (value instanceof List<?> list) {
            list.forEach(element -> collect(element, into));
        }
    }

    private Payload readText(String text, boolean base64) throws IOException {
        if (left <= 0) {
            return Payload.refused(tooLong());
        }
        byte[] bytes;
        try {
            bytes = base64 ? Base64.getMimeDecoder().decode(text) : text.getBytes(StandardCharsets.UTF_8);
        } catch (IllegalArgumentException none) {
            return Payload.refused("this is no base64");
        }
        boolean gzip = base64 && bytes.length > 2 && bytes[0] == 0x1F && bytes[1] == (byte) 0x8B;
        if (gzip) {
            switch (Inflated.gzip(new ByteArrayInputStream(bytes), (int) left, taken -> {})) {
                case Inflated.Body(byte[] inflated) -> bytes = inflated;
                case Inflated.TooLarge(int limit) -> {
                    left = 0;
                    return Payload.refused(tooLong());
                }
                case Inflated.Malformed(String reason) -> {
                    return Payload.refused(reason);
                }
            }
        }
        left -= bytes.length;
        return left < 0 ? Payload.refused(tooLong()) : readBytes(bytes);
    }

    private String tooLong() {
        return "what the body holds as text inside of events is longer than " + limits.bodyBytes() + " bytes";
    }

    private Payload readBytes(byte[] bytes) throws IOException {
        ItemReader items = new ItemReader(Window.of(bytes), Framing.AUTOMATIC, limits);
        List<Document> objects = new ArrayList<>();
        List<String> refusals = new ArrayList<>();
        Item item;
        while (refusals.size() < MOST_REFUSALS && (item = items.next()) != null) {
            switch (item) {
                case Item.Found found -> objects.add(found.object());
                case Item.Refused refused -> refusals.add(refused.reason());
            }
        }
        return objects.isEmpty() ? message(bytes) : new Payload(objects, true, refusals);
    }

    /** A line that is no JSON is the message of an event. */
    private Payload message(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.isBlank() || text.length() > limits.textLength() || text.indexOf('\0') >= 0
                    ? Payload.refused("this is neither JSON nor a text of up to " + limits.textLength() + " characters")
                    : new Payload(List.of(Document.of(Map.of("message", text))), false, List.of());
        } catch (CharacterCodingException binary) {
            return Payload.refused("this is neither JSON nor text");
        }
    }
}
