package io.tripline.web.wire;

import io.tripline.ingest.BodyEvents;
import io.tripline.ingest.BodyEvents.Around;
import io.tripline.ingest.Item;
import java.util.List;
import java.util.Map;

/** API destinations of EventBridge: what its partners and services put there, CloudTrail's included. Comes again for a day. */
record EventBridge() implements WireFormat {

    @Override
    public String name() {
        return "eventbridge";
    }

    @Override
    public List<String> paths() {
        return List.of(JsonEvents.ROOT + "eventbridge");
    }

    @Override
    public Receipt decode(WireRequest request, byte[] body, BodyEvents events) {
        JsonBody.add(body, events, EventBridge::around);
        return taken -> JsonBody.counts(200, taken);
    }

    private static Around around(Item.Found item) {
        Object id = item.object().source().get("id");
        return id instanceof String text && !text.isBlank()
                ? new Around(Map.of(), null, null, "eventbridge:" + text, false)
                : Around.NOTHING;
    }
}
