package io.tripline.web.overview;

import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How the program fares. */
@Schema(name = "Overview", description = "How the program fares as a whole")
public record Overview(
        @Schema(description = "Events a second, over the last whole minute")
        double eventsPerSecond,

        @Schema(description = "Alerts of the last 24 hours by level, those that there are")
        Map<String, Long> alerts,

        @Schema(description = "Alerts that are open, of the newest 10,000")
        long open,

        @Schema(
                description =
                        "Milliseconds within which 99 of 100 bodies of events were evaluated and what came of them was kept; null"
                                + " where none came in the last minutes")
        @Nullable
        Double p99Millis,

        @Schema(description = "Bytes of memory that are used")
        long memory,

        @Schema(description = "Bytes of memory that may be used")
        long mostMemory,

        @Schema(description = "Matches that windows hold") long matches,

        @Schema(description = "Groups that hold them") long groups,

        @Schema(description = "How many rules are in each state; of those that are well, what they are doing")
        Map<String, Integer> rules,

        @Schema(description = "What wants attention, the worst first; at most 50")
        List<Attention> attention) {

    /** Something that wants attention. */
    @Schema(name = "Attention", description = "Something that wants attention")
    public record Attention(
            @Schema(description = "rule, sink, source, memory, store or engine")
            String what,

            @Schema(description = "How it fares, in a word or two")
            String state,

            @Schema(description = "Which one") String name,

            @Schema(description = "Why, in a sentence; empty where the state says it")
            String why,

            @Schema(description = "The id of the rule; null where it is none") @Nullable
            String rule) {}
}
