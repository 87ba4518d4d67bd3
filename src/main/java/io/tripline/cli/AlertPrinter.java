package io.tripline.cli;

import io.tripline.alert.Alert;
import io.tripline.alert.AlertDocument;
import io.tripline.problem.ProblemPrinter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Prints alerts as they are raised: a line of JSON each, or a table for a person. */
final class AlertPrinter implements AutoCloseable {

    private final Console console;
    private final boolean table;
    private final Set<String> disabled;
    private final List<List<String>> rows = new ArrayList<>();
    private int count;

    /** @param disabled ids of rules whose alerts do not count */
    AlertPrinter(Console console, boolean json, Set<String> disabled) {
        this.console = console;
        this.table = console.terminal() && !json;
        this.disabled = disabled;
    }

    void print(Alert alert) {
        if (disabled.contains(alert.getRule().id())) {
            return;
        }
        count++;
        if (!table) {
            console.out().println(JsonLines.write(AlertDocument.of(alert)));
            return;
        }
        String level = alert.getRule().level();
        rows.add(List.of(
                AlertDocument.time(alert.getTimestamp()),
                level == null ? "" : level,
                ProblemPrinter.visible(alert.getRule().title()),
                ProblemPrinter.visible(alert.getReason())));
    }

    int count() {
        return count;
    }

    @Override
    public void close() {
        if (table && !rows.isEmpty()) {
            new Table(List.of("TIME", "LEVEL", "RULE", "REASON"), rows).print(console.out());
        }
    }
}
