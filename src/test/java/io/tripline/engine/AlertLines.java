package io.tripline.engine;

import io.tripline.alert.Alert;
import io.tripline.alert.Evidence;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/** Alerts as lines of text that differ if the alerts do, whatever order they were raised in. */
final class AlertLines {

    private AlertLines() {}

    static List<String> of(Collection<Alert> alerts) {
        return alerts.stream().map(AlertLines::line).sorted().toList();
    }

    private static String line(Alert alert) {
        String text = String.join(
                " | ",
                Long.toString(alert.getTimestamp()),
                alert.getRule().title(),
                alert.getId(),
                alert.groupByName().toString(),
                alert.getReason(),
                new TreeMap<>(alert.getValues()).toString(),
                alert.getEvents().stream().map(Evidence::id).toList().toString());
        // half of a surrogate pair has no UTF-8
        StringBuilder ascii = new StringBuilder();
        text.chars().forEach(c -> ascii.append(c < ' ' || c > '~' ? String.format("\\u%04X", c) : (char) c));
        return ascii.toString();
    }
}
