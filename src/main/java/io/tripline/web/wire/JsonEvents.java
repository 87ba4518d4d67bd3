package io.tripline.web.wire;

import io.tripline.ingest.BodyEvents;
import java.util.List;

/**
 * Events as JSON objects, lists and lines, at an address of their own for tokens and figures of their own: Auth0's log streams,
 * files of CloudTrail, anything else.
 *
 * @param name also the end of the address
 */
record JsonEvents(String name) implements WireFormat {

    /** Before the addresses of all that has no fixed one. */
    static final String ROOT = "/api/v1/events/";

    @Override
    public List<String> paths() {
        return List.of(ROOT + name);
    }

    @Override
    public Receipt decode(WireRequest request, byte[] body, BodyEvents events) {
        JsonBody.add(body, events);
        return taken -> JsonBody.counts(200, taken);
    }
}
