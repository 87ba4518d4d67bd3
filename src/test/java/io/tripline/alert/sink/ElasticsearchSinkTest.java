package io.tripline.alert.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tripline.alert.RuleAbout;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ElasticsearchSinkTest extends HttpSinkContract {

    private final ObjectMapper mapper = new ObjectMapper();

    @Override
    Sink sink(HttpReceiver receiver) {
        return new ElasticsearchSink(receiver, "soc-alerts", alert -> RuleAbout.UNKNOWN);
    }

    @Override
    List<String> keys(Received request) throws IOException {
        assertEquals("application/x-ndjson", request.headers().getFirst("Content-Type"));
        assertTrue(request.text().endsWith("\n"));
        List<String> lines = request.text().lines().toList();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < lines.size(); i += 2) {
            JsonNode create = mapper.readTree(lines.get(i)).get("create");
            assertEquals("soc-alerts", create.get("_index").asText());
            JsonNode document = mapper.readTree(lines.get(i + 1));
            assertEquals(
                    create.get("_id").asText(),
                    document.get("kibana.alert.uuid").asText());
            ids.add(create.get("_id").asText());
        }
        return ids;
    }

    @Override
    String thanks(Received request) throws IOException {
        return keys(request).stream()
                .map(id -> "{\"create\": {\"status\": 201}}")
                .collect(Collectors.joining(",", "{\"items\": [", "]}"));
    }

    @Test
    void eachAlertOfARequestHasItsOwnOutcome() throws Exception {
        // Given
        answer = """
                {"errors": true, "items": [{"create": {"status": 201}}, {"create": {"status": 409}},
                 {"create": {"status": 429, "error": {"type": "es_rejected_execution_exception", "reason": "full"}}},
                 {"create": {"status": 400, "error": {"type": "document_parsing_exception", "reason": "no date\\u001b"}}},
                 {"create": {"status": 503}}]}""";

        // When
        List<Outcome> outcomes;
        try (Sink sink = sink()) {
            outcomes = sink.send(
                    List.of(alert("a", "x"), alert("b", "x"), alert("c", "x"), alert("d", "x"), alert("e", "x")));
        }

        // Then
        assertInstanceOf(Outcome.Delivered.class, outcomes.get(0));
        assertInstanceOf(Outcome.Delivered.class, outcomes.get(1));
        assertEquals(
                new Outcome.Later("answers with 429: es_rejected_execution_exception, full", null), outcomes.get(2));
        assertEquals(
                new Outcome.Refused("answers with 400: document_parsing_exception, no date\\u001B"), outcomes.get(3));
        assertInstanceOf(Outcome.Later.class, outcomes.get(4));
    }

    @Test
    void anAnswerThatDoesNotSayIsNone() throws Exception {
        // Given
        answer = "<html>";

        // When, Then
        assertInstanceOf(Outcome.Later.class, send());
    }
}
