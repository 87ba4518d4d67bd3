package io.tripline.web.rules;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is told of windows: the records of the answer of {@code /api/v1/streams}, and of the rule's page. */
public final class StreamView {

    private StreamView() {}

    /** The streams between rules. */
    @Schema(name = "StreamList", description = "The streams between rules, and what windows hold")
    public record StreamList(
            @Schema(description = "The streams, by name") List<Stream> items,
            @Schema(description = "All windows together") Totals totals) {}

    /** All windows together. */
    @Schema(name = "WindowTotals", description = "What all windows hold together")
    public record Totals(
            @Schema(description = "Groups: one for each key of the rules that are joined by their streams")
            long groups,

            @Schema(description = "Groups that may alert soon, so that their rules' session stands")
            long open,

            @Schema(description = "Matches that all groups hold")
            long matches,

            @Schema(
                    description =
                            "Whether all groups were looked at just now; false: there are so many that some figures are a"
                                    + " little older")
            boolean whole) {}

    /** A stream. */
    @Schema(name = "Stream", description = "A stream: what match rules write and correlations look at")
    public record Stream(
            @Schema(description = "Its name") String stream,
            @Schema(description = "Matches that it holds") long matches,

            @Schema(description = "Groups that hold some of them")
            long groups,

            @Schema(description = "The time of its oldest match; ISO-8601, UTC; null if there is none") @Nullable
            String oldest,

            @Schema(description = "The time of its newest match; ISO-8601, UTC; null if there is none") @Nullable
            String newest,

            @Schema(description = "The rules that write to it")
            List<Writer> writtenBy,

            @Schema(description = "The rules that look at it")
            List<Reader> readBy) {}

    /** A rule that writes. */
    @Schema(name = "StreamWriter", description = "A rule that writes to a stream")
    public record Writer(
            @Schema(description = "The DRL file, relative to the rules folder")
            String file,

            @Schema(description = "The rule's name in the DRL")
            String rule) {}

    /** A rule that reads. */
    @Schema(name = "StreamReader", description = "A rule that looks at a stream, and how near its groups are")
    public record Reader(
            @Schema(description = "The DRL file, relative to the rules folder")
            String file,

            @Schema(description = "The rule's name in the DRL")
            String rule,

            @Schema(description = "The id under which /api/v1/rules has it; null if it raises no alerts") @Nullable
            String id,

            @Schema(description = "The groups that are nearest to an alert, the nearest first")
            List<Group> nearest) {}

    /** A group. */
    @Schema(name = "Group", description = "How near a group is to an alert of a rule")
    public record Group(
            @Schema(description = "The rule's name in the DRL")
            String rule,

            @Schema(description = "The fields that its matches have in common, by name; a missing one is null")
            Map<String, @Nullable String> group,

            @Schema(description = "The whole in a few words: 7 of 11, until 14:02Z")
            String text,

            @Schema(description = "The same without times: 7 of 11")
            String progress,

            @Schema(
                    description =
                            "What is counted or measured in the window that ends with the group's newest match; empty where nothing is")
            List<Measure> measures,

            @Schema(description = "From 0 to 1: how much of what is asked is there")
            double ratio,

            @Schema(
                    description =
                            "The last moment at which that holds, if nothing else comes; ISO-8601, UTC; null where nothing leaves")
            @Nullable
            String until,

            @Schema(description = "Whether that moment, or the deadline, has passed on the clock of its logs")
            boolean passed,

            @Schema(
                    description =
                            "The last moment of its silence after an alert; ISO-8601, UTC; null where it is not silent")
            @Nullable
            String silentUntil,

            @Schema(
                    description =
                            "When what must not come has not come in time; ISO-8601, UTC; null where nothing is waited for")
            @Nullable
            String deadline,

            @Schema(description = "The time of its newest match; ISO-8601, UTC; null if there is none") @Nullable
            String newest,

            @Schema(description = "Matches that it holds, also those that late ones could still meet")
            long matches,

            @Schema(description = "The logs that its matches are from")
            List<String> logs,

            @Schema(description = "Whether its rules' session stands")
            boolean open) {}

    /** A measure. */
    @Schema(name = "GroupMeasure", description = "Something that a rule counts or measures in a group")
    public record Measure(
            @Schema(description = "What, in words; empty for matches")
            String of,

            @Schema(description = "How much there is") BigDecimal have,

            @Schema(
                    description =
                            "The least that is enough: 11 of more than 10; null where less is wanted, or something else")
            @Nullable
            BigDecimal needed,

            @Schema(description = "What the rule asks, in words: more than 10")
            String condition,

            @Schema(description = "Whether that is so now") boolean holds,

            @Schema(description = "Rules of which a match is missing")
            List<String> missing,

            @Schema(description = "Whether there may be more: only the newest of very many were looked at")
            boolean atLeast) {}
}
