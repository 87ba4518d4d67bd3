package io.tripline.web.wire;

import io.tripline.event.EventTime;
import io.tripline.ingest.BodyEvents;
import io.tripline.ingest.BodyEvents.Around;
import io.tripline.ingest.Framing;
import io.tripline.ingest.Item;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The webhook of Prometheus' Alertmanager: an event for each alert that began or ended, with the receiver and the group that it was
 * sent for. Alertmanager repeats itself for as long as an alert lasts: an alert counts once for its beginning and once for its end.
 */
record Alertmanager() implements WireFormat {

    private static final List<String> WITH_EACH = List.of("receiver", "groupLabels", "externalURL", "groupKey");

    @Override
    public String name() {
        return "alertmanager";
    }

    @Override
    public List<String> paths() {
        return List.of(JsonEvents.ROOT + "alertmanager");
    }

    @Override
    public Receipt decode(WireRequest request, byte[] body, BodyEvents events) throws WireRefusal {
        if (!(events.items(body, Framing.AUTOMATIC).next() instanceof Item.Found found)
                || !(found.object().source().get("alerts") instanceof List<?> alerts)) {
            throw WireRefusal.malformed("this is no notification of Alertmanager: it has no alerts");
        }
        Map<String, Object> beside = new LinkedHashMap<>();
        WITH_EACH.forEach(
                name -> SplunkHec.put(beside, name, found.object().source().get(name)));
        for (Object alert : alerts) {
            if (alert instanceof Map<?, ?> map && events.isReadOn()) {
                boolean ended = "resolved".equals(map.get("status"));
                events.add(
                        map,
                        new Around(
                                beside,
                                EventTime.parse(map.get(ended ? "endsAt" : "startsAt")),
                                null,
                                redelivery(map),
                                false));
            } else {
                events.reject("an alert is an object");
            }
        }
        return taken -> JsonBody.counts(200, taken);
    }

    private static @Nullable String redelivery(Map<?, ?> alert) {
        return alert.get("fingerprint") instanceof String fingerprint
                ? "alertmanager:" + fingerprint + " " + alert.get("startsAt") + " " + alert.get("status")
                : null;
    }
}
