package io.tripline.dialect.elastic;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.tripline.problem.Lines;
import io.tripline.problem.Place;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Objects of a JSON text, with their places. */
record JsonSource(Map<String, Entry> entries, Lines lines) implements SourceTable {

    /** Deeper than any rule; the tree is built by recursion. */
    private static final int DEEPEST = 100;

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .build();

    JsonSource {
        entries = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    /**
     * @param key and start where they begin, in UTF-16 units of the text
     * @param value as {@link SourceTable} has them; null is JSON's
     */
    record Entry(int key, int start, @Nullable Object value) {}

    /** What is wrong with a text. */
    record NotJson(Place place, String message) {}

    /** Reads the one object that a text holds; null with a problem where it holds something else. */
    static @Nullable JsonSource read(Lines lines, java.util.function.Consumer<NotJson> problem) {
        try (JsonParser parser = JSON.createParser(lines.text())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                problem.accept(new NotJson(at(parser, lines), "an object must stand here"));
                return null;
            }
            JsonSource read = object(parser, lines);
            if (parser.nextToken() != null) {
                problem.accept(new NotJson(at(parser, lines), "something follows the object"));
                return null;
            }
            return read;
        } catch (JsonProcessingException e) {
            long offset = e.getLocation() == null ? 0 : e.getLocation().getCharOffset();
            // a parser stands behind what it could not read
            problem.accept(new NotJson(place(lines, (int) Math.max(0, offset - 1), 1), e.getOriginalMessage()));
            return null;
        } catch (IOException e) {
            throw new IllegalStateException("a text in memory can be read", e);
        }
    }

    private static Place at(JsonParser parser, Lines lines) {
        return place(lines, (int) Math.max(0, parser.currentTokenLocation().getCharOffset()), 1);
    }

    private static Place place(Lines lines, int offset, int length) {
        return lines.place(Math.min(offset, lines.text().length()), length);
    }

    private static JsonSource object(JsonParser parser, Lines lines) throws IOException {
        Map<String, Entry> entries = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            int key = offset(parser);
            JsonToken token = parser.nextToken();
            int start = offset(parser);
            entries.put(name, new Entry(key, start, value(token, parser, lines)));
        }
        return new JsonSource(entries, lines);
    }

    private static int offset(JsonParser parser) {
        return (int) parser.currentTokenLocation().getCharOffset();
    }

    private static @Nullable Object value(JsonToken token, JsonParser parser, Lines lines) throws IOException {
        return switch (token) {
            case START_OBJECT -> object(parser, lines);
            case START_ARRAY -> {
                List<Entry> elements = new ArrayList<>();
                JsonToken next;
                while ((next = parser.nextToken()) != JsonToken.END_ARRAY) {
                    int start = offset(parser);
                    elements.add(new Entry(start, start, value(next, parser, lines)));
                }
                yield new Elements(elements, lines);
            }
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT ->
                parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                        ? (Object) parser.getDoubleValue()
                        : (Object) parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    @Override
    public Set<String> keys() {
        return entries.keySet();
    }

    @Override
    public @Nullable Object value(String key) {
        Entry entry = entries.get(key);
        return entry == null ? null : entry.value();
    }

    @Override
    public @Nullable Place placeOf(String key) {
        Entry entry = entries.get(key);
        return entry == null ? null : lines.place(entry.key(), key.length() + 2);
    }

    @Override
    public @Nullable QueryText text(String key) {
        Entry entry = entries.get(key);
        return entry != null && entry.value() instanceof String string
                ? QueryText.ofJson(string, lines, entry.start())
                : null;
    }

    private record Elements(List<Entry> elements, Lines lines) implements SourceList {

        /** What stands for JSON's null, of which no schema has one. */
        private static final Object NOTHING = new Object();

        private Elements {
            elements = List.copyOf(elements);
        }

        @Override
        public int size() {
            return elements.size();
        }

        @Override
        public Object get(int index) {
            Object value = elements.get(index).value();
            return value == null ? NOTHING : value;
        }

        @Override
        public Place placeOf(int index) {
            return lines.place(elements.get(index).start(), 1);
        }
    }
}
