package io.tripline.web.wire;

import io.tripline.event.EventTime;
import io.tripline.ingest.BodyEvents;
import io.tripline.ingest.BodyEvents.Added;
import io.tripline.ingest.BodyEvents.Around;
import io.tripline.ingest.Framing;
import io.tripline.ingest.Item;
import io.tripline.web.door.Answer;
import io.tripline.web.door.Refused;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Splunk's HTTP event collector: events one after the other, lines, its health and acknowledgements, with the codes of its table.
 * What the type of the content is said to be counts as little as there. Good events of a body are taken also where others are
 * none: the answer names the first of those, and its sender does not come again.
 */
final class SplunkHec implements WireFormat {

    private static final String ROOT = "/services/collector";
    private static final List<String> META = List.of("host", "source", "sourcetype", "index");

    /** HTTP 4xx and 5xx: what of its table says the same. */
    private enum Code {
        SUCCESS(0, 200, "Success"),
        TOKEN_REQUIRED(2, 401, "Token is required"),
        INVALID_TOKEN(4, 403, "Invalid token"),
        NO_DATA(5, 400, "No data"),
        INVALID_FORMAT(6, 400, "Invalid data format"),
        INTERNAL(8, 500, "Internal server error"),
        BUSY(9, 503, "Server is busy"),
        NO_CHANNEL(10, 400, "Data channel is missing"),
        EVENT_REQUIRED(12, 400, "Event field is required"),
        EVENT_BLANK(13, 400, "Event field cannot be blank"),
        HEALTHY(17, 200, "HEC is healthy"),
        UNHEALTHY(18, 503, "HEC is unhealthy, queues are full"),
        TOO_MANY(26, 429, "Server is busy"),
        TOO_LARGE(27, 413, "Content-Length too large");

        private final int number;
        private final int status;
        private final String text;

        Code(int number, int status, String text) {
            this.number = number;
            this.status = status;
            this.text = text;
        }

        static Code of(int status) {
            return switch (status) {
                case 401 -> TOKEN_REQUIRED;
                case 403 -> INVALID_TOKEN;
                case 413 -> TOO_LARGE;
                case 429 -> TOO_MANY;
                case 503, 408 -> BUSY;
                case 500 -> INTERNAL;
                default -> INVALID_FORMAT;
            };
        }

        JsonObject json() {
            return new JsonObject().put("text", text).put("code", number);
        }

        Answer answer() {
            return Answer.json(status, json().encode());
        }
    }

    private final HecAcks acks = new HecAcks();
    private final Supplier<@Nullable String> trouble;

    /** @param trouble why nothing can be kept now; null if all is well */
    SplunkHec(Supplier<@Nullable String> trouble) {
        this.trouble = trouble;
    }

    @Override
    public String name() {
        return "splunk-hec";
    }

    @Override
    public List<String> paths() {
        return List.of(ROOT + "/**");
    }

    @Override
    public @Nullable Answer greeting(WireRequest request) {
        return switch (kind(request)) {
            case "", "/event", "/raw", "/ack" ->
                request.isPost() ? null : Answer.json(405, "{\"text\":\"The requested URL takes POST\",\"code\":404}");
            case "/health" -> (trouble.get() == null ? Code.HEALTHY : Code.UNHEALTHY).answer();
            default -> Answer.json(404, "{\"text\":\"The requested URL was not found on this server.\",\"code\":404}");
        };
    }

    @Override
    public boolean isOpen(WireRequest request) {
        return kind(request).equals("/health");
    }

    /** Behind the root, without the version. */
    private static String kind(WireRequest request) {
        String kind = request.path().substring(ROOT.length());
        return kind.endsWith("/1.0") ? kind.substring(0, kind.length() - "/1.0".length()) : kind;
    }

    @Override
    public Receipt decode(WireRequest request, byte[] body, BodyEvents events) throws WireRefusal {
        String channel = channel(request);
        if (kind(request).equals("/ack")) {
            return acknowledged(channel, body);
        }
        return kind(request).equals("/raw") ? lines(request, body, events, channel) : objects(body, events, channel);
    }

    private static @Nullable String channel(WireRequest request) {
        String channel = request.header("x-splunk-request-channel");
        return channel == null ? request.query().get("channel") : channel;
    }

    // objects

