package io.tripline.alert.sink;

import com.fasterxml.jackson.databind.JsonNode;

class OpsgenieSinkTest extends TemplateSinkContract {

    OpsgenieSinkTest() {
        super("opsgenie");
    }

    @Override
    String id(JsonNode body) {
        return body.at("/alias").asText();
    }
}
