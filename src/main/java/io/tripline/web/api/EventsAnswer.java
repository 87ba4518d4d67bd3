package io.tripline.web.api;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What became of a body of events. */
@Schema(name = "EventsAnswer", description = "What became of the items of a body")
public record EventsAnswer(
        @Schema(
                description =
                        "Events that were found, those inside an envelope (EventBridge, Firehose, an event hook …) each; redelivered ones, which are recognised and go no further, count as well")
        int accepted,

        @Schema(description = "Items, and pieces of what is inside an envelope, that did not become events")
        int rejected,

        @Schema(
                description =
                        "Bytes at the end of the body that were not looked at, because too many items before them were rejected or"
                                + " nobody could tell where the next item begins; neither accepted nor rejected counts what is in them")
        long unread,

        @Schema(description = "Alerts that were raised while the events were evaluated")
        int alerts,

        @Schema(description = "The first 1,000 of the rejected items")
        List<RejectedItem> errors) {}
