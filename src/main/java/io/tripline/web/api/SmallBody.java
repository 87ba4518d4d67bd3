package io.tripline.web.api;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.WebApplicationException;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A body that says what somebody wants: one small JSON object of known members. What it is not ends the request with 400 or 413. */
final class SmallBody {

    private static final int LONGEST = 64 * 1024;

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final ObjectNode json;

    private SmallBody(ObjectNode json) {
        this.json = json;
    }

    /** @param known members; others are refused */
    static SmallBody of(InputStream body, Set<String> known) throws IOException {
        return of(body, known, LONGEST);
    }

    /** @param longest bytes */
    static SmallBody of(InputStream body, Set<String> known, int longest) throws IOException {
        byte[] bytes = body.readNBytes(longest + 1);
        if (bytes.length > longest) {
            throw refusal(413, "the body is longer than " + longest / 1024 + " KiB");
        }
        return new SmallBody(object(bytes, known));
    }

    private static ObjectNode object(byte[] bytes, Set<String> known) {
        if (bytes.length == 0) {
            return JsonNodeFactory.instance.objectNode();
        }
        try {
            if (MAPPER.readTree(bytes) instanceof ObjectNode object) {
                object.fieldNames().forEachRemaining(name -> {
                    if (!known.contains(name)) {
                        throw refusal(
                                400,
                                "unknown member " + SafeText.of(name) + ": known are "
                                        + String.join(
                                                ", ", known.stream().sorted().toList()));
                    }
                });
                return object;
            }
        } catch (IOException noJson) {
            // said below
        }
        throw refusal(400, "the body is no JSON object, or says something twice");
    }

    static WebApplicationException refusal(int status, String detail) {
        return new WebApplicationException(ProblemAnswer.response(status, detail));
    }

    /** Null where it is absent or null. */
    @Nullable
    String text(String name) {
        JsonNode value = json.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw refusal(400, name + " is no text");
        }
        return value.textValue();
    }

    /** Null where it is absent or null. */
    @Nullable
    Long number(String name) {
        JsonNode value = json.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw refusal(400, name + " is no whole number");
        }
        return value.longValue();
    }

    /** A JSON object, written anew; null where it is absent or null. */
    byte @Nullable [] json(String name) throws IOException {
        JsonNode value = json.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isObject()) {
            throw refusal(400, name + " is no JSON object");
        }
        return MAPPER.writeValueAsBytes(value);
    }

    /** Texts by name; empty where it is absent or null. A name without a text is left out. */
    Map<String, String> words(String name) {
        JsonNode value = json.get(name);
        Map<String, String> words = new LinkedHashMap<>();
        if (value == null || value.isNull()) {
            return words;
        }
        if (!value.isObject()) {
            throw refusal(400, name + " is no JSON object");
        }
        value.properties().forEach(word -> {
            if (word.getValue().isTextual()) {
                words.put(word.getKey(), word.getValue().textValue());
            } else if (!word.getValue().isNull()) {
                throw refusal(400, name + " holds something else than texts");
            }
        });
        return words;
    }

    /** Texts; empty where it is absent or null. */
    Set<String> texts(String name) {
        JsonNode value = json.get(name);
        Set<String> texts = new LinkedHashSet<>();
        if (value == null || value.isNull()) {
            return texts;
        }
        if (!value.isArray()) {
            throw refusal(400, name + " is no list of texts");
        }
        value.forEach(element -> {
            if (!element.isTextual()) {
                throw refusal(400, name + " is no list of texts");
            }
            texts.add(element.textValue());
        });
        return texts;
    }
}
