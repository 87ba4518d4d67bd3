package io.tripline.alert.sink;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tripline.alert.Alert;
import io.tripline.alert.AlertDocument;
import org.jspecify.annotations.Nullable;

/**
 * An alert as one line of JSON that is safe to show: what comes from events can hold any character, and none of them may end
 * a line, move a cursor or turn the direction of writing.
 */
public final class AlertJson {

    private final ObjectMapper mapper = new ObjectMapper();

    public AlertJson() {
        mapper.getFactory().setCharacterEscapes(new Invisible());
    }

    /** One line, without a line feed at the end. Any thread. */
    public String line(Alert alert) {
        try {
            return mapper.writeValueAsString(AlertDocument.of(alert));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an alert is maps, lists and scalars", e);
        }
    }

    /** Escapes what JSON does not ask for: C1 controls, format characters, line and paragraph separators. */
    private static final class Invisible extends CharacterEscapes {

        private static final long serialVersionUID = 1;

        private final int[] ascii = CharacterEscapes.standardAsciiEscapesForJSON();

        Invisible() {
            ascii[0x7f] = CharacterEscapes.ESCAPE_STANDARD;
        }

        @Override
        public int[] getEscapeCodesForAscii() {
            return ascii.clone();
        }

        @Override
        public @Nullable SerializableString getEscapeSequence(int character) {
            return switch (Character.getType(character)) {
                case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                    new SerializedString(String.format("\\u%04X", character));
                default -> null;
            };
        }
    }
}
