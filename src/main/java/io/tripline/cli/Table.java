package io.tripline.cli;

import io.tripline.problem.ProblemPrinter;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rows in columns, for a person. */
record Table(List<String> heading, List<List<String>> rows) {

    /** A longer cell is cut, unless it is the last of its row. */
    private static final int WIDEST = 60;

    Table {
        heading = List.copyOf(heading);
        rows = List.copyOf(rows);
    }

    /** A column for each key; lists are joined, nulls are blank. */
    static Table of(List<String> columns, List<Map<String, @Nullable Object>> documents) {
        List<String> heading = columns.stream()
                .map(column -> column.toUpperCase(Locale.ROOT).replace('_', ' '))
                .toList();
        List<List<String>> rows = new ArrayList<>();
        for (Map<String, @Nullable Object> document : documents) {
            rows.add(columns.stream().map(column -> cell(document.get(column))).toList());
        }
        return new Table(heading, rows);
    }

    private static String cell(@Nullable Object value) {
        String text =
                switch (value) {
                    case null -> "";
                    case Collection<?> several ->
                        several.stream().map(String::valueOf).collect(Collectors.joining(", "));
                    default -> value.toString();
                };
        return ProblemPrinter.visible(text);
    }

    void print(PrintStream out) {
        int[] widths = new int[heading.size()];
        widen(widths, heading);
        rows.forEach(row -> widen(widths, row));
        line(out, heading, widths);
        rows.forEach(row -> line(out, row, widths));
    }

    private static void widen(int[] widths, List<String> row) {
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Math.max(widths[i], Math.min(WIDEST, row.get(i).length()));
        }
    }

    private static void line(PrintStream out, List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String cell = row.get(i);
            if (i == widths.length - 1) {
                line.append(cell);
            } else {
                String shown = cell.length() > WIDEST ? cell.substring(0, WIDEST - 1) + "…" : cell;
                line.append(shown).repeat(' ', widths[i] - shown.length() + 2);
            }
        }
        out.println(line.toString().stripTrailing());
    }
}
