package io.tripline.cli;

import io.tripline.alert.Alert;
import io.tripline.alert.AlertDocument;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a replay was, in numbers. */
final class ReplayTotals {

    private static final int MOST_ROWS = 10;

    /** So many groups are told apart; a hostile file could have one for each event. */
    private static final int MOST_GROUPS = 100_000;

    private final Map<String, Integer> levels = new LinkedHashMap<>();
    private final Map<String, Integer> rules = new LinkedHashMap<>();
    private final Map<String, Integer> groups = new LinkedHashMap<>();
    private int alerts;

    void count(Alert alert) {
        alerts++;
        String level = alert.getRule().level();
        levels.merge(level == null ? "no level" : level.toLowerCase(Locale.ROOT), 1, Integer::sum);
        rules.merge(alert.getRule().title() + " (" + alert.getRule().id() + ")", 1, Integer::sum);
        String group = alert.getGroup().names().isEmpty() ? "no group" : group(alert);
        groups.merge(
                groups.size() < MOST_GROUPS || groups.containsKey(group) ? group : "other groups", 1, Integer::sum);
    }

    private static String group(Alert alert) {
        List<String> parts = new ArrayList<>();
        alert.groupByName().forEach((name, value) -> parts.add(name + "=" + value));
        return String.join(", ", parts);
    }

    int alerts() {
        return alerts;
    }

    /** Lines for a person; texts of rules and events in them are not yet made visible. */
    List<String> lines(EventReplay.Counts events, long late) {
        List<String> lines = new ArrayList<>();
        lines.add(number(events.accepted(), "event") + range(events) + ", " + number(alerts, "alert"));
        List<String> beside = new ArrayList<>();
        if (events.unreadable() > 0) {
            beside.add(events.unreadable() + " unreadable");
        }
        if (late > 0) {
            beside.add(number(late, "match", "matches") + " too late for their window");
        }
        if (!beside.isEmpty()) {
            lines.add("  beside    " + String.join(", ", beside));
        }
        table("by level", levels, lines);
        table("by rule", rules, lines);
        if (groups.size() > 1 || !groups.containsKey("no group")) {
            table("by group", groups, lines);
        }
        return lines;
    }

    private static String range(EventReplay.Counts events) {
        return events.accepted() == 0
                ? ""
                : " from " + AlertDocument.time(events.first()) + " to " + AlertDocument.time(events.last());
    }

    private static void table(String title, Map<String, Integer> counts, List<String> lines) {
        List<Map.Entry<String, Integer>> rows = counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .toList();
        String before = title;
        for (Map.Entry<String, Integer> row : rows.subList(0, Math.min(MOST_ROWS, rows.size()))) {
            lines.add(String.format(Locale.ROOT, "  %-8s  %6d  %s", before, row.getValue(), row.getKey()));
            before = "";
        }
        if (rows.size() > MOST_ROWS) {
            lines.add(String.format(Locale.ROOT, "  %-8s  %6s  %d more", "", "and", rows.size() - MOST_ROWS));
        }
    }

    private static String number(long count, String one) {
        return number(count, one, one + "s");
    }

    private static String number(long count, String one, String many) {
        return count + " " + (count == 1 ? one : many);
    }
}
