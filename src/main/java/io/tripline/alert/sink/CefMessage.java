package io.tripline.alert.sink;

import io.tripline.alert.Alert;
import io.tripline.problem.Cut;
import io.tripline.problem.Visible;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An alert as ArcSight's Common Event Format, version 0: one line. */
final class CefMessage {

    /** Bytes: with the head of a syslog message no more than the 8 KiB that every receiver takes. */
    private static final int LARGEST = 7900;

    private static final int LONGEST_NAME = 512;
    private static final int LONGEST_MESSAGE = 1023;
    private static final int LONGEST_VALUE = 500;

    /** Custom strings that the format has. */
    private static final int STRINGS = 6;

    private final StringBuilder out = new StringBuilder();
    private int bytes;

    private CefMessage() {}

    /** @param version of this program */
    static String of(Alert alert, String version) {
        CefMessage message = new CefMessage();
        Alert.RuleInfo rule = alert.getRule();
        message.append("CEF:0|Tripline|Tripline|" + header(version) + "|" + header(rule.id()) + "|"
                + header(rule.title()) + "|" + severity(rule.level()) + "|");
        message.field("externalId", alert.getId());
        message.field("rt", Long.toString(alert.getTimestamp()));
        Alert.Window window = alert.getWindow();
        if (window != null) {
            message.field("start", Long.toString(window.from()));
            message.field("end", Long.toString(window.to()));
        }
        message.field("cnt", Integer.toString(alert.getEvents().size() + alert.getMore()));
        message.field("msg", Cut.within(LONGEST_MESSAGE, alert.getReason()));
        int string = 1;
        for (Map.Entry<String, @Nullable String> part : alert.groupByName().entrySet()) {
            String value = part.getValue();
            if (value != null && string <= STRINGS) {
                message.field("cs" + string + "Label", Cut.within(LONGEST_VALUE, part.getKey()));
                message.field("cs" + string, Cut.within(LONGEST_VALUE, value));
                string++;
            }
        }
        return message.out.toString();
    }

    private static int severity(@Nullable String level) {
        return switch (level == null ? "" : level) {
            case "low" -> 3;
            case "medium" -> 5;
            case "high" -> 8;
            case "critical" -> 10;
            default -> 1;
        };
    }

    private static String header(String text) {
        return Visible.of(Cut.within(LONGEST_NAME, text)).replace("\\", "\\\\").replace("|", "\\|");
    }

    /** What does not fit is left out, and what is shorter may still come. */
    private void field(String key, String value) {
        String line = value.lines()
                .map(Visible::of)
                .reduce((one, two) -> one + "\n" + two)
                .orElse("");
        String escaped = line.replace("\\", "\\\\").replace("=", "\\=").replace("\n", "\\n");
        String field = (out.charAt(out.length() - 1) == '|' ? "" : " ") + key + "=" + escaped;
        if (bytes + size(field) <= LARGEST) {
            append(field);
        }
    }

    private void append(String text) {
        out.append(text);
        bytes += size(text);
    }

    private static int size(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
