package io.tripline.web.api;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One item of a body that did not become an event. */
@Schema(name = "RejectedItem", description = "An item of a body that did not become an event")
public record RejectedItem(
        @Schema(
                description =
                        "Its place in the body, 0 being the first; accepted items count as well, and an envelope of many events is one item")
        long index,

        @Schema(description = "Why, in one sentence with the position in the item")
        String reason) {}
