package io.tripline.web.wire;

import io.tripline.ingest.BodyEvents;
import io.tripline.ingest.BodyEvents.Around;
import io.tripline.ingest.Framing;
import io.tripline.ingest.Item;
import io.tripline.ingest.Rejection;
import io.tripline.problem.ProblemPrinter;
import io.tripline.web.door.Answer;
import io.tripline.web.door.Refusal;
import io.tripline.web.door.Refused;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.function.Function;

/** A body of JSON whose items are events or envelopes that are told by themselves, and the answer that counts them. */
final class JsonBody {

    private static final int MOST_SHOWN = 100;

    private JsonBody() {}

    static void add(byte[] body, BodyEvents events) {
        add(body, events, item -> Around.NOTHING);
    }

    /** @param around what an item has beside its event */
    static void add(byte[] body, BodyEvents events, Function<Item.Found, Around> around) {
        BodyEvents.Items items = events.items(body, Framing.AUTOMATIC);
        for (Item item = items.next(); item != null; item = items.next()) {
            switch (item) {
                case Item.Found found -> events.add(found, around.apply(found));
                case Item.Refused refused -> events.reject(refused);
            }
        }
    }

    /** A success if anything was taken: what is broken stays so, however often it is sent. */
    static Answer counts(int success, Taken taken) {
        if (taken.isNothing() && taken.batch().rejected() > 0) {
            return Refusal.problem(Refused.of(400, ProblemPrinter.visible(taken.firstReason())));
        }
        JsonArray errors = new JsonArray();
        for (Rejection rejection : taken.batch().rejections()) {
            if (errors.size() < MOST_SHOWN) {
                errors.add(new JsonObject(
                        Map.of("index", rejection.index(), "reason", ProblemPrinter.visible(rejection.reason()))));
            }
        }
        return Answer.json(
                success,
                new JsonObject()
                        .put("accepted", taken.result().accepted())
                        .put("rejected", taken.result().rejected())
                        .put("alerts", taken.result().alerts())
                        .put("errors", errors)
                        .encode());
    }
}
