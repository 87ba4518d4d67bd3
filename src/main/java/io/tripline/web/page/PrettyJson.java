package io.tripline.web.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.inject.Singleton;

/** Maps, lists and scalars as JSON that people read. Any thread. */
@Singleton
final class PrettyJson {

    /** A browser takes its time with more, and nobody reads it there. */
    private static final int LONGEST = 64 * 1024;

    private final ObjectMapper mapper = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final ObjectWriter writer = mapper.writerWithDefaultPrettyPrinter();

    /** Cut where it is very long, and says so. */
    String text(Object value) {
        try {
            String text = writer.writeValueAsString(value);
            return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "\n… cut: the API has the whole";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what alerts hold can be written", e);
        }
    }

    /** The same JSON on lines; as it is where that would be very long. */
    String onLines(String json) {
        try {
            String text = writer.writeValueAsString(mapper.readTree(json));
            return text.length() <= LONGEST ? text : json;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was written as JSON is none", e);
        }
    }
}
