package io.tripline.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One JSON object as maps, lists, String, Number, Boolean and null, within {@link Limits}. What goes beyond them is read to
 * its end but not kept, so that the next item is found. Of two fields of one name the last counts. One thread.
 */
final class TreeReader {

    /** Deeper text than this is not even skipped: the parser keeps a few dozen bytes for each level. */
    private static final int DEEPEST_SKIPPED = 20_000;

    private static final int LONGEST_EXACT_LONG = 18;

    /** The limits of the parser itself are wide: what it refuses ends the reading, what we refuse does not. */
    static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST_SKIPPED)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final Limits limits;
    private int values;
    private long pathLength;
    private @Nullable String refusal;

    TreeReader(Limits limits) {
        this.limits = limits;
    }

    /** How many scalars, lists and objects the last object held. */
    int values() {
        return values;
    }

    /** How long all dotted paths of the last object are together. */
    long pathLength() {
        return pathLength;
    }

    /** Which limit the last object went beyond; null if none. */
    @Nullable
    String refusal() {
        return refusal;
    }

    /**
     * Reads from the object's start to its end, both included.
     *
     * @return null where {@link #refusal} says why
     */
    @Nullable
    Map<String, Object> object(JsonParser parser) throws IOException {
        values = 0;
        pathLength = 0;
        refusal = null;
        Map<String, Object> object = object(parser, 1, 0);
        return refusal == null ? object : null;
    }

    private Map<String, Object> object(JsonParser parser, int depth, int prefix) throws IOException {
        Map<String, Object> object = new LinkedHashMap<>();
        count(depth);
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            int path = prefix + name.length();
            pathLength += path;
            if (name.length() > limits.nameLength()) {
                refuse("a field name is longer than " + limits.nameLength() + " characters");
            } else if (pathLength > limits.pathLength()) {
                refuse("the field names are longer than " + limits.pathLength() + " characters together");
            }
            JsonToken token = parser.nextToken();
            if (refusal == null) {
                object.put(Utf8.repaired(name), value(parser, token, depth, path + 1));
            } else {
                parser.skipChildren();
            }
        }
        return object;
    }

    private List<Object> list(JsonParser parser, int depth, int prefix) throws IOException {
        List<Object> list = new ArrayList<>(4);
        count(depth);
        JsonToken token;
        while ((token = parser.nextToken()) != JsonToken.END_ARRAY) {
            if (refusal == null) {
                list.add(value(parser, token, depth, prefix));
            } else {
                parser.skipChildren();
            }
        }
        return list;
    }

    private @Nullable Object value(JsonParser parser, JsonToken token, int depth, int prefix) throws IOException {
        return switch (token) {
            case START_OBJECT -> object(parser, depth + 1, prefix);
            case START_ARRAY -> list(parser, depth + 1, prefix);
            case VALUE_STRING -> text(parser, depth);
            case VALUE_NUMBER_INT -> integer(parser, depth);
            case VALUE_NUMBER_FLOAT -> decimal(parser, depth);
            case VALUE_TRUE -> scalar(true, depth);
            case VALUE_FALSE -> scalar(false, depth);
            case VALUE_NULL -> scalar(null, depth);
            case END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                throw new IllegalStateException("the parser gave " + token + " for a value");
        };
    }

    private @Nullable Object scalar(@Nullable Object value, int depth) {
        count(depth);
        return value;
    }

    private @Nullable Object text(JsonParser parser, int depth) throws IOException {
        String text = parser.getText();
        if (text.length() > limits.textLength()) {
            refuse("a text is longer than " + limits.textLength() + " characters");
        }
        return scalar(Utf8.repaired(text), depth);
    }

    private @Nullable Object integer(JsonParser parser, int depth) throws IOException {
        int length = numberLength(parser);
        if (length <= LONGEST_EXACT_LONG) {
            long value = parser.getLongValue();
            return scalar(value == (int) value ? (Object) (int) value : (Object) value, depth);
        }
        return scalar(refusal == null ? new BigInteger(parser.getText()) : null, depth);
    }

    /** Keeps the digits as they are written: 1.10 is not 1.1 to a rule that compares texts. */
    private @Nullable Object decimal(JsonParser parser, int depth) throws IOException {
        numberLength(parser);
        if (refusal != null) {
            return scalar(null, depth);
        }
        String text = parser.getText();
        try {
            BigDecimal decimal = new BigDecimal(text);
            // 1e999999999 is a number of ten bytes that nobody should ever add to: it stays a text
            return scalar(Math.abs((long) decimal.scale()) > limits.numberLength() ? text : decimal, depth);
        } catch (NumberFormatException exponentTooLarge) {
            return scalar(text, depth);
        }
    }

    private int numberLength(JsonParser parser) throws IOException {
        int length = parser.getTextLength();
        if (length > limits.numberLength()) {
            refuse("a number is longer than " + limits.numberLength() + " characters");
        }
        return length;
    }

    private void count(int depth) {
        if (depth > limits.nesting()) {
            refuse("objects and lists are nested deeper than " + limits.nesting());
        } else if (++values > limits.values()) {
            refuse("more than " + limits.values() + " values");
        }
    }

    private void refuse(String reason) {
        if (refusal == null) {
            refusal = reason;
        }
    }
}
