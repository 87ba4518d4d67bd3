package io.tripline.alert.sink;

import com.fasterxml.jackson.databind.JsonNode;

class JiraSinkTest extends TemplateSinkContract {

    JiraSinkTest() {
        super("jira");
    }

    @Override
    String id(JsonNode body) {
        return body.at("/fields/labels/1").asText();
    }
}