    private Receipt objects(byte[] body, BodyEvents events, @Nullable String channel) {
        BodyEvents.Items items = events.items(body, Framing.AUTOMATIC);
        Code first = null;
        int firstNumber = 0;
        int number = 0;
        for (Item item = items.next(); item != null; item = items.next()) {
            Code code =
                    switch (item) {
                        case Item.Found found -> object(found, events);
                        case Item.Refused refused -> {
                            events.reject(refused);
                            yield Code.INVALID_FORMAT;
                        }
                    };
            if (code != Code.SUCCESS && first == null) {
                first = code;
                firstNumber = number;
            }
            number++;
        }
        if (number == 0) {
            return taken -> Code.NO_DATA.answer();
        }
        Code bad = first;
        int badNumber = firstNumber;
        return taken -> bad == null
                ? success(channel)
                : Answer.json(
                        bad.status,
                        bad.json().put("invalid-event-number", badNumber).encode());
    }

    private static Code object(Item.Found found, BodyEvents events) {
        Map<String, Object> object = found.object().source();
        Object event = object.get("event");
        if (event == null) {
            events.reject("there is no event in it");
            return Code.EVENT_REQUIRED;
        }
        if (event instanceof String text && text.isBlank()) {
            events.reject("its event is blank");
            return Code.EVENT_BLANK;
        }
        Map<String, Object> beside = new LinkedHashMap<>();
        if (object.get("fields") instanceof Map<?, ?> fields) {
            fields.forEach((name, value) -> put(beside, String.valueOf(name), value));
        }
        META.forEach(name -> put(beside, name, object.get(name)));
        Object inner = event instanceof Map<?, ?> map ? LoggedEvent.inside(map, beside, events) : scalar(event);
        Added added = events.add(inner, Around.with(beside, EventTime.parse(object.get("time"))));
        return added.refusals().isEmpty() ? Code.SUCCESS : Code.INVALID_FORMAT;
    }

    /** A number or truth value is a message like any other. */
    private static Object scalar(Object event) {
        return event instanceof Number || event instanceof Boolean ? Map.of("message", event) : event;
    }

    static void put(Map<String, Object> into, String name, @Nullable Object value) {
        if (value != null) {
            into.putIfAbsent(name, value);
        }
    }

    // lines

    private Receipt lines(WireRequest request, byte[] body, BodyEvents events, @Nullable String channel) {
        Map<String, Object> beside = new LinkedHashMap<>();
        META.forEach(name -> put(beside, name, request.query().get(name)));
        Around around = Around.with(beside, EventTime.parse(request.query().get("time")));
        int lines = TextLines.forEach(body, events, line -> events.add(line, around));
        return taken -> lines == 0
                ? Code.NO_DATA.answer()
                : taken.isNothing() ? Code.INVALID_FORMAT.answer() : success(channel);
    }

    // answers

    private Answer success(@Nullable String channel) {
        JsonObject success = Code.SUCCESS.json();
        return Answer.json(
                200,
                channel == null
                        ? success.encode()
                        : success.put("ackId", acks.next(channel)).encode());
    }

    /** What has an ackId was kept before it was given. */
    private Receipt acknowledged(@Nullable String channel, byte[] body) throws WireRefusal {
        if (channel == null) {
            return taken -> Code.NO_CHANNEL.answer();
        }
        JsonObject acknowledged = new JsonObject();
        try {
            JsonArray asked = new JsonObject(new String(body, StandardCharsets.UTF_8)).getJsonArray("acks");
            for (Object id : asked == null ? new JsonArray() : asked) {
                if (id instanceof Number number) {
                    acknowledged.put(Long.toString(number.longValue()), acks.isGiven(channel, number.longValue()));
                }
            }
        } catch (DecodeException | ClassCastException none) {
            throw WireRefusal.malformed("a list of acks is asked for as {\"acks\": [0, 1]}");
        }
        return taken ->
                Answer.json(200, new JsonObject().put("acks", acknowledged).encode());
    }

    @Override
    public Answer refusal(WireRequest request, Refused refused) {
        Code code = Code.of(refused.status());
        int status = refused.status() == 408 || refused.status() == 415 ? refused.status() : code.status;
        return Answer.json(status, code.json().put("detail", refused.detail()).encode());
    }
}
