package io.tripline.web.rules;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is told of why rules match an event, or why not: the records of the answer of {@code /api/v1/explain}. */
public final class ExplanationView {

    private ExplanationView() {}

    /** All that is told of one event. */
    @Schema(name = "Explanations", description = "Why rules match an event, or why not")
    public record Explanations(
            @Schema(description = "The event, as it was understood")
            About event,

            @Schema(description = "The rules: the match rules of the one that was asked for, or the nearest of all")
            List<OfRule> rules,

            @Schema(description = "How many rules were looked at")
            int lookedAt,

            @Schema(description = "For how many rules there was no time")
            int left) {}

    /** What is known of the event. */
    @Schema(name = "ExplainedEvent", description = "What is known of an event")
    public record About(
            @Schema(description = "Its id") String id,
            @Schema(description = "Its time; ISO-8601, UTC") String time,

            @Schema(
                    description =
                            "What is wrong with the time that it says, so that the time is now; null if nothing is")
            @Nullable
            String timeComplaint,

            @Schema(description = "The format that it was recognised by; json: none; said: none, but its log was said")
            String format,

            @Schema(description = "The products that it may be of; empty: any")
            List<String> products,

            @Schema(description = "The categories that it may be of; empty: any")
            List<String> categories,

            @Schema(description = "The services that it may be of; empty: any")
            List<String> services,

            @Schema(description = "How many events the given one was; the first is explained")
            int events) {}

    /** One match rule. */
    @Schema(name = "Explanation", description = "Why one rule matches the event, or why not")
    public record OfRule(
            @Schema(description = "The ids of the rules that alert because of it, itself included")
            List<String> ids,

            @Schema(description = "The rule's name in the DRL")
            String rule,

            @Schema(description = "The DRL file") String file,

            @Schema(description = "The line at which it begins")
            int line,

            @Schema(description = "Whether it matches") boolean matches,

            @Schema(description = "Whether a match is an alert; false: it is counted by a correlation")
            boolean raises,

            @Schema(description = "The fewest of its tests that would have to come out otherwise; 0 if it matches")
            int missing,

            @Schema(description = "Its condition, with the event's values")
            Node condition,

            @Schema(description = "Whether the condition has more parts than are told")
            boolean cut,

            @Schema(
                    description =
                            "What windows hold for the group that the event belongs to, of each rule that counts matches; empty where they hold nothing, or the event lacks a field of the group")
            List<StreamView.Group> groups) {}

    /** A part of the condition. */
    @Schema(name = "ExplanationNode", description = "A part of a condition, and how it comes out for the event")
    public record Node(
            @Schema(
                    description =
                            "As it stands in the DRL, on one line; all of, any of, not, at least n of for what joins others")
            String text,

            @Schema(
                    description =
                            "held, failed, or unknown: whether it is so cannot be known of this event, because its log is not known or a list is not there; it counts as held says")
            String state,

            @Schema(description = "Whether it counts as holding")
            boolean held,

            @Schema(description = "Whether it looks at values")
            boolean tested,

            @Schema(description = "The values that were found, at most ten; empty where the event has none")
            List<String> values,

            @Schema(description = "What it joins") List<Node> parts) {}
}
