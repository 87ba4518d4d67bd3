package io.tripline.alert.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlertmanagerSinkTest extends HttpSinkContract {

    @Override
    Sink sink(HttpReceiver receiver) {
        return new AlertmanagerSink(
                receiver, alert -> Duration.ofHours(1), "https://tripline.example", InstantSource.fixed(NOW));
    }

    @Override
    List<String> keys(Received request) throws IOException {
        JsonNode all = new ObjectMapper().readTree(request.body());
        assertEquals(1, all.size());
        return List.of(all.at("/0/annotations/alert_id").asText());
    }

    @Test
    void theGroupIsLabelsOfNamesThatItTakesAndItEndsWithTheSilence() throws Exception {
        // When
        try (Sink sink = sink()) {
            sink.send(List.of(Alerts.ofGroup(
                    "a1", "data.tenant-name", "acme", "data.tenant.name", "b", "2nd", "c", "none", null)));
        }

        // Then
        assertEquals(
                new ObjectMapper().readTree("""
                        [{"labels": {"alertname": "A title", "severity": "high", "rule_id": "r1", "data_tenant_name": "acme",
                          "data_tenant_name_2": "b", "f2nd": "c"},
                          "annotations": {"summary": "a reason", "alert_id": "a1", "source": "x.drl"},
                          "startsAt": "2025-12-31T23:00:00Z", "endsAt": "2026-01-01T01:00:00Z",
                          "generatorURL": "https://tripline.example/api/v1/alerts/a1"}]
                        """),
                new ObjectMapper().readTree(received.getFirst().body()));
    }
}
