package io.tripline.list;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.tripline.event.Event;
import io.tripline.event.Origin;
import io.tripline.problem.Spelling;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the entries of a file, each as an event whose fields are its columns. One thread. */
final class ListFile {

    /** The column of a list that has one only. */
    static final String VALUE = "value";

    /** The endings of files, and what is in them. */
    enum Form {
        /** A value a line; {@code #} begins a remark. */
        TEXT(".txt"),
        /** A line of names, then values; in quotes where need be. */
        CSV(".csv"),
        /** A JSON object a line. */
        NDJSON(".ndjson"),
        JSONL(".jsonl");

        private final String ending;

        Form(String ending) {
            this.ending = ending;
        }

        String ending() {
            return ending;
        }
    }

    /** Takes what is read, in the order of the file. */
    interface Taker {

        /** @throws BadList there is no such column */
        void columns(List<String> names, ListLines lines);

        /** @throws BadList it cannot be taken */
        void entry(Event entry, ListLines lines);
    }

    private static final int DEEPEST = 64;

    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .build();

    private final ListLines lines;
    private final Taker taker;

    private ListFile(ListLines lines, Taker taker) {
        this.lines = lines;
        this.taker = taker;
    }

    /** @throws BadList with the place of what is wrong; some entries may have been taken */
    static void read(Form form, ListLines lines, Taker taker) throws IOException {
        ListFile file = new ListFile(lines, taker);
        switch (form) {
            case TEXT -> file.text();
            case CSV -> file.csv();
            case NDJSON, JSONL -> file.json();
        }
    }

    private static Event entry(Map<String, Object> columns) {
        return Event.of("", 0, Origin.UNKNOWN, columns);
    }

    private void text() throws IOException {
        taker.columns(List.of(VALUE), lines);
        for (String line = lines.next(); line != null; line = lines.next()) {
            String value = line.strip();
            if (!value.isEmpty() && !value.startsWith("#")) {
                taker.entry(entry(Map.of(VALUE, value)), lines);
            }
        }
    }

    private void csv() throws IOException {
        CsvRecords records = new CsvRecords(lines);
        List<String> names = records.header();
        if (names == null) {
            throw lines.bad(1, "there is no line of names", "begin with the names of the columns");
        }
        Set<String> known = new HashSet<>();
        for (String name : names) {
            if (name.isBlank() || !known.add(name)) {
                throw lines.bad(
                        1,
                        name.isBlank() ? "a column without a name" : "two columns are called '" + name + "'",
                        "give each column a name of its own");
            }
        }
        taker.columns(names, lines);
        for (List<String> values = records.next(); values != null; values = records.next()) {
            if (values.size() != names.size()) {
                throw lines.bad(
                        1,
                        values.size() + " values where the first line has " + names.size() + " names",
                        "put values with '" + records.separator() + "' in them into quotes");
            }
            Map<String, Object> columns = LinkedHashMap.newLinkedHashMap(names.size());
            for (int i = 0; i < names.size(); i++) {
                if (!values.get(i).isEmpty()) {
                    columns.put(names.get(i), values.get(i));
                }
            }
            taker.entry(entry(columns), lines);
        }
    }

    /** What a search or a dump wraps an entry in, {@code _source}, is taken off; a scalar is its value. */
    private void json() throws IOException {
        for (String line = lines.next(); line != null; line = lines.next()) {
            if (line.isBlank()) {
                continue;
            }
            Object read = json(line);
            if (read instanceof Map<?, ?> object && object.get("_source") instanceof Map<?, ?> source) {
                read = source;
            }
            taker.entry(entry(read instanceof Map<?, ?> object ? typed(object) : Map.of(VALUE, read)), lines);
        }
    }

    @SuppressWarnings("unchecked") // read below, with texts as names
    private static Map<String, Object> typed(Map<?, ?> object) {
        return (Map<String, Object>) object;
    }

    private Object json(String line) throws IOException {
        try (JsonParser parser = JSON.createParser(line)) {
            parser.nextToken();
            Object value = value(parser);
            if (parser.nextToken() != null) {
                throw lines.bad(
                        column(parser.currentTokenLocation().getColumnNr()),
                        "more than one value",
                        "one object stands in a line");
            }
            if (value == null || value instanceof List<?>) {
                throw lines.bad(1, "no object", "each line is an object of names and values");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw lines.bad(
                    column(e.getLocation() == null ? 1 : e.getLocation().getColumnNr()),
                    "not JSON: " + e.getOriginalMessage().lines().findFirst().orElse(""),
                    "each line is an object of names and values");
        }
    }

    private static int column(int known) {
        return Math.max(1, known);
    }

    private static @Nullable Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, Object> object = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    object.put(name, value(parser));
                }
                yield object;
            }
            case START_ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(parser));
                }
                yield list;
            }
            case VALUE_NUMBER_INT -> parser.getNumberValue();
            case VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> parser.getText();
        };
    }

    /** @param names those that there are */
    static BadList noColumn(String name, List<String> names, ListLines lines) {
        return lines.bad(
                1,
                "there is no column '" + name + "'",
                Spelling.wayOut(name, names, "the columns are " + String.join(", ", names)));
    }
}
