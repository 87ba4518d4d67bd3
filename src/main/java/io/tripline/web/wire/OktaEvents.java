package io.tripline.web.wire;

import io.tripline.ingest.BodyEvents;
import io.tripline.web.door.Answer;
import io.tripline.web.door.Refusal;
import io.tripline.web.door.Refused;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Okta's event hooks, and what is read from its System Log. A hook waits three seconds, comes again once at most, and never after
 * a 4xx.
 */
record OktaEvents() implements WireFormat {

    private static final Pattern CHALLENGE = Pattern.compile("[\\x21-\\x7e]{1,512}");

    @Override
    public String name() {
        return "okta";
    }

    @Override
    public List<String> paths() {
        return List.of(JsonEvents.ROOT + "okta");
    }

    @Override
    public boolean isSentOnce() {
        return true;
    }

    @Override
    public @Nullable Answer greeting(WireRequest request) {
        if (request.isPost()) {
            return null;
        }
        String challenge = request.header("x-okta-verification-challenge");
        if (!request.isGet() || challenge == null) {
            return Refusal.problem(Refused.of(405, "an event hook is verified by GET and delivered by POST"));
        }
        return CHALLENGE.matcher(challenge).matches()
                ? Answer.json(
                        200, new JsonObject().put("verification", challenge).encode())
                : Refusal.problem(Refused.of(400, "this is no X-Okta-Verification-Challenge"));
    }

    @Override
    public Receipt decode(WireRequest request, byte[] body, BodyEvents events) {
        JsonBody.add(body, events);
        return taken -> taken.isNothing() && taken.batch().rejected() > 0
                ? Refusal.problem(Refused.of(400, taken.firstReason()))
                : Answer.empty(204);
    }

    @Override
    public Answer refusal(WireRequest request, Refused refused) {
        return Refusal.problem(refused.status() == 403 ? Refused.of(401, refused.detail()) : refused);
    }
}
