package io.tripline.web.wire;

import io.tripline.ingest.BodyEvents;
import io.tripline.ingest.BodyEvents.Added;
import io.tripline.ingest.BodyEvents.Around;
import io.tripline.web.door.Answer;
import io.tripline.web.door.Refused;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Logs of OpenTelemetry over HTTP, protobuf or JSON. A record's event is its body where that is an object or JSON in a text; else
 * it is the record's attributes, with the body as {@code message}. Of the same field the body wins over attributes of the record,
 * these over what the record says of itself, and that over the resource.
 */
record OtlpLogs() implements WireFormat {

    private static final String LOGS = "/v1/logs";

    /**
     * A record as either form has it.
     *
     * @param body a scalar, list or map; null: there is none
     * @param about what the record says of itself, by Elastic's names
     * @param nanos since the epoch; 0: not said
     */
    record LogRecord(
            @Nullable Object body,
            Map<String, Object> attributes,
            Map<String, Object> about,
            Map<String, Object> resource,
            long nanos) {}

    @Override
    public String name() {
        return "otlp";
    }

    @Override
    public List<String> paths() {
        return List.of(LOGS, "/v1/traces", "/v1/metrics");
    }

    @Override
    public @Nullable Answer greeting(WireRequest request) {
        if (!request.path().equals(LOGS)) {
            return refusal(request, Refused.of(404, "rules look at logs alone: send those, to " + LOGS));
        }
        return request.isPost() ? null : refusal(request, Refused.of(405, "logs are posted"));
    }

    private static boolean isJson(WireRequest request) {
        return request.contentType().equals("application/json");
    }

    @Override
    public Receipt decode(WireRequest request, byte[] body, BodyEvents events) throws WireRefusal {
        boolean isJson = isJson(request);
        if (!isJson && !request.contentType().equals("application/x-protobuf")) {
            throw new WireRefusal(Refused.of(415, "logs are sent as application/x-protobuf or application/json"));
        }
        Tally tally = new Tally(events);
        if (isJson) {
            OtlpJson.read(body, events, tally);
        } else {
            OtlpProtobuf.read(body, events, tally);
        }
        return taken -> tally.rejected == 0
                ? OtlpAnswers.success(isJson)
                : OtlpAnswers.partly(isJson, tally.rejected, tally.reason);
    }

    /** Takes records, and counts those that are none. One thread. */
    static final class Tally {

        private final BodyEvents events;
        private long rejected;
        private String reason = "";

        private Tally(BodyEvents events) {
            this.events = events;
        }

        void add(LogRecord record) {
            if (!events.isReadOn()) {
                rejected++;
                return;
            }
            Added added = event(record);
            if (!added.refusals().isEmpty()) {
                rejected++;
                reason = reason.isEmpty() ? added.refusals().getFirst() : reason;
            }
        }

        private Added event(LogRecord record) {
            Map<String, Object> beside = new LinkedHashMap<>(record.about());
            Long time = record.nanos() == 0 ? null : (Long) TimeUnit.NANOSECONDS.toMillis(record.nanos());
            Object body = record.body();
            boolean isEvent = body instanceof Map<?, ?> map && !map.isEmpty()
                    || body instanceof String text && text.stripLeading().startsWith("{");
            if (isEvent && body != null) {
                Map<String, Object> all = new LinkedHashMap<>(record.attributes());
                beside.forEach(all::putIfAbsent);
                record.resource().forEach(all::putIfAbsent);
                Object inner = body instanceof Map<?, ?> map ? LoggedEvent.inside(map, all, events) : body;
                return events.add(inner, Around.with(all, time));
            }
            record.resource().forEach(beside::putIfAbsent);
            Map<String, Object> own = new LinkedHashMap<>(record.attributes());
            if (body != null && !"".equals(body)) {
                own.put("message", body);
            }
            return own.isEmpty()
                    ? events.reject("a record has neither a body nor attributes")
                    : events.add(own, Around.with(beside, time));
        }
    }

    @Override
    public Answer refusal(WireRequest request, Refused refused) {
        return OtlpAnswers.failure(isJson(request), refused);
    }
}
