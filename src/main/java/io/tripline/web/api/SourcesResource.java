package io.tripline.web.api;

import io.tripline.web.token.SenderTokens;
import io.tripline.web.wire.SourceBook;
import io.tripline.web.wire.TryLine;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Who brings events. */
@Path("/api/v1/sources")
@Produces({MediaType.APPLICATION_JSON, ProblemAnswer.TYPE})
@Tag(name = "Events")
public class SourcesResource {

    private final SourceBook book;
    private final SenderTokens tokens;
    private final InstantSource clock;

    public SourcesResource(SourceBook book, SenderTokens tokens, InstantSource clock) {
        this.book = book;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** All senders. */
    @Schema(name = "SourceList", description = "Who has brought events since the start, those who came last first")
    public record SourceList(
            @Schema(description = "The senders") List<Source> items,

            @Schema(description = "How to try each wire format, at the address by which this was asked")
            List<Try> tries) {
        public SourceList {
            items = List.copyOf(items);
            tries = List.copyOf(tries);
        }
    }

    /** One sender in one form. */
    @Schema(name = "Source", description = "What one sender has brought in one wire format")
    public record Source(
            @Schema(description = "The name of its token, or the address that it calls from where it needs none")
            String sender,

            @Schema(description = "The wire format") String format,

            @Schema(description = "Bodies of which something was taken")
            long bodies,

            @Schema(description = "Events in them, redelivered ones included")
            long events,

            @Schema(description = "Of these, events that were here before")
            long redelivered,

            @Schema(description = "Items that are no events")
            long rejected,

            @Schema(description = "Bodies of which nothing could be used")
            long refused,

            @Schema(description = "Why the last such item or body could not be used; null if there was none") @Nullable
            String sample,

            @Schema(
                    description =
                            "How that begins, its first 500 characters, made visible; null if there was none, or its text is not known")
            @Nullable
            String sampleText,

            @Schema(description = "Events of no known format")
            long unrecognised,

            @Schema(
                    description =
                            "How one of the last of these begins, as JSON: its first 500 characters, made visible; null if there was none")
            @Nullable
            String unrecognisedText,

            @Schema(description = "Events that were older than five minutes when they came")
            long late,

            @Schema(description = "Events a second, over the last minutes")
            double perSecond,

            @Schema(description = "When the last body came; ISO-8601, UTC; null if none was taken") @Nullable
            String lastArrival,

            @Schema(description = "The latest time of its events; ISO-8601, UTC; null if it brought none") @Nullable
            String lastEvent,

            @Schema(
                    description =
                            "Seconds, the longest that is usual between two bodies; null as long as that is not known")
            @Nullable
            Double usualGap,

            @Schema(
                    description =
                            "Seconds by which the newest event of a body was older than its arrival, the least of the last bodies: delay and"
                                    + " difference of the clocks; negative: the sender's clock is ahead; null if its events have said no"
                                    + " time")
            @Nullable
            Double lag,

            @Schema(description = "Whether nothing has come for much longer than is usual")
            boolean silent,

            @Schema(description = "Since when; ISO-8601, UTC; null if it is not silent") @Nullable
            String silentSince,

            @Schema(description = "What its events were recognised as, the one with the latest event first")
            List<SourceLog> logs) {

        public Source {
            logs = List.copyOf(logs);
        }

        static Source of(SourceBook.Source source) {
            return new Source(
                    SafeText.sentence(source.sender()),
                    source.format(),
                    source.bodies(),
                    source.events(),
                    source.redelivered(),
                    source.rejected(),
                    source.refused(),
                    source.sample() == null ? null : SafeText.sentence(source.sample()),
                    visible(source.sampleText()),
                    source.unrecognised(),
                    visible(source.unrecognisedText()),
                    source.late(),
                    source.perSecond(),
                    moment(source.lastArrival()),
                    moment(source.lastEvent()),
                    source.usualGap() == 0 ? null : (Double) (source.usualGap() / 1000.0),
                    source.lag() == null ? null : (Double) (source.lag() / 1000.0),
                    source.silent(),
                    source.silent() ? moment(source.lastArrival()) : null,
                    source.logs().stream()
                            .map(log -> new SourceLog(log.log(), log.events(), moment(log.lastEvent())))
                            .toList());
        }

        private static @Nullable String visible(@Nullable String text) {
            return text == null ? null : SafeText.sentence(text);
        }

        private static @Nullable String moment(long millis) {
            return millis == 0 ? null : Instant.ofEpochMilli(millis).toString();
        }
    }

    /** What a sender has brought in one format of events. */
    @Schema(name = "SourceLog", description = "What a sender has brought in one format of events")
    public record SourceLog(
            @Schema(description = "The format's name, as `tripline list formats` has it; json: none of them")
            String log,

            @Schema(description = "Events") long events,

            @Schema(description = "The latest time of these; ISO-8601, UTC") @Nullable
            String lastEvent) {}

    /** How to try a wire format. */
    @Schema(name = "TryLine", description = "How to try a wire format")
    public record Try(
            @Schema(description = "The wire format") String format,

            @Schema(description = "The address that its senders call")
            String address,

            @Schema(
                    description =
                            "A line for a shell, with curl; the token is taken from $TRIPLINE_TOKEN, if one is needed")
            String line) {}

    @GET
    @Operation(
            operationId = "listSources",
            summary = "List senders",
            description =
                    "Who has brought events since the start, and in which form; what of it was none, with the last reason; and"
                            + " whether a sender has been silent for much longer than is usual for it. And a line to try each wire format.")
    @APIResponse(
            responseCode = "200",
            description = "The senders",
            content = @Content(schema = @Schema(implementation = SourceList.class)))
    public SourceList list(@Context UriInfo asked) {
        String base = asked.getBaseUri().toString().replaceFirst("/+$", "");
        return new SourceList(
                book.all(clock.millis()).stream().map(Source::of).toList(),
                TryLine.all(base, !tokens.isOpen()).stream()
                        .map(each -> new Try(each.format(), each.address(), each.line()))
                        .toList());
    }
}
