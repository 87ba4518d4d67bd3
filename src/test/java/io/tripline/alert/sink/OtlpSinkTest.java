package io.tripline.alert.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OtlpSinkTest extends HttpSinkContract {

    @Override
    Sink sink(HttpReceiver receiver) {
        return new OtlpSink(receiver, InstantSource.fixed(NOW));
    }

    @Override
    List<String> keys(Received request) throws IOException {
        List<String> ids = new ArrayList<>();
        for (JsonNode attribute : logRecord(request).get("attributes")) {
            if (attribute.get("key").asText().equals("tripline.alert.id")) {
                ids.add(attribute.at("/value/stringValue").asText());
            }
        }
        return ids;
    }

    private static JsonNode logRecord(Received request) throws IOException {
        return new ObjectMapper().readTree(request.body()).at("/resourceLogs/0/scopeLogs/0/logRecords/0");
    }

    @Override
    String thanks(Received request) {
        return "{\"partialSuccess\":{}}";
    }

    @Test
    void theSentenceIsTheBodyAndMembersAreAttributesWithTypes() throws Exception {
        // When
        try (Sink sink = sink()) {
            sink.send(List.of(Alerts.ofGroup("a1", "user", "ann")));
        }

        // Then
        JsonNode got = logRecord(received.getFirst());
        assertEquals("1767222000000000000", got.get("timeUnixNano").asText());
        assertEquals(17, got.get("severityNumber").asInt());
        assertEquals("a reason", got.at("/body/stringValue").asText());
        assertEquals(new ObjectMapper().readTree("""
                        [{"key": "count", "value": {"intValue": "11"}}]"""), attribute(got, "values").at("/kvlistValue/values"));
        assertEquals("11", attribute(got, "eventCount").get("intValue").asText());
        assertEquals(
                "attack.t1078",
                attribute(got, "rule")
                        .at("/kvlistValue/values/4/value/arrayValue/values/0/stringValue")
                        .asText());
    }

    private static JsonNode attribute(JsonNode logRecord, String name) {
        for (JsonNode attribute : logRecord.get("attributes")) {
            if (attribute.get("key").asText().equals("tripline.alert." + name)) {
                return attribute.get("value");
            }
        }
        throw new AssertionError(name + " is missing in " + logRecord);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"1\"", "1"})
    void aRejectedRecordIsRefusedForGood(String count) throws Exception {
        // Given
        answer = "{\"partialSuccess\": {\"rejectedLogRecords\": " + count + ", \"errorMessage\": \"too old\"}}";

        // When, Then
        assertEquals(new Outcome.Refused("rejects it: too old"), send());
    }

    @Test
    void aWarningIsNoRejection() throws Exception {
        // Given
        answer = "{\"partialSuccess\": {\"rejectedLogRecords\": \"0\", \"errorMessage\": \"use TLS\"}}";

        // When, Then
        assertInstanceOf(Outcome.Delivered.class, send());
    }
}
