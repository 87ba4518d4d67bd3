package io.tripline.alert.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tripline.alert.Alert;
import io.tripline.alert.AlertLife;
import io.tripline.alert.KeptAlert;
import io.tripline.event.Event;
import io.tripline.event.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class LogSinkTest {

    @Property(tries = 500)
    void anyTextOfAnEventIsOneVisibleLineThatReadsBack(@ForAll String text) throws Exception {
        // Given
        Event event = Event.of("id", 0, Origin.UNKNOWN, Map.of("field", text));
        Alert alert = new Alert(
                "a1", new Alert.RuleInfo("r1", text, null, "x.drl", List.of(text)), 0, text, null, Alert.of(event));
        List<String> lines = new ArrayList<>();

        // When
        new LogSink(lines::add, "test").send(List.of(new KeptAlert(alert, AlertLife.NEW)));

        // Then
        String line = lines.getFirst();
        assertTrue(line.chars().noneMatch(LogSinkTest::isInvisible), line);
        JsonNode read = new ObjectMapper().readTree(line);
        if (text.chars().noneMatch(c -> Character.isSurrogate((char) c))) {
            assertEquals(text, read.at("/events/0/fields/field").asText());
            assertEquals(text, read.at("/rule/title").asText());
        }
    }

    private static boolean isInvisible(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
