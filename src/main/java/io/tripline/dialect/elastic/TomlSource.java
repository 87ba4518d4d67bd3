package io.tripline.dialect.elastic;

import io.tripline.problem.Lines;
import io.tripline.problem.Place;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlArray;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/** Tables of a TOML file. */
record TomlSource(TomlTable table, Lines lines) implements SourceTable {

    @Override
    public Set<String> keys() {
        return table.keySet();
    }

    @Override
    public @Nullable Object value(String key) {
        Object value = table.get(List.of(key));
        return value == null ? null : wrapped(value, lines);
    }

    @Override
    public @Nullable Place placeOf(String key) {
        TomlPosition position = table.inputPositionOf(List.of(key));
        return position == null ? null : lines.place(lines.offset(position.line(), position.column()), key.length());
    }

    @Override
    public @Nullable QueryText text(String key) {
        TomlPosition position = table.inputPositionOf(List.of(key));
        return value(key) instanceof String string && position != null
                ? QueryText.ofToml(string, lines, lines.offset(position.line(), position.column()))
                : null;
    }

    private static Object wrapped(Object value, Lines lines) {
        return switch (value) {
            case TomlTable child -> new TomlSource(child, lines);
            case TomlArray array -> new Elements(array, lines);
            case Object scalar -> scalar;
        };
    }

    private record Elements(TomlArray array, Lines lines) implements SourceList {

        @Override
        public int size() {
            return array.size();
        }

        @Override
        public Object get(int index) {
            return wrapped(array.get(index), lines);
        }

        @Override
        public Place placeOf(int index) {
            TomlPosition position = array.inputPositionOf(index);
            return lines.place(lines.offset(position.line(), position.column()), 1);
        }
    }
}
