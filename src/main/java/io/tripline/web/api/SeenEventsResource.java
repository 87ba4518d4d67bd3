package io.tripline.web.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.smallrye.common.annotation.Blocking;
import io.tripline.live.SeenEvents;
import io.tripline.live.SeenEvents.Seen;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Events that came in, to pick one. */
@Path("/api/v1/events/seen")
@Produces({MediaType.APPLICATION_JSON, ProblemAnswer.TYPE})
@Tag(name = "Events")
public class SeenEventsResource {

    private static final TypeReference<LinkedHashMap<String, @Nullable Object>> OBJECT = new TypeReference<>() {};

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final SeenEvents events;

    public SeenEventsResource(SeenEvents events) {
        this.events = events;
    }

    /** Some of the last events. */
    @Schema(name = "SeenEventList", description = "Some of the last events that came in")
    public record SeenList(
            @Schema(description = "The events, the newest first")
            List<Item> items) {}

    /** One event. */
    @Schema(name = "SeenEvent", description = "An event that came in, as it was decoded")
    public record Item(
            @Schema(description = "Counts such events since the start: /why?seen= explains this one")
            long number,

            @Schema(description = "Its id") String id,

            @Schema(description = "When it came; ISO-8601, UTC")
            String arrived,

            @Schema(description = "Its own time; ISO-8601, UTC")
            String time,

            @Schema(description = "The name of its sender's token, or the address that it called from")
            String sender,

            @Schema(description = "The wire format that it came in")
            String wire,

            @Schema(description = "The format that it was recognised by; json: none; said: none, but its log was said")
            String format,

            @Schema(
                    description =
                            "What its sender said of its log, in Sigma's words, as POST /api/v1/explain takes it: product, category,"
                                    + " service; empty where nothing was said, or the event shows it itself")
            Map<String, String> log,

            @Schema(description = "The event") Map<String, @Nullable Object> event) {}

    @GET
    @Blocking
    @Operation(
            operationId = "listSeenEvents",
            summary = "List events that came in",
            description =
                    "Some of the last events, to pick one and ask why it matches or not: at most two a second and log, none that is"
                            + " longer than 16 KiB, tripline.page.seen of them. They are held in memory alone.")
    @APIResponse(
            responseCode = "200",
            description = "The events",
            content = @Content(schema = @Schema(implementation = SeenList.class)))
    public SeenList list() {
        return new SeenList(
                events.newest().stream().map(SeenEventsResource::item).toList());
    }

    private static Item item(Seen seen) {
        return new Item(
                seen.number(),
                SafeText.sentence(seen.id()),
                Instant.ofEpochMilli(seen.arrived()).toString(),
                Instant.ofEpochMilli(seen.time()).toString(),
                SafeText.sentence(seen.sender()),
                seen.wire(),
                seen.format(),
                seen.said(),
                object(seen.json()));
    }

    private static Map<String, @Nullable Object> object(String json) {
        try {
            return MAPPER.readValue(json, OBJECT);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("what was written as JSON is none", impossible);
        }
    }
}
