package io.tripline.alert.sink;

import io.tripline.alert.Alert;
import io.tripline.alert.AlertDocument;
import io.tripline.alert.KeptAlert;
import io.tripline.alert.Levels;
import io.tripline.event.Sha256;
import io.tripline.problem.Cut;
import io.tripline.problem.Visible;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a mail says of one alert or many: plain text, a line of what strangers wrote never more than one. */
final class MailDigest {

    private static final int LONGEST_SUBJECT = 180;
    private static final int LONGEST_LINE = 900;

    private final List<Alert> alerts;
    private final @Nullable String link;

    /** @param link the address of this program's interface as people reach it; null: alerts have no link */
    MailDigest(List<KeptAlert> alerts, @Nullable String link) {
        this.alerts = alerts.stream().map(KeptAlert::alert).toList();
        this.link = link;
    }

    /** The same for the same alerts. */
    String id() {
        return alerts.size() == 1
                ? alerts.getFirst().getId()
                : Sha256.hex(alerts.stream().map(Alert::getId).collect(Collectors.joining("\n")))
                        .substring(0, 32);
    }

    String subject() {
        Alert first = alerts.getFirst();
        return line(
                LONGEST_SUBJECT,
                alerts.size() == 1
                        ? level(first) + first.getRule().title() + ": " + first.getReason()
                        : alerts.size() + " alerts, the gravest " + level(gravest())
                                + gravest().getRule().title());
    }

    private Alert gravest() {
        return alerts.stream()
                .max(Comparator.comparingInt(alert ->
                        Levels.ALL.indexOf(String.valueOf(alert.getRule().level()))))
                .orElseThrow();
    }

    private static String level(Alert alert) {
        String level = alert.getRule().level();
        return level == null ? "" : "[" + level + "] ";
    }

    String text() {
        return alerts.stream().map(this::text).collect(Collectors.joining("\n\n")) + "\n";
    }

    private String text(Alert alert) {
        StringBuilder text = new StringBuilder()
                .append(line(level(alert) + alert.getRule().title()))
                .append('\n')
                .append(line(alert.getReason()))
                .append('\n');
        for (Map.Entry<String, @Nullable String> part : alert.groupByName().entrySet()) {
            text.append(line("  " + part.getKey() + ": " + part.getValue())).append('\n');
        }
        alert.getValues().forEach((name, value) -> text.append(line("  " + name + ": " + value))
                .append('\n'));
        text.append(AlertDocument.time(alert.getTimestamp()))
                .append(", ")
                .append(alert.getEvents().size() + alert.getMore())
                .append(" events, alert ")
                .append(line(alert.getId()));
        if (link != null) {
            text.append('\n').append(link).append("/api/v1/alerts/").append(line(alert.getId()));
        }
        return text.toString();
    }

    private static String line(String text) {
        return line(LONGEST_LINE, text);
    }

    private static String line(int most, String text) {
        return Cut.within(most, Visible.of(Cut.within(most, text)));
    }
}
