package io.tripline.web.api;

import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What was done to an alert. */
@Schema(name = "AlertHistory", description = "What was done to an alert, oldest first; entries are only ever added")
public record AlertHistory(
        @Schema(description = "The changes", type = SchemaType.ARRAY, implementation = Change.class)
        List<Map<String, ? extends @Nullable Object>> items) {

    /** One of them; {@link io.tripline.alert.AlertDocument} writes it. */
    @Schema(name = "AlertChange", description = "What somebody did to an alert")
    public record Change(
            @Schema(description = "Of the alert from then on; the first is 1")
            long version,

            @Schema(description = "When; ISO-8601, UTC") String time,

            @Schema(description = "Who, as they said") String by,

            @Schema(description = "Its status before: open, acknowledged or closed")
            String from,

            @Schema(description = "Its status from then on") String to,

            @Schema(
                    description =
                            "Its verdict from then on: true_positive, false_positive or benign; null unless it is closed")
            @Nullable
            String verdict,

            @Schema(description = "In the words of who did it; null for none") @Nullable
            String comment) {}
}
