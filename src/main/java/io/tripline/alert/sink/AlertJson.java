package io.tripline.alert.sink;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tripline.alert.AlertDocument;
import io.tripline.alert.KeptAlert;
import java.util.Map;

/**
 * An alert as one line of JSON that is safe to show: what comes from events can hold any character, and none of them may end
 * a line, move a cursor or turn the direction of writing.
 */
public final class AlertJson {

    private final ObjectMapper mapper = new ObjectMapper();

    public AlertJson() {
        mapper.getFactory().setCharacterEscapes(new InvisibleEscapes());
    }

    /** One line, without a line feed at the end. Any thread. */
    public String line(KeptAlert kept) {
        return line(AlertDocument.of(kept.alert(), kept.life()));
    }

    /** The same of an alert in another form. */
    public String line(Map<String, ?> document) {
        try {
            return mapper.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an alert is maps, lists and scalars", e);
        }
    }
}
