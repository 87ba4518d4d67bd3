package io.tripline.web.wire;

import io.tripline.ingest.BodyEvents;
import io.tripline.ingest.BodyEvents.Around;
import io.tripline.ingest.Framing;
import io.tripline.ingest.Item;
import io.tripline.web.door.Answer;
import io.tripline.web.door.Refused;
import io.vertx.core.MultiMap;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * CloudEvents 1.0 over HTTP: structured, batched, and binary, where the attributes are headers and the body is the event. Also the
 * handshake by which a sender asks whether it may (HTTP webhooks 1.0, section 4). {@code source} and {@code id} together make an
 * event the same.
 */
record CloudEvents() implements WireFormat {

    private static final String HEADER = "ce-";
    private static final String SPEC_VERSION = HEADER + "specversion";
    private static final String REQUEST_ORIGIN = "webhook-request-origin";
    private static final Pattern ORIGIN = Pattern.compile("[A-Za-z0-9.:_*-]{1,253}");

    @Override
    public String name() {
        return "cloudevents";
    }

    @Override
    public List<String> paths() {
        return List.of(JsonEvents.ROOT + "cloudevents");
    }

    @Override
    public @Nullable Answer greeting(WireRequest request) {
        if (request.isPost()) {
            return null;
        }
        String origin = request.header(REQUEST_ORIGIN);
        if (!request.method().equals("OPTIONS") || origin == null) {
            return refusal(request, Refused.of(405, "events are posted; OPTIONS asks whether they may be"));
        }
        if (!ORIGIN.matcher(origin).matches()) {
            return refusal(request, Refused.of(400, "this is no WebHook-Request-Origin"));
        }
        return Answer.empty(200)
                .with("Allow", "POST, OPTIONS")
                .with("WebHook-Allowed-Origin", origin)
                .with("WebHook-Allowed-Rate", "*");
    }

    /** Whether headers tell that a request is of this form, whatever its body is. */
    static boolean isTold(MultiMap headers) {
        return headers.contains(SPEC_VERSION) || headers.contains(REQUEST_ORIGIN);
    }

    private static boolean isBinary(WireRequest request) {
        return request.headers().containsKey(SPEC_VERSION);
    }

    @Override
    public Receipt decode(WireRequest request, byte[] body, BodyEvents events) throws WireRefusal {
        if (isBinary(request)) {
            binary(request, body, events);
        } else {
            JsonBody.add(body, events, CloudEvents::around);
        }
        return taken -> JsonBody.counts(200, taken);
    }

    private static Around around(Item.Found item) {
        Map<String, Object> source = item.object().source();
        return source.containsKey("specversion")
                ? new Around(Map.of(), null, null, redelivery(source), false)
                : Around.NOTHING;
    }

    private static @Nullable String redelivery(Map<String, Object> attributes) {
        Object source = attributes.get("source");
        Object id = attributes.get("id");
        return source instanceof String && id instanceof String ? "cloudevents:" + source + " " + id : null;
    }

    /** Becomes the structured form, which is then opened like any other. */
    private static void binary(WireRequest request, byte[] body, BodyEvents events) throws WireRefusal {
        Map<String, Object> whole = new LinkedHashMap<>();
        request.headers().forEach((header, value) -> {
            if (header.startsWith(HEADER) && header.length() > HEADER.length()) {
                whole.put(header.substring(HEADER.length()), decoded(value));
            }
        });
        if (!whole.keySet().containsAll(List.of("specversion", "id", "source", "type"))) {
            throw WireRefusal.malformed("an event in binary form has ce-specversion, ce-id, ce-source and ce-type");
        }
        if (request.contentType().endsWith("json") || request.contentType().isEmpty()) {
            Item item = events.items(body, Framing.AUTOMATIC).next();
            if (item instanceof Item.Refused refused) {
                events.reject(refused);
                return;
            }
            whole.put("data", item instanceof Item.Found found ? found.object().source() : Map.of());
        } else {
            whole.put("data_base64", Base64.getEncoder().encodeToString(body));
        }
        events.add(whole, new Around(Map.of(), null, null, redelivery(whole), false));
    }

    /** Headers carry what is no visible ASCII in percents (3.1.3.2). */
    private static String decoded(String value) {
        try {
            return value.indexOf('%') < 0
                    ? value
                    : URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException none) {
            return value;
        }
    }
}
