package io.tripline.dialect.elastic;

import io.tripline.dialect.elastic.SourceTable.SourceList;
import io.tripline.problem.Place;
import io.tripline.problem.Problems;
import io.tripline.problem.Spelling;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One table of a rule file: values by key, of the type that the schema has, and the problem where they are not. */
final class TableReader {

    private final SourceTable table;
    private final Place place;
    private final Problems report;

    /** @param place of the table, for problems that are not about one key */
    TableReader(SourceTable table, Place place, Problems report) {
        this.table = table;
        this.place = place;
        this.report = report;
    }

    SourceTable source() {
        return table;
    }

    Set<String> keys() {
        return table.keys();
    }

    Place place() {
        return place;
    }

    Problems report() {
        return report;
    }

    /** Any other key is an error: it may have been meant as a condition. */
    void allowOnly(Set<String> known) {
        for (String key : keys()) {
            if (!known.contains(key)) {
                error(key, "unknown key '" + key + "'", Spelling.wayOut(key, known, "remove it"));
            }
        }
    }

    boolean has(String key) {
        return value(key) != null;
    }

    private @Nullable Object value(String key) {
        return table.value(key);
    }

    Place placeOf(String key) {
        Place found = table.placeOf(key);
        return found == null ? place : found;
    }

    /** Where the value stands if it is a text, else where its key stands. */
    Place placeOfValue(String key) {
        QueryText text = text(key);
        return text == null ? placeOf(key) : text.place();
    }

    @Nullable
    String string(String key) {
        return switch (value(key)) {
            case null -> null;
            case String string -> string;
            case Object other -> wrong(key, "a text", other);
        };
    }

    /** A text with the place of each character; null if it is missing or none. */
    @Nullable
    QueryText text(String key) {
        return table.text(key);
    }

    @Nullable
    Long integer(String key) {
        return switch (value(key)) {
            case null -> null;
            case Long number -> number;
            case Object other -> wrong(key, "a whole number", other);
        };
    }

    boolean isTrue(String key) {
        return switch (value(key)) {
            case null -> false;
            case Boolean bool -> bool;
            case Object other -> {
                wrong(key, "true or false", other);
                yield false;
            }
        };
    }

    /** A list of texts; one text is a list of one. */
    List<String> strings(String key) {
        return switch (value(key)) {
            case null -> List.of();
            case String string -> List.of(string);
            case SourceList array -> {
                List<String> strings = new ArrayList<>();
                for (int i = 0; i < array.size(); i++) {
                    if (array.get(i) instanceof String string) {
                        strings.add(string);
                    } else {
                        wrong(key, "a list of texts", array.get(i));
                    }
                }
                yield strings;
            }
            case Object other -> {
                wrong(key, "a list of texts", other);
                yield List.of();
            }
        };
    }

    @Nullable
    TableReader table(String key) {
        return switch (value(key)) {
            case null -> null;
            case SourceTable child -> new TableReader(child, placeOf(key), report);
            case Object other -> wrong(key, "a table", other);
        };
    }

    /** A list of tables; one table is a list of one. */
    List<TableReader> tables(String key) {
        return switch (value(key)) {
            case null -> List.of();
            case SourceTable child -> List.of(new TableReader(child, placeOf(key), report));
            case SourceList array -> {
                List<TableReader> tables = new ArrayList<>();
                for (int i = 0; i < array.size(); i++) {
                    if (array.get(i) instanceof SourceTable child) {
                        tables.add(new TableReader(child, array.placeOf(i), report));
                    } else {
                        wrong(key, "a list of tables", array.get(i));
                    }
                }
                yield tables;
            }
            case Object other -> {
                wrong(key, "a list of tables", other);
                yield List.of();
            }
        };
    }

    /** Any scalar as its text; null for tables and lists. */
    @Nullable
    String scalar(String key) {
        return switch (value(key)) {
            case null -> null;
            case String string -> string;
            case Long number -> number.toString();
            case Double number -> number.toString();
            case Boolean bool -> bool.toString();
            case Object other -> null;
        };
    }

    private <T> @Nullable T wrong(String key, String expected, Object found) {
        report.error(placeOf(key), "'" + key + "' must be " + expected + ", not " + kind(found), "write " + expected);
        return null;
    }

    private static String kind(Object value) {
        return switch (value) {
            case String s -> "a text";
            case Long l -> "a whole number";
            case Double d -> "a number";
            case Boolean b -> "true or false";
            case SourceTable t -> "a table";
            case SourceList a -> "a list";
            case Temporal date -> "a date";
            case Object other -> "null";
        };
    }

    void error(String key, String message, String wayOut) {
        report.error(placeOf(key), message, wayOut);
    }
}
