package io.tripline.alert.sink;

import static org.junit.jupiter.api.Assertions.assertNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** A webhook with a receiver's own form. */
abstract class TemplateSinkContract extends HttpSinkContract {

    private final String template;

    TemplateSinkContract(String template) {
        this.template = template;
    }

    /** The text that ends with the alert's id. */
    abstract String id(JsonNode body);

    @Override
    Sink sink(HttpReceiver receiver) {
        return new WebhookSink(
                receiver,
                BodyTemplate.builtIn(template, Map.of("key", "k", "project", "SOC", "issuetype", "Task")),
                null,
                InstantSource.fixed(NOW));
    }

    @Override
    List<String> keys(Received request) throws IOException {
        JsonNode body = new ObjectMapper().readTree(request.body());
        assertNull(request.headers().getFirst("webhook-signature"));
        String text = id(body);
        return List.of(text.substring(text.lastIndexOf(' ') + 1));
    }
}
