package io.tripline.web.page;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tripline.problem.ProblemPrinter;
import io.tripline.problem.SourceText;
import io.tripline.web.rules.AskedEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An event as somebody pasted it: one JSON object. */
final class PastedEvent {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    /** How Jackson says where something began, and by which setting of its own something is too much. */
    private static final Pattern PLACE = Pattern.compile("\\[Source: [^\\]]*?; (line: \\d+, column: \\d+)\\]");

    private static final Pattern SETTING = Pattern.compile(", from `[^`]*`");

    private PastedEvent() {}

    /** What is wrong with a text, and where. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1;

        private final transient Trouble trouble;

        Malformed(Trouble trouble) {
            super(trouble.sentence());
            this.trouble = trouble;
        }

        Trouble trouble() {
            return trouble;
        }
    }

    /**
     * The object, written anew.
     *
     * @throws Malformed it is none, or longer than {@link AskedEvent#LONGEST}
     */
    static byte[] json(String text) throws Malformed {
        if (text.isBlank()) {
            throw new Malformed(Trouble.of("There is no event yet: paste one, or choose one of those that came in."));
        }
        if (text.getBytes(StandardCharsets.UTF_8).length > AskedEvent.LONGEST) {
            throw new Malformed(Trouble.of(
                    "The event is longer than " + AskedEvent.LONGEST / 1024 + " KiB, the longest that is explained."));
        }
        try (JsonParser parser = MAPPER.createParser(text)) {
            JsonNode event = MAPPER.readTree(parser);
            if (event == null || !event.isObject()) {
                throw new Malformed(Trouble.of("This is JSON, but no object: an event begins with { and ends with }."));
            }
            if (parser.nextToken() != null) {
                throw malformed(text, parser.currentTokenLocation(), "something follows after the event");
            }
            return MAPPER.writeValueAsBytes(event);
        } catch (JsonProcessingException malformed) {
            throw malformed(text, malformed.getLocation(), said(malformed.getOriginalMessage()));
        } catch (IOException impossible) {
            throw new IllegalStateException("a text in memory cannot be unreadable", impossible);
        }
    }

    private static String said(String message) {
        return SETTING.matcher(PLACE.matcher(message).replaceAll("$1")).replaceAll("");
    }

    private static Malformed malformed(String text, @Nullable JsonLocation place, String message) {
        if (place == null) {
            return new Malformed(Trouble.of("The event cannot be read: " + message + "."));
        }
        int line = Math.max(1, place.getLineNr());
        int column = Math.max(1, place.getColumnNr());
        String printed = ProblemPrinter.print(new SourceText("event", text).error(line, column, 1, message, null));
        int end = printed.indexOf('\n');
        return new Malformed(new Trouble(
                "Line " + line + ", column " + column + ": " + ProblemPrinter.visible(message) + ".",
                end < 0 ? "" : printed.substring(end + 1)));
    }
}
