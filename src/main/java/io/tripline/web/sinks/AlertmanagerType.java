package io.tripline.web.sinks;

import io.tripline.alert.Alert;
import io.tripline.alert.sink.AlertmanagerSink;
import io.tripline.alert.sink.Sink;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;

/** {@code type=alertmanager}. */
final class AlertmanagerType implements SinkType {

    private final HttpKeys http;
    private final RuleLookup rules;
    private final InstantSource clock;

    AlertmanagerType(HttpKeys http, RuleLookup rules, InstantSource clock) {
        this.http = http;
        this.rules = rules;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "alertmanager";
    }

    @Override
    public Set<String> keys() {
        return HttpKeys.and("link", "resolve");
    }

    @Override
    public Set<String> families() {
        return HttpKeys.FAMILIES;
    }

    @Override
    public Sink make(SinkKeys keys) {
        Duration least = keys.duration("resolve", "5m", Duration.ofSeconds(1));
        String link = keys.text("link");
        return new AlertmanagerSink(
                http.receiver(keys, HttpKeys.below(HttpKeys.url(keys, null), "/api/v2/alerts")),
                alert -> lasting(alert, least),
                link == null ? null : link.replaceFirst("/+$", ""),
                clock);
    }

    /** As long as the group is silent, for then it would alert again. */
    private Duration lasting(Alert alert, Duration least) {
        Duration silence = rules.silence(alert.getRule().id());
        return silence.compareTo(least) > 0 ? silence : least;
    }
}
