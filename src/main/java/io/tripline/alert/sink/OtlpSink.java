package io.tripline.alert.sink;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tripline.alert.Alert;
import io.tripline.alert.AlertDocument;
import io.tripline.alert.KeptAlert;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Posts each alert as a log record of OpenTelemetry, OTLP 1.x over HTTP in its JSON form: the sentence is the body, and all members of the
 * alert are attributes.
 */
public final class OtlpSink implements Sink {

    private final HttpReceiver receiver;
    private final InstantSource clock;
    private final AlertJson json = new AlertJson();
    private final ObjectMapper mapper = new ObjectMapper();

    /** @param receiver the address of {@code /v1/logs} */
    public OtlpSink(HttpReceiver receiver, InstantSource clock) {
        this.receiver = receiver;
        this.clock = clock;
    }

    /** What was rejected of a request is said by count alone, so there is one alert in each. */
    @Override
    public int most() {
        return 1;
    }

    @Override
    public String target() {
        return receiver.target();
    }

    @Override
    public List<Outcome> send(List<KeptAlert> alerts) throws InterruptedException {
        return List.of(
                switch (receiver.post(json.line(request(alerts.getFirst())), Map.of())) {
                    case HttpReceiver.Reply.Not(Outcome outcome) -> outcome;
                    case HttpReceiver.Reply.Taken(String text) -> outcome(text);
                });
    }

    /** A 200 may say that the record was rejected, for good. */
    private Outcome outcome(String text) {
        JsonNode partial;
        try {
            partial = mapper.readTree(text).path("partialSuccess");
        } catch (JsonProcessingException notJson) {
            return new Outcome.Delivered();
        }
        return partial.path("rejectedLogRecords").asLong() > 0
                ? new Outcome.Refused("rejects it: "
                        + HttpReceiver.shown(partial.path("errorMessage").asText("")))
                : new Outcome.Delivered();
    }

    private Map<String, Object> request(KeptAlert kept) {
        return Map.of(
                "resourceLogs",
                List.of(Map.of(
                        "resource",
                        Map.of("attributes", List.of(attribute("service.name", "tripline"))),
                        "scopeLogs",
                        List.of(Map.of("scope", Map.of("name", "tripline"), "logRecords", List.of(logRecord(kept)))))));
    }

    private Map<String, Object> logRecord(KeptAlert kept) {
        Alert alert = kept.alert();
        Map<String, Object> logRecord = new LinkedHashMap<>();
        logRecord.put("timeUnixNano", nanos(alert.getTimestamp()));
        logRecord.put("observedTimeUnixNano", nanos(clock.millis()));
        logRecord.put("severityNumber", severity(alert.getRule().level()));
        String level = alert.getRule().level();
        logRecord.put("severityText", level == null ? "" : level);
        logRecord.put("eventName", "tripline.alert");
        logRecord.put("body", value(alert.getReason()));
        List<Map<String, Object>> attributes = new ArrayList<>();
        AlertDocument.of(alert, kept.life()).forEach((name, value) -> {
            if (value != null) {
                attributes.add(attribute("tripline.alert." + name, value));
            }
        });
        logRecord.put("attributes", attributes);
        return logRecord;
    }

    /** 64 bits are text in this form. */
    private static String nanos(long millis) {
        return millis + "000000";
    }

    /** INFO, INFO2, WARN, ERROR, FATAL. */
    private static int severity(@Nullable String level) {
        return switch (level == null ? "" : level) {
            case "low" -> 10;
            case "medium" -> 13;
            case "high" -> 17;
            case "critical" -> 21;
            default -> 9;
        };
    }

    private static Map<String, Object> attribute(String key, @Nullable Object value) {
        return Map.of("key", key, "value", value(value));
    }

    private static Map<String, Object> value(@Nullable Object value) {
        return switch (value) {
            case null -> Map.of();
            case Map<?, ?> map -> {
                List<Map<String, Object>> values = new ArrayList<>();
                map.forEach((key, inner) -> values.add(attribute(String.valueOf(key), inner)));
                yield Map.of("kvlistValue", Map.of("values", values));
            }
            case Iterable<?> list -> {
                List<Map<String, Object>> values = new ArrayList<>();
                list.forEach(inner -> values.add(value(inner)));
                yield Map.of("arrayValue", Map.of("values", values));
            }
            case Boolean truth -> Map.of("boolValue", truth);
            case Integer number -> Map.of("intValue", number.toString());
            case Long number -> Map.of("intValue", number.toString());
            case Double number -> Map.of("doubleValue", number);
            default -> Map.of("stringValue", String.valueOf(value));
        };
    }

    @Override
    public void close() {
        receiver.close();
    }
}
