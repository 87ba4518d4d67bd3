package io.tripline.web.wire;

import io.tripline.ingest.BodyEvents;
import io.tripline.ingest.Framing;
import io.tripline.ingest.Item;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code ExportLogsServiceRequest} as JSON: names in lowerCamelCase, whole numbers of 64 bits as texts. Stateless. */
final class OtlpJson {

    private static final int DEEPEST = 32;

    private OtlpJson() {}

    /** @throws WireRefusal it is none */
    static void read(byte[] body, BodyEvents events, OtlpLogs.Tally into) throws WireRefusal {
        if (body.length == 0) {
            return;
        }
        Item item = events.items(body, Framing.AUTOMATIC).next();
        switch (item) {
            case Item.Found found -> read(found.object().source(), into);
            case Item.Refused refused -> throw WireRefusal.malformed(refused.reason());
            case null -> throw WireRefusal.malformed("there is nothing in the body");
        }
    }

    private static void read(Map<String, Object> request, OtlpLogs.Tally into) throws WireRefusal {
        if (!request.containsKey("resourceLogs") && !request.isEmpty()) {
            throw WireRefusal.malformed("there are no resourceLogs in it");
        }
        for (Map<?, ?> logs : objects(request.get("resourceLogs"))) {
            Map<String, Object> resource =
                    logs.get("resource") instanceof Map<?, ?> map ? attributes(map.get("attributes"), 0) : Map.of();
            for (Map<?, ?> scope : objects(logs.get("scopeLogs"))) {
                for (Map<?, ?> record : objects(scope.get("logRecords"))) {
                    into.add(record(record, resource));
                }
            }
        }
    }

    private static OtlpLogs.LogRecord record(Map<?, ?> record, Map<String, Object> resource) {
        Map<String, Object> about = new LinkedHashMap<>();
        put(about, "log.level", record.get("severityText"));
        put(about, "trace.id", record.get("traceId"));
        put(about, "span.id", record.get("spanId"));
        put(about, "event.name", record.get("eventName"));
        long time = nanos(record.get("timeUnixNano"));
        return new OtlpLogs.LogRecord(
                value(record.get("body"), 0),
                attributes(record.get("attributes"), 0),
                about,
                resource,
                time == 0 ? nanos(record.get("observedTimeUnixNano")) : time);
    }

    private static void put(Map<String, Object> about, String name, @Nullable Object value) {
        if (value instanceof String text && !text.isEmpty()) {
            about.put(name, text);
        }
    }

    private static long nanos(@Nullable Object value) {
        Object number = value instanceof String text ? whole(text) : value;
        return number instanceof Number nanos ? Math.max(0, nanos.longValue()) : 0;
    }

    private static List<Map<?, ?>> objects(@Nullable Object value) {
        List<Map<?, ?>> objects = new ArrayList<>();
        if (value instanceof List<?> list) {
            for (Object element : list) {
                if (element instanceof Map<?, ?> map) {
                    objects.add(map);
                }
            }
        }
        return objects;
    }

    private static Map<String, Object> attributes(@Nullable Object value, int depth) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        for (Map<?, ?> pair : objects(value)) {
            Object inner = value(pair.get("value"), depth);
            if (pair.get("key") instanceof String key && inner != null) {
                attributes.put(key, inner);
            }
        }
        return attributes;
    }

    /** Of an {@code AnyValue}; null where it has none of those that are known, or is too deep. */
    private static @Nullable Object value(@Nullable Object any, int depth) {
        if (!(any instanceof Map<?, ?> map) || depth > DEEPEST) {
            return null;
        }
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            Object value = entry.getValue();
            switch (String.valueOf(entry.getKey())) {
                case "stringValue", "bytesValue", "boolValue", "doubleValue" -> {
                    return value;
                }
                case "intValue" -> {
                    return value instanceof String text ? whole(text) : value;
                }
                case "kvlistValue" -> {
                    return value instanceof Map<?, ?> list ? attributes(list.get("values"), depth + 1) : Map.of();
                }
                case "arrayValue" -> {
                    return value instanceof Map<?, ?> list ? list(list.get("values"), depth + 1) : List.of();
                }
                default -> {
                    // a kind of value that came later
                }
            }
        }
        return null;
    }

    private static List<Object> list(@Nullable Object values, int depth) {
        List<Object> list = new ArrayList<>();
        for (Map<?, ?> each : objects(values)) {
            Object value = value(each, depth);
            if (value != null) {
                list.add(value);
            }
        }
        return list;
    }

    private static Object whole(String text) {
        try {
            return Long.parseLong(text.strip());
        } catch (NumberFormatException none) {
            return text;
        }
    }
}
