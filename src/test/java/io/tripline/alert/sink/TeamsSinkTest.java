package io.tripline.alert.sink;

import com.fasterxml.jackson.databind.JsonNode;

class TeamsSinkTest extends TemplateSinkContract {

    TeamsSinkTest() {
        super("teams");
    }

    /** It stands at the end of the card's last line. */
    @Override
    String id(JsonNode body) {
        JsonNode lines = body.at("/attachments/0/content/body");
        return lines.get(lines.size() - 1).at("/inlines/0/text").asText();
    }
}
