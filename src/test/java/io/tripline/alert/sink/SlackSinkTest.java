package io.tripline.alert.sink;

import com.fasterxml.jackson.databind.JsonNode;

class SlackSinkTest extends TemplateSinkContract {

    SlackSinkTest() {
        super("slack");
    }

    @Override
    String id(JsonNode body) {
        return body.at("/blocks/2/elements/0/text").asText();
    }
}
