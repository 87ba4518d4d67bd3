package io.tripline.web.api;

import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What happened over time. */
@Schema(
        name = "History",
        description =
                "What came of a rule, or what the engine did, span by span; spans in which nothing happened are not there")
public record HistoryView(
        @Schema(description = "The rule's id; null: the whole engine") @Nullable
        String rule,

        @Schema(description = "Length of a span: PT1M, a minute, or PT1H, an hour")
        String step,

        @Schema(description = "The first moment of the first span; ISO-8601, UTC")
        String since,

        @Schema(description = "The moment at which it ends, which is no part of it; ISO-8601, UTC")
        String until,

        @Schema(description = "The spans, the oldest first") List<Point> items) {

    /** One span. */
    @Schema(name = "HistoryPoint", description = "What happened in one span of time")
    public record Point(
            @Schema(description = "Its first moment; ISO-8601, UTC")
            String time,

            @Schema(description = "Events that were accepted, redelivered ones included; null for one rule") @Nullable
            Long events,

            @Schema(
                    description =
                            "Events that count for the rule, or for any rule; one that counts for two stages counts twice")
            long matches,

            @Schema(description = "Alerts that were kept") long alerts,

            @Schema(
                    description =
                            "Of these by level, those that there are: informational, low, medium, high, critical, or none; null for"
                                    + " one rule")
            @Nullable
            Map<String, Long> levels) {}
}
