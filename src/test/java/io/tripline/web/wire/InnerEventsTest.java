package io.tripline.web.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tripline.ingest.BodyEvents;
import io.tripline.ingest.Decoded;
import io.tripline.ingest.EventDecoder;
import io.tripline.ingest.EventFormats;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An event that a format knows is the same event in whatever it comes. */
class InnerEventsTest {

    private static final EventDecoder DECODER = new EventDecoder(EventFormats.builtIn());

    private static final JsonObject OKTA = new JsonObject("""
            {"uuid": "00000000-0000-4000-8000-00000000aa01", "published": "2026-01-01T00:00:00.000Z",
             "eventType": "user.account.lock", "version": "0", "severity": "WARN", "displayMessage": "Max sign in attempts exceeded",
             "actor": {"id": "00u", "type": "User", "alternateId": "ann@example.com", "displayName": "Ann"},
             "client": {"ipAddress": "192.0.2.1"}, "outcome": {"result": "FAILURE", "reason": "LOCKED_OUT"},
             "target": [], "debugContext": {"debugData": {"requestUri": "/x"}}}""");

    private static final JsonObject AUTH0 = new JsonObject("""
            {"log_id": "900", "data": {"log_id": "900", "date": "2026-01-01T00:00:00.000Z", "type": "fp",
             "description": "Wrong email or password.", "tenant_name": "acme", "ip": "192.0.2.1"}}""");

    private static final JsonObject CLOUDTRAIL = new JsonObject("""
            {"eventVersion": "1.08", "userIdentity": {"type": "Root"}, "eventTime": "2026-01-01T00:00:00Z",
             "eventSource": "iam.amazonaws.com", "eventName": "CreateUser", "awsRegion": "us-east-1",
             "eventID": "00000000-0000-4000-8000-00000000cc01", "eventType": "AwsApiCall"}""");

    /** As OpenTelemetry has any value. */
    private static JsonObject anyValue(Object value) {
        return switch (value) {
            case JsonObject object ->
                new JsonObject().put("kvlistValue", new JsonObject().put("values", pairs(object)));
            case JsonArray list -> {
                JsonArray values = new JsonArray();
                list.forEach(element -> values.add(anyValue(element)));
                yield new JsonObject().put("arrayValue", new JsonObject().put("values", values));
            }
            default -> new JsonObject().put("stringValue", value.toString());
        };
    }

    private static JsonArray pairs(JsonObject object) {
        JsonArray pairs = new JsonArray();
        object.forEach(field ->
                pairs.add(new JsonObject().put("key", field.getKey()).put("value", anyValue(field.getValue()))));
        return pairs;
    }

    private static String record(JsonObject record) {
        JsonObject scope = new JsonObject().put("logRecords", new JsonArray().add(record.put("timeUnixNano", "1")));
        return new JsonObject()
                .put(
                        "resourceLogs",
                        new JsonArray()
                                .add(new JsonObject()
                                        .put(
                                                "resource",
                                                new JsonObject()
                                                        .put(
                                                                "attributes",
                                                                pairs(new JsonObject().put("host.name", "h"))))
                                        .put("scopeLogs", new JsonArray().add(scope))))
                .encode();
    }

    private static Decoded sent(WireFormat format, String path, String body, Map<String, String> headers)
            throws WireRefusal {
        BodyEvents events = DECODER.events(7, bytes -> {});
        format.decode(new WireRequest("POST", path, Map.of(), headers), body.getBytes(UTF_8), events);
        List<Decoded> decoded = events.batch(0).events();
        assertEquals(1, decoded.size(), () -> events.batch(0).rejections().toString());
        return decoded.getFirst();
    }

    private static Decoded document(JsonObject document) throws WireRefusal {
        return sent(
                ElasticBulk.elasticsearch("9.3.0"),
                "/elasticsearch/_bulk",
                "{\"create\":{}}\n"
                        + document.put("@timestamp", "2026-05-05T00:00:00Z").encode() + "\n",
                Map.of("content-type", "application/json"));
    }

