package io.tripline.cli;

import io.tripline.problem.Cut;
import io.tripline.problem.Visible;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rows in columns, for a person. On a terminal a row is a line of its width; in a pipe nothing is cut. */
record Table(List<String> heading, List<List<String>> rows) {

    private static final String GAP = "  ";

    /** Every column may have so much before a wider one gets more. */
    private static final int NARROW = 12;

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
        return Visible.of(text);
    }

    void print(Console console) {
        int[] widths = new int[heading.size()];
        widen(widths, heading);
        rows.forEach(row -> widen(widths, row));
        if (console.terminal()) {
            fit(widths, console.screen().width().getAsInt());
        }
        console.out()
                .println(Paint.STRONG.on(line(heading, widths), console.screen().outColours()));
        rows.forEach(row -> console.out().println(line(row, widths)));
    }

    private static void widen(int[] widths, List<String> row) {
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Math.max(widths[i], row.get(i).length());
        }
    }

    /** Takes from the widest columns, a character at a time, until a row is no longer than the line. */
    static void fit(int[] widths, int line) {
        int room = Math.max(line - GAP.length() * (widths.length - 1), widths.length);
        while (Arrays.stream(widths).sum() > room) {
            int widest = 0;
            for (int i = 1; i < widths.length; i++) {
                widest = widths[i] > widths[widest] ? i : widest;
            }
            if (widths[widest] <= NARROW) {
                return; // a terminal too narrow to be served
            }
            int others = Arrays.stream(widths).sum() - widths[widest];
            int next = Arrays.stream(widths)
                    .sorted()
                    .skip(Math.max(0, widths.length - 2))
                    .min()
                    .orElse(NARROW);
            widths[widest] = Math.max(Math.max(NARROW, room - others), Math.min(next, widths[widest] - 1));
        }
    }

    /** The columns side by side; a cell that is wider than its column ends in an ellipsis. */
    static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String shown = Cut.within(widths[i], row.get(i));
            line.append(shown);
            if (i < widths.length - 1) {
                line.repeat(' ', widths[i] - shown.length()).append(GAP);
            }
        }
        return line.toString().stripTrailing();
    }
}
