package io.tripline.ruletest;

import io.tripline.alert.Alert;
import io.tripline.alert.AlertDocument;
import io.tripline.alert.Evidence;
import io.tripline.config.Durations;
import io.tripline.problem.Visible;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * An alert as a test file: the events behind it come in again, and the alert is what is expected. Of events behind a correlation
 * the alert has the fields that its rules tested and carried: those stand in the test.
 */
public final class AlertAsTest {

    private AlertAsTest() {}

    /**
     * The text of a test file, to stand beside the rule.
     *
     * @param rules files of the rules that lead to the alert, relative to the folder in which the test is to stand
     */
    public static String of(Alert alert, List<String> rules) {
        List<Evidence> events = alert.getEvents();
        long start = events.stream().mapToLong(Evidence::time).min().orElse(alert.getTimestamp());
        List<String> lost = lost(alert);
        StringBuilder text = new StringBuilder()
                .append("# Made from the alert ")
                .append(shown(alert.getId()))
                .append(" of ")
                .append(AlertDocument.time(alert.getTimestamp()))
                .append(": ")
                .append(shown(alert.getReason()))
                .append('\n');
        lost.forEach(what -> text.append("# ").append(what).append('\n'));
        text.append("rules: ").append(PastedYaml.line(rules)).append("\ntests:\n  - name: ");
        text.append(PastedYaml.line(alert.getRule().title() + " alerts"));
        text.append("\n    start: ").append(AlertDocument.time(start)).append("\n    events:");
        text.append(events.isEmpty() ? " []\n" : "\n");
        for (Evidence event : events) {
            Map<String, @Nullable Object> entry = new LinkedHashMap<>();
            entry.put("at", Durations.seconds(Duration.ofMillis(event.time() - start)));
            entry.put("event", Numbered.escaped(event.fields()));
            text.append("      - ").append(PastedYaml.line(entry)).append('\n');
        }
        return text.append("    expect:\n      - ")
                .append(PastedYaml.line(expected(alert, start, lost.isEmpty())))
                .append('\n')
                .toString();
    }

    /** What is not as it was; a sentence each. */
    private static List<String> lost(Alert alert) {
        List<String> lost = new ArrayList<>();
        if (alert.getMore() > 0) {
            lost.add("The alert has the newest " + alert.getEvents().size() + " of its events alone, " + alert.getMore()
                    + " further ones are not kept: add such events, or the rule may not alert.");
        }
        if (alert.getEvents().stream().anyMatch(event -> AlertDocument.isTooLarge(event.fields()))) {
            lost.add("An event was too large to be kept: put it in place of what stands for it.");
        }
        return lost;
    }

    /** @param whole else when it comes, of which events and with which values is not known */
    private static Map<String, @Nullable Object> expected(Alert alert, long start, boolean whole) {
        List<Integer> all = IntStream.range(0, alert.getEvents().size()).boxed().toList();
        Map<String, @Nullable Object> expected =
                new RaisedAlert(alert, Duration.ofMillis(alert.getTimestamp() - start), all).expectation();
        if (!whole) {
            expected.keySet().retainAll(List.of("rule", "group"));
        }
        return expected;
    }

    /** On one line, whatever is in it. */
    private static String shown(String text) {
        return Visible.of(text);
    }
}
