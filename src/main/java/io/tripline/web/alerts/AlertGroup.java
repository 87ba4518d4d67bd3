package io.tripline.web.alerts;

import io.tripline.alert.AlertStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The alerts of a rule for one group.
 *
 * @param newest of them
 * @param open how many of them are open
 * @param counts so many fell into each {@link #PIECES} of the span that is looked at, the oldest piece first
 */
public record AlertGroup(AlertHead newest, int count, int open, int[] counts) {

    /** Into so many pieces a span is divided. */
    public static final int PIECES = 24;

    private record Of(String rule, String group) {}

    /**
     * By rule and group, in the order of their newest alerts.
     *
     * @param alerts newest first
     * @param from ms since the epoch: begin of the span
     * @param to ms since the epoch: its end, included
     */
    public static List<AlertGroup> of(List<AlertHead> alerts, long from, long to) {
        Map<Of, List<AlertHead>> groups = new LinkedHashMap<>();
        for (AlertHead alert : alerts) {
            groups.computeIfAbsent(new Of(alert.rule().id(), alert.group()), first -> new ArrayList<>())
                    .add(alert);
        }
        return groups.values().stream().map(some -> group(some, from, to)).toList();
    }

    private static AlertGroup group(List<AlertHead> alerts, long from, long to) {
        int[] counts = new int[PIECES];
        int open = 0;
        double piece = Math.max(1, to - from + 1) / (double) PIECES;
        for (AlertHead alert : alerts) {
            if (alert.time() >= from && alert.time() <= to) {
                counts[Math.min(PIECES - 1, (int) ((alert.time() - from) / piece))]++;
            }
            if (alert.life().status() == AlertStatus.OPEN) {
                open++;
            }
        }
        return new AlertGroup(alerts.getFirst(), alerts.size(), open, counts);
    }
}
