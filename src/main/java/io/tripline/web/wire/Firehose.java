package io.tripline.web.wire;

import io.tripline.ingest.BodyEvents;
import io.tripline.ingest.BodyEvents.Around;
import io.tripline.ingest.Framing;
import io.tripline.ingest.Item;
import io.tripline.web.door.Answer;
import io.tripline.web.door.Refused;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * HTTP endpoints of Amazon Data Firehose: records as base64, gzip in it or not, of one or several events. An answer has the id of
 * the request; whatever is no 200 is sent again for as long as the stream is set to, with the same id.
 */
record Firehose() implements WireFormat {

    private static final String ID = "x-amz-firehose-request-id";

    @Override
    public String name() {
        return "firehose";
    }

    @Override
    public List<String> paths() {
        return List.of(JsonEvents.ROOT + "firehose");
    }

    @Override
    public List<String> secrets(WireRequest request) {
        String key = request.header("x-amz-firehose-access-key");
        return key == null ? List.of() : List.of(key);
    }

    @Override
    public Receipt decode(WireRequest request, byte[] body, BodyEvents events) throws WireRefusal {
        Item item = events.items(body, Framing.AUTOMATIC).next();
        if (!(item instanceof Item.Found found)) {
            throw WireRefusal.malformed("this is no delivery of Firehose");
        }
        Map<String, Object> delivery = found.object().source();
        if (!(delivery.get("records") instanceof List<?> records)) {
            throw WireRefusal.malformed("there are no records in it");
        }
        String id = delivery.get("requestId") instanceof String own ? own : request.header(ID);
        for (int i = 0; i < records.size() && events.isReadOn(); i++) {
            Object data = records.get(i) instanceof Map<?, ?> record ? record.get("data") : null;
            if (data instanceof String text) {
                String again = id == null ? null : "firehose:" + id + "/" + i;
                events.add(text, new Around(Map.of(), null, null, again, true));
            } else {
                events.reject("records " + i + ": there is no data in it");
            }
        }
        return taken -> taken.isNothing() && taken.batch().rejected() > 0
                ? answer(id, Refused.of(400, taken.firstReason()))
                : answer(id, null);
    }

    private static Answer answer(@Nullable String id, @Nullable Refused refused) {
        JsonObject answer =
                new JsonObject().put("requestId", id == null ? "" : id).put("timestamp", System.currentTimeMillis());
        return refused == null
                ? Answer.json(200, answer.encode())
                : Answer.json(
                        refused.status() == 403 ? 401 : refused.status(),
                        answer.put("errorMessage", refused.detail()).encode());
    }

    @Override
    public Answer refusal(WireRequest request, Refused refused) {
        return answer(request.header(ID), refused);
    }
}
