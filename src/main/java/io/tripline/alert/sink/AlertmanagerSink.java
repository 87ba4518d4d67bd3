package io.tripline.alert.sink;

import io.tripline.alert.Alert;
import io.tripline.alert.AlertDocument;
import io.tripline.alert.KeptAlert;
import io.tripline.problem.Cut;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Posts alerts to Prometheus Alertmanager, API v2. Its labels are what an alert is known by there: rule, severity and group, so that a second time,
 * and the next alert of the same group, is the same one going on. It ends by itself when the group's silence does.
 */
public final class AlertmanagerSink implements Sink {

    private static final int LONGEST_LABEL = 1000;

    private final HttpReceiver receiver;
    private final Function<Alert, Duration> lasting;
    private final @Nullable String link;
    private final InstantSource clock;
    private final AlertJson json = new AlertJson();

    /**
     * @param lasting how long an alert is firing there, from now
     * @param link the address of this program's interface as people reach it, without a slash at the end; null: alerts have no link
     */
    public AlertmanagerSink(
            HttpReceiver receiver, Function<Alert, Duration> lasting, @Nullable String link, InstantSource clock) {
        this.receiver = receiver;
        this.lasting = lasting;
        this.link = link;
        this.clock = clock;
    }

    /** It answers for all of a request at once, so there is one alert in each. */
    @Override
    public int most() {
        return 1;
    }

    @Override
    public String target() {
        return receiver.target();
    }

    @Override
    public List<Outcome> send(List<KeptAlert> alerts) throws InterruptedException {
        Alert alert = alerts.getFirst().alert();
        return List.of(receiver.deliver("[" + json.line(document(alert)) + "]", Map.of()));
    }

    private Map<String, Object> document(Alert alert) {
        long start = alert.getTimestamp();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("labels", labels(alert));
        document.put(
                "annotations",
                Map.of(
                        "summary",
                        alert.getReason(),
                        "alert_id",
                        alert.getId(),
                        "source",
                        alert.getRule().source()));
        document.put("startsAt", AlertDocument.time(start));
        document.put(
                "endsAt",
                AlertDocument.time(
                        Math.max(start, clock.millis()) + lasting.apply(alert).toMillis()));
        if (link != null) {
            document.put("generatorURL", link + "/api/v1/alerts/" + alert.getId());
        }
        return document;
    }

    private static Map<String, String> labels(Alert alert) {
        Map<String, String> labels = new LinkedHashMap<>();
        label(labels, "alertname", alert.getRule().title());
        label(labels, "severity", alert.getRule().level());
        label(labels, "rule_id", alert.getRule().id());
        alert.groupByName().forEach((name, value) -> label(labels, name, value));
        return labels;
    }

    /** Names of letters, digits and underscores, which every version takes; a label without a value is none. */
    private static void label(Map<String, String> labels, String name, @Nullable String value) {
        if (value == null || value.isBlank()) {
            return;
        }
        String plain = name.replaceAll("[^a-zA-Z0-9_]", "_").replaceFirst("^(?=[0-9]|__)", "f");
        String free = plain.isEmpty() ? "f" : plain;
        for (int i = 2; labels.containsKey(free); i++) {
            free = plain + "_" + i;
        }
        labels.put(free, Cut.within(LONGEST_LABEL, value));
    }

    @Override
    public void close() {
        receiver.close();
    }
}
