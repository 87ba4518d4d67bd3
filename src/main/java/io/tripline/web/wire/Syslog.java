package io.tripline.web.wire;

import io.tripline.ingest.BodyEvents;
import java.util.List;

/**
 * Lines of syslog as rsyslog and syslog-ng post them: JSON, or a message of RFC 5424 or 3164 with or without its header; several
 * in a body, or one.
 */
record Syslog() implements WireFormat {

    @Override
    public String name() {
        return "syslog";
    }

    @Override
    public List<String> paths() {
        return List.of(JsonEvents.ROOT + "syslog");
    }

    @Override
    public Receipt decode(WireRequest request, byte[] body, BodyEvents events) {
        int first = 0;
        while (first < body.length && body[first] <= ' ' && body[first] >= 0) {
            first++;
        }
        if (first < body.length && body[first] == '[') {
            JsonBody.add(body, events);
        } else {
            TextLines.forEach(body, events, line -> {
                SyslogMessage message = SyslogMessage.read(line);
                events.add(message.text(), BodyEvents.Around.with(message.fields(), message.time()));
            });
        }
        return taken -> JsonBody.counts(200, taken);
    }
}
