package io.tripline.web.api;

import io.tripline.ingest.Framing;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a body of events may be sent as. A body without a type is looked at; a type that a web page of a stranger can send
 * without being asked ({@code text/plain}, forms) is none of ours.
 */
final class EventMediaType {

    static final String NAMES = "application/json, application/x-ndjson";

    private static final Set<String> LINES = Set.of(
            "application/x-ndjson",
            "application/ndjson",
            "application/jsonl",
            "application/x-jsonl",
            "application/jsonlines",
            "application/x-jsonlines",
            "application/json-lines",
            "application/x-json-lines");

    private static final Set<String> OTHER_JSON =
            Set.of("application/json", "application/cloudevents+json", "application/cloudevents-batch+json");

    private EventMediaType() {}

    /** How the body is divided; null if the type is not taken. */
    static @Nullable Framing framing(@Nullable String contentType) {
        if (contentType == null || contentType.isBlank()) {
            return Framing.AUTOMATIC;
        }
        // JSON is UTF-8; a parameter such as charset says nothing about it (RFC 8259)
        String type = contentType.toLowerCase(Locale.ROOT).split(";", 2)[0].strip();
        if (OTHER_JSON.contains(type)) {
            return Framing.AUTOMATIC;
        }
        return LINES.contains(type) ? Framing.LINES : null;
    }
}
