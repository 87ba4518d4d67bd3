package io.tripline.dialect.elastic;

import io.tripline.problem.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlArray;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/** One table of a TOML file: values by key, of the type that the schema has, and the problem where they are not. */
final class TableReader {

    private final TomlTable table;
    private final Place place;
    private final Lines lines;
    private final Report report;

    /** @param place of the table, for problems that are not about one key */
    TableReader(TomlTable table, Place place, Lines lines, Report report) {
        this.table = table;
        this.place = place;
        this.lines = lines;
        this.report = report;
    }

    Set<String> keys() {
        return table.keySet();
    }

    Place place() {
        return place;
    }

    Report report() {
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
        return table.get(List.of(key));
    }

    Place placeOf(String key) {
        TomlPosition position = table.inputPositionOf(List.of(key));
        return position == null ? place : lines.place(lines.offset(position), key.length());
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
        TomlPosition position = table.inputPositionOf(List.of(key));
        return value(key) instanceof String string && position != null
                ? QueryText.of(string, lines, lines.offset(position))
                : null;
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
            case TomlArray array -> {
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
            case TomlTable child -> new TableReader(child, placeOf(key), lines, report);
            case Object other -> wrong(key, "a table", other);
        };
    }

    /** A list of tables; one table is a list of one. */
    List<TableReader> tables(String key) {
        return switch (value(key)) {
            case null -> List.of();
            case TomlTable child -> List.of(new TableReader(child, placeOf(key), lines, report));
            case TomlArray array -> {
                List<TableReader> tables = new ArrayList<>();
                for (int i = 0; i < array.size(); i++) {
                    Place at = lines.place(lines.offset(array.inputPositionOf(i)), 1);
                    if (array.get(i) instanceof TomlTable child) {
                        tables.add(new TableReader(child, at, lines, report));
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

    boolean isList(String key) {
        return value(key) instanceof TomlArray;
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
            case TomlTable t -> "a table";
            case TomlArray a -> "a list";
            case Object other -> "a date";
        };
    }

    void error(String key, String message, String wayOut) {
        report.error(placeOf(key), message, wayOut);
    }
}
