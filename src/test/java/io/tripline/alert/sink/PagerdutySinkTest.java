package io.tripline.alert.sink;

import com.fasterxml.jackson.databind.JsonNode;

class PagerdutySinkTest extends TemplateSinkContract {

    PagerdutySinkTest() {
        super("pagerduty");
    }

    @Override
    String id(JsonNode body) {
        return body.at("/dedup_key").asText();
    }
}
