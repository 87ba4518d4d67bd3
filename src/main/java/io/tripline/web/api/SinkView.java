package io.tripline.web.api;

import io.tripline.alert.AlertDocument;
import io.tripline.live.outbox.SinkState;
import io.tripline.store.DeadLetter;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A sink, as it is answered. */
@Schema(name = "Sink", description = "A place that alerts go to")
public record SinkView(
        @Schema(description = "Its name in the configuration")
        String name,

        @Schema(description = "Its type in the configuration")
        String type,

        @Schema(description = "Where it sends to, without what may be secret")
        String target,

        @Schema(description = "The number of the last alert that it is done with")
        long cursor,

        @Schema(description = "Alerts that are newer and kept, those that it does not want included")
        long waiting,

        @Schema(description = "Alerts that it got since the program started")
        long delivered,

        @Schema(description = "Alerts that were kept no more before it got them")
        long missed,

        @Schema(description = "Alerts that it did not take, and will not get unless somebody says so")
        long dead,

        @Schema(description = "How often what it is at has been tried")
        int tries,

        @Schema(description = "What went wrong last; null if nothing has since the program started") @Nullable
        String lastError,

        @Schema(description = "When that was; ISO-8601, UTC") @Nullable
        String lastErrorTime,

        @Schema(description = "When it is tried again; null unless it waits after a failure") @Nullable
        String nextTry) {

    /** All of them. */
    @Schema(name = "SinkList", description = "The sinks")
    public record SinkList(
            @Schema(description = "The sinks") List<SinkView> items) {}

    /** What one did not take. */
    @Schema(name = "DeadLetter", description = "An alert that a sink did not take")
    public record Dead(
            @Schema(description = "The alert's id") String alert,

            @Schema(description = "The alert's sequence number")
            long sequence,

            @Schema(description = "How often it was sent") int tries,

            @Schema(description = "What was said last") String error,

            @Schema(description = "When that was; ISO-8601, UTC")
            String time,

            @Schema(description = "Whether it waits to be sent again")
            boolean again) {

        static Dead of(DeadLetter letter) {
            return new Dead(
                    letter.alert(),
                    letter.sequence(),
                    letter.tries(),
                    letter.error(),
                    AlertDocument.time(letter.at()),
                    letter.again());
        }
    }

    /** Some of these. */
    @Schema(name = "DeadLetterPage", description = "Dead letters, oldest alert first")
    public record DeadPage(
            @Schema(description = "The dead letters") List<Dead> items,

            @Schema(description = "What to pass as cursor to get the next; null where there are none") @Nullable
            String next) {}

    /** What came of sending again. */
    @Schema(name = "SinkRetry", description = "What is to be sent again")
    public record Retried(
            @Schema(description = "How many dead letters are sent again")
            int again) {}

    /** What came of a test. */
    @Schema(name = "SinkTest", description = "What became of an alert that was made up for a test")
    public record Tested(
            @Schema(description = "delivered, later (to be tried again) or refused")
            String outcome,

            @Schema(description = "What went wrong; null if nothing did") @Nullable
            String error) {}

    static SinkView of(SinkState state) {
        return new SinkView(
                state.name(),
                state.type(),
                state.target(),
                state.cursor(),
                state.waiting(),
                state.delivered(),
                state.missed(),
                state.dead(),
                state.tries(),
                state.lastError(),
                state.lastErrorAt() == 0 ? null : AlertDocument.time(state.lastErrorAt()),
                state.nextTry() == 0 ? null : AlertDocument.time(state.nextTry()));
    }
}
