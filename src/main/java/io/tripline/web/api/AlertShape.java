package io.tripline.web.api;

import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The members of an alert, for the description of the interface; {@link io.tripline.alert.AlertDocument} writes them. */
@Schema(name = "Alert", description = "What a rule raised, with its evidence")
public record AlertShape(
        @Schema(description = "Depends on the rule, the group and the events alone: the same events give the same id")
        String id,

        @Schema(description = "The rule that raised it") RuleShape rule,

        @Schema(description = "Time of the event that completed it, or when the passing of time did; ISO-8601, UTC")
        String time,

        @Schema(description = "Why, in one sentence for a person")
        String reason,

        @Schema(description = "open, acknowledged or closed")
        String status,

        @Schema(description = "true_positive, false_positive or benign; null unless it is closed") @Nullable
        String verdict,

        @Schema(description = "Grows by one with each change; 0 before the first")
        long version,

        @Schema(description = "How many further matches came to its group while that was silent because of this alert")
        long silenced,

        @Schema(description = "The last change; null if there was none")
        AlertHistory.@Nullable Change changed,

        @Schema(description = "Whether it came to light only because of a match that came out of order")
        boolean late,

        @Schema(description = "The fields that the events have in common, by name; a missing one is null")
        Map<String, String> group,

        @Schema(description = "The span that the rule looked at; absent where a single event is enough") @Nullable
        WindowShape window,

        @Schema(description = "What the rule counted and collected, by name")
        Map<String, Object> values,

        @Schema(description = "The newest 100 of the events behind it, in order of time")
        List<EventShape> events,

        @Schema(description = "How many events are behind it, those that are not shown included")
        int eventCount) {

    /** Of its rule. */
    @Schema(name = "AlertRule", description = "What an alert says of its rule")
    public record RuleShape(
            @Schema(description = "The rule's own id") String id,
            @Schema(description = "The rule's title") String title,

            @Schema(description = "informational, low, medium, high or critical; null where the rule does not say")
            @Nullable
            String level,

            @Schema(description = "The DRL file, relative to the rules folder")
            String source,

            @Schema(description = "The rule's tags, as written")
            List<String> tags) {}

    /** A span of time. */
    @Schema(name = "AlertWindow", description = "A span of time, both ends included")
    public record WindowShape(
            @Schema(description = "Its beginning; ISO-8601, UTC")
            String from,

            @Schema(description = "Its end; ISO-8601, UTC") String to) {}

    /** An event. */
    @Schema(name = "AlertEvent", description = "An event behind an alert")
    public record EventShape(
            @Schema(description = "The event's own id, or a hash of its content")
            String id,

            @Schema(description = "When it happened; ISO-8601, UTC")
            String time,

            @Schema(
                    description =
                            "The fields that the rule tested, grouped by or collected; of an alert on a single event, all")
            Map<String, Object> fields) {}
}
