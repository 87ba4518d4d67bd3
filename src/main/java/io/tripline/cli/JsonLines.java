package io.tripline.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tripline.alert.sink.InvisibleEscapes;
import io.tripline.problem.Problem;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes maps, lists and scalars as JSON, one value a line. */
final class JsonLines {

    private static final ObjectMapper MAPPER = JsonMapper.builder(
                    new JsonFactory().setCharacterEscapes(new InvisibleEscapes()))
            .build();

    private JsonLines() {}

    /** On one line, without a line feed. */
    static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not maps, lists and scalars: " + value, e);
        }
    }

    /** A problem as scripts read it. */
    static Map<String, @Nullable Object> of(Problem problem) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("severity", problem.severity().name().toLowerCase(Locale.ROOT));
        document.put("file", problem.file());
        document.put("line", problem.line() == 0 ? null : problem.line());
        document.put("column", problem.column() == 0 ? null : problem.column());
        document.put("message", problem.message());
        document.put("wayOut", problem.wayOut());
        return document;
    }
}
