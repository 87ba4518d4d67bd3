package io.tripline.web.api;

import io.smallrye.common.annotation.Blocking;
import io.tripline.alert.sink.Outcome;
import io.tripline.live.outbox.Outbox;
import io.tripline.live.outbox.SinkState;
import io.tripline.store.DeadLetter;
import io.tripline.web.alerts.AlertFilter;
import io.tripline.web.api.SinkView.DeadPage;
import io.tripline.web.api.SinkView.Retried;
import io.tripline.web.api.SinkView.SinkList;
import io.tripline.web.api.SinkView.Tested;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The places that alerts go to. */
@Path("/api/v1/sinks")
@Produces({MediaType.APPLICATION_JSON, ProblemAnswer.TYPE})
@Tag(name = "Sinks", description = "Where alerts go")
public class SinksResource {

    /** For a test, until the sink is done with what it is at. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Outbox outbox;

    public SinksResource(Outbox outbox) {
        this.outbox = outbox;
    }

    /** Which dead letters. */
    @Schema(name = "SinkRetryRequest", description = "Which dead letters are to be sent again")
    public record Retry(
            @Schema(description = "Ids of alerts; absent or empty for all of the sink's dead letters") @Nullable
            List<String> alerts) {}

    @GET
    @Blocking
    @Operation(
            operationId = "listSinks",
            summary = "List sinks",
            description = "Where alerts go, and how far each sink is.")
    @APIResponse(
            responseCode = "200",
            description = "The sinks",
            content = @Content(schema = @Schema(implementation = SinkList.class)))
    public SinkList list() {
        return new SinkList(outbox.states().stream().map(SinkView::of).toList());
    }

    @GET
    @Path("/{name}")
    @Blocking
    @Operation(operationId = "getSink", summary = "Get one sink", description = "How far it is.")
    @APIResponse(
            responseCode = "200",
            description = "The sink",
            content = @Content(schema = @Schema(implementation = SinkView.class)))
    @APIResponse(
            responseCode = "404",
            description = "There is no such sink",
            content = @Content(mediaType = ProblemAnswer.TYPE, schema = @Schema(implementation = ProblemAnswer.class)))
    public Response one(@Parameter(description = "The sink's name") @PathParam("name") String name) {
        SinkState state = outbox.state(name);
        return state == null ? unknown(name) : ok(SinkView.of(state));
    }

    private static Response ok(Object answer) {
        return Response.ok(answer).type(MediaType.APPLICATION_JSON_TYPE).build();
    }

    private static Response unknown(String name) {
        return ProblemAnswer.response(404, "there is no sink " + SafeText.of(name));
    }

    @GET
    @Path("/{name}/dead")
    @Blocking
    @Operation(
            operationId = "listDeadLetters",
            summary = "List a sink's dead letters",
            description =
                    "Alerts that it refused, or did not take at any try, oldest alert first. One goes when the alert is kept no more.")
    @APIResponse(
            responseCode = "200",
            description = "The dead letters, and how to get more",
            content = @Content(schema = @Schema(implementation = DeadPage.class)))
    @APIResponse(
            responseCode = "400",
            description = "A parameter cannot be used",
            content = @Content(mediaType = ProblemAnswer.TYPE, schema = @Schema(implementation = ProblemAnswer.class)))
    @APIResponse(
            responseCode = "404",
            description = "There is no such sink",
            content = @Content(mediaType = ProblemAnswer.TYPE, schema = @Schema(implementation = ProblemAnswer.class)))
    public Response dead(
            @Parameter(description = "The sink's name") @PathParam("name") String name,
            @Parameter(description = "At most so many, from 1 to 1000; 100 if absent") @QueryParam("limit") @Nullable
                    String limit,
            @Parameter(description = "What an answer gave as next") @QueryParam("cursor") @Nullable String cursor) {
        if (outbox.state(name) == null) {
            return unknown(name);
        }
        PageQuery page;
        try {
            page = PageQuery.of(limit, cursor, 0);
        } catch (AlertFilter.Unusable unusable) {
            return ProblemAnswer.response(400, String.valueOf(unusable.getMessage()));
        }
        List<DeadLetter> letters = outbox.dead(name, page.cursor(), page.limit());
        String next = letters.size() < page.limit()
                ? null
                : Long.toString(letters.getLast().sequence());
        return ok(new DeadPage(letters.stream().map(SinkView.Dead::of).toList(), next));
    }

    @POST
    @Path("/{name}/retry")
    @Blocking
    @Operation(
            operationId = "retrySink",
            summary = "Send dead letters again",
            description = "Those that are named, or all; and what the sink waits with after a failure, at once.")
    @RequestBody(content = @Content(schema = @Schema(implementation = Retry.class)))
    @APIResponse(
            responseCode = "200",
            description = "How many are sent again",
            content = @Content(schema = @Schema(implementation = Retried.class)))
    @APIResponse(
            responseCode = "400",
            description = "The body is not what it has to be",
            content = @Content(mediaType = ProblemAnswer.TYPE, schema = @Schema(implementation = ProblemAnswer.class)))
    @APIResponse(
            responseCode = "404",
            description = "There is no such sink",
            content = @Content(mediaType = ProblemAnswer.TYPE, schema = @Schema(implementation = ProblemAnswer.class)))
    public Response retry(@Parameter(description = "The sink's name") @PathParam("name") String name, InputStream body)
            throws IOException {
        Set<String> alerts = SmallBody.of(body, Set.of("alerts")).texts("alerts");
        return outbox.state(name) == null ? unknown(name) : ok(new Retried(outbox.sendAgain(name, alerts)));
    }

    @POST
    @Path("/{name}/test")
    @Blocking
    @Operation(
            operationId = "testSink",
            summary = "Send a made-up alert to a sink",
            description = "At once, whatever waits for it, and once. Its rule is tripline-test, and nobody keeps it.")
    @APIResponse(
            responseCode = "200",
            description = "What became of it",
            content = @Content(schema = @Schema(implementation = Tested.class)))
    @APIResponse(
            responseCode = "404",
            description = "There is no such sink",
            content = @Content(mediaType = ProblemAnswer.TYPE, schema = @Schema(implementation = ProblemAnswer.class)))
    @APIResponse(
            responseCode = "503",
            description = "The sink is at something else",
            content = @Content(mediaType = ProblemAnswer.TYPE, schema = @Schema(implementation = ProblemAnswer.class)))
    public Response test(@Parameter(description = "The sink's name") @PathParam("name") String name)
            throws InterruptedException {
        if (outbox.state(name) == null) {
            return unknown(name);
        }
        return switch (outbox.test(name, PATIENCE)) {
            case null -> ProblemAnswer.busy("the sink is at something else");
            case Outcome.Delivered delivered -> ok(new Tested("delivered", null));
            case Outcome.Later(String why, Duration after) -> ok(new Tested("later", why));
            case Outcome.Refused(String why) -> ok(new Tested("refused", why));
        };
    }
}