    private static Decoded in(String form, JsonObject event) throws WireRefusal {
        String text = event.encode();
        SplunkHec hec = new SplunkHec(() -> null);
        String collector = "/services/collector/event";
        Map<String, String> json = Map.of("content-type", "application/json");
        JsonObject envelope = new JsonObject().put("time", 5).put("host", "h").put("sourcetype", "_json");
        return switch (form) {
            case "HEC" -> sent(hec, collector, envelope.put("event", event).encode(), json);
            case "HEC, as text" ->
                sent(hec, collector, envelope.put("event", text).encode(), json);
            case "HEC, logged" ->
                sent(
                        hec,
                        collector,
                        envelope.put(
                                        "event",
                                        new JsonObject().put("message", event).put("severity", "info"))
                                .encode(),
                        json);
            case "HEC, logged as meta" ->
                sent(
                        hec,
                        collector,
                        envelope.put(
                                        "event",
                                        new JsonObject()
                                                .put(
                                                        "message",
                                                        new JsonObject()
                                                                .put("msg", "m")
                                                                .put("meta", event)))
                                .encode(),
                        json);
            case "HEC, raw" -> sent(hec, "/services/collector/raw", text, json);
            case "_bulk" ->
                sent(
                        ElasticBulk.elasticsearch("9.3.0"),
                        "/elasticsearch/_bulk",
                        "{\"create\":{\"_index\":\"i\",\"_id\":\"other\"}}\n" + text + "\n",
                        json);
            case "_bulk, shipped" ->
                sent(
                        ElasticBulk.elasticsearch("9.3.0"),
                        "/elasticsearch/_bulk",
                        "{\"create\":{}}\n"
                                + new JsonObject()
                                        .put("@timestamp", "2026-05-05T00:00:00Z")
                                        .put("message", text)
                                        .encode()
                                + "\n",
                        json);
            case "_bulk, logged" ->
                document(new JsonObject()
                        .put("message", "m")
                        .put("severity", "warn")
                        .put("fields", event));
            case "_bulk, record" ->
                document(new JsonObject()
                        .put("resource", new JsonObject())
                        .put("body", new JsonObject().put("structured", event)));
            case "_bulk, record, as text" ->
                document(new JsonObject()
                        .put("resource", new JsonObject())
                        .put("body", new JsonObject().put("text", text)));
            case "_bulk, record of old Collectors" ->
                document(new JsonObject()
                        .put("Body", text)
                        .put("SeverityNumber", 0)
                        .put("Resource.host.name", "h"));
            case "_bulk, record for OpenSearch" ->
                document(new JsonObject()
                        .put("observedTimestamp", "2026-05-05T00:00:00Z")
                        .put("body", text));
            case "OTLP" ->
                sent(new OtlpLogs(), "/v1/logs", record(new JsonObject().put("body", anyValue(event))), json);
            case "OTLP, as text" ->
                sent(
                        new OtlpLogs(),
                        "/v1/logs",
                        record(new JsonObject().put("body", anyValue(text)).put("attributes", pairs(event))),
                        json);
            case "OTLP, as attributes" ->
                sent(new OtlpLogs(), "/v1/logs", record(new JsonObject().put("attributes", pairs(event))), json);
            case "CloudEvents" ->
                sent(
                        new CloudEvents(),
                        "/api/v1/events/cloudevents",
                        new JsonObject()
                                .put("specversion", "1.0")
                                .put("id", "other")
                                .put("source", "/x")
                                .put("type", "t")
                                .put("time", "2026-05-05T00:00:00Z")
                                .put("data", event)
                                .encode(),
                        json);
            case "CloudEvents, binary" ->
                sent(
                        new CloudEvents(),
                        "/api/v1/events/cloudevents",
                        text,
                        Map.of(
                                "content-type", "application/json",
                                "ce-specversion", "1.0",
                                "ce-id", "other",
                                "ce-source", "/x",
                                "ce-type", "t"));
            case "EventBridge" ->
                sent(
                        new EventBridge(),
                        "/api/v1/events/eventbridge",
                        new JsonObject()
                                .put("id", "other")
                                .put("source", "s")
                                .put("time", "2026-05-05T00:00:00Z")
                                .put("detail-type", "t")
                                .put("detail", event)
                                .encode(),
                        json);
            case "Firehose" ->
                sent(
                        new Firehose(),
                        "/api/v1/events/firehose",
                        new JsonObject()
                                .put("requestId", "r")
                                .put(
                                        "records",
                                        new JsonArray()
                                                .add(new JsonObject()
                                                        .put(
                                                                "data",
                                                                Base64.getEncoder()
                                                                        .encodeToString(text.getBytes(UTF_8)))))
                                .encode(),
                        json);
            case "syslog" ->
                sent(
                        new Syslog(),
                        "/api/v1/events/syslog",
                        "<34>1 2026-05-05T00:00:00Z h app - - - @cee: " + text,
                        json);
            default -> throw new IllegalArgumentException(form);
        };
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HEC",
                "HEC, as text",
                "HEC, logged",
                "HEC, logged as meta",
                "HEC, raw",
                "_bulk",
                "_bulk, shipped",
                "_bulk, logged",
                "_bulk, record",
                "_bulk, record, as text",
                "_bulk, record for OpenSearch",
                "_bulk, record of old Collectors",
                "OTLP",
                "OTLP, as text",
                "CloudEvents",
                "CloudEvents, binary",
                "EventBridge",
                "Firehose",
                "syslog"
            })
    void itIsWhatItIsAlone(String form) throws WireRefusal {
        for (JsonObject event : List.of(OKTA, AUTH0, CLOUDTRAIL)) {
            // Given
            Decoded alone =
                    DECODER.decode(event.encode().getBytes(UTF_8), 7).events().getFirst();

            // When
            Decoded inside = in(form, event);

            // Then
            assertEquals(alone.format(), inside.format());
            if (alone.deduplicationId() != null) {
                assertEquals(alone.deduplicationId(), inside.deduplicationId());
            }
            assertEquals(alone.time(), inside.time());
            assertEquals(alone.event().getId(), inside.event().getId());
            assertEquals(alone.event().source(), inside.event().source());
        }
    }

    /** Attributes beside it that are not its own stay. */
    @ParameterizedTest
    @ValueSource(strings = {"OTLP, as attributes"})
    void itsFieldsAsAttributesAreKnownToo(String form) throws WireRefusal {
        Decoded inside = in(form, OKTA);

        assertEquals("okta", inside.format().split("-")[0]);
        assertEquals("LOCKED_OUT", inside.event().get("outcome.reason"));
    }
}
