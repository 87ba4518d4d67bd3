package io.tripline.web.api;

import io.smallrye.common.annotation.Blocking;
import io.tripline.alert.AlertDocument;
import io.tripline.alert.AlertLife;
import io.tripline.alert.AlertStatus;
import io.tripline.alert.AlertWish;
import io.tripline.alert.Verdict;
import io.tripline.store.Store;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What people do about alerts. */
@Path("/api/v1/alerts/{id}")
@Produces({MediaType.APPLICATION_JSON, ProblemAnswer.TYPE})
@Tag(name = "Alerts")
public class AlertLifeResource {

    private static final Set<String> MEMBERS = Set.of("status", "verdict", "comment", "by", "version");

    private final Store store;
    private final InstantSource clock;

    public AlertLifeResource(Store store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** What somebody wants. */
    @Schema(
            name = "AlertPatch",
            description = "What is to be done to an alert; at least one of status, verdict and comment")
    public record Patch(
            @Schema(description = "open, acknowledged or closed") @Nullable
            String status,

            @Schema(description = "true_positive, false_positive or benign; with closed, and needed there") @Nullable
            String verdict,

            @Schema(description = "For those who come later; at most 4096 characters") @Nullable
            String comment,

            @Schema(description = "Who does it; one line of at most 128 characters") @Nullable
            String by,

            @Schema(description = "The version that the alert is to have: where it has another, nothing is done")
            @Nullable
            Long version) {}

    @PATCH
    @Blocking
    @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
    @Operation(
            operationId = "changeAlert",
            summary = "Change an alert's status",
            description =
                    "From open to acknowledged or closed, from acknowledged to open or closed, from closed to open."
                            + " A comment alone can always be added, and a closed alert's verdict be corrected. Members that are not known"
                            + " are refused.")
    @RequestBody(content = @Content(schema = @Schema(implementation = Patch.class)))
    @APIResponse(
            responseCode = "200",
            description = "The alert as it is now",
            content = @Content(schema = @Schema(implementation = AlertShape.class)))
    @APIResponse(
            responseCode = "400",
            description = "The body says nothing that can be done",
            content = @Content(mediaType = ProblemAnswer.TYPE, schema = @Schema(implementation = ProblemAnswer.class)))
    @APIResponse(
            responseCode = "404",
            description = "There is no such alert, or it is kept no more",
            content = @Content(mediaType = ProblemAnswer.TYPE, schema = @Schema(implementation = ProblemAnswer.class)))
    @APIResponse(
            responseCode = "409",
            description = "The alert is of another version, or cannot go from its status to that one",
            content = @Content(mediaType = ProblemAnswer.TYPE, schema = @Schema(implementation = ProblemAnswer.class)))
    public Response change(@Parameter(description = "The alert's id") @PathParam("id") String id, InputStream body)
            throws IOException {
        AlertLife.Decision decision = store.change(id, wish(SmallBody.of(body, MEMBERS)), clock.millis());
        return switch (decision) {
            case null -> unknown(id);
            case AlertLife.Decision.Conflict(String why) -> ProblemAnswer.response(409, why);
            case AlertLife.Decision.Unusable(String why) -> ProblemAnswer.response(400, why);
            case AlertLife.Decision.Changed changed -> {
                Store.Numbered kept = store.alert(id);
                yield kept == null
                        ? unknown(id)
                        : Response.ok(AlertDocument.of(kept.alert(), kept.life()))
                                .type(MediaType.APPLICATION_JSON_TYPE)
                                .build();
            }
        };
    }

    private static Response unknown(String id) {
        return ProblemAnswer.response(404, "no alert " + SafeText.of(id) + " is kept");
    }

    private static AlertWish wish(SmallBody body) {
        String by = body.text("by");
        try {
            return new AlertWish(
                    word(body, "status", AlertStatus::of, AlertStatus.WORDS),
                    word(body, "verdict", Verdict::of, Verdict.WORDS),
                    body.text("comment"),
                    by == null ? AlertWish.UNNAMED : by,
                    body.number("version"));
        } catch (IllegalArgumentException unusable) {
            throw SmallBody.refusal(400, String.valueOf(unusable.getMessage()));
        }
    }

    private static <T> @Nullable T word(
            SmallBody body, String name, Function<String, @Nullable T> reading, List<String> known) {
        String text = body.text(name);
        T read = text == null ? null : reading.apply(text.strip().toLowerCase(Locale.ROOT));
        if (text != null && read == null) {
            throw SmallBody.refusal(
                    400, name + " is " + SafeText.of(text) + ", not one of " + String.join(", ", known));
        }
        return read;
    }

    @GET
    @Path("/history")
    @Blocking
    @Operation(
            operationId = "getAlertHistory",
            summary = "Get what was done to an alert",
            description = "Each change of it, oldest first. It is kept as long as the alert.")
    @APIResponse(
            responseCode = "200",
            description = "The changes",
            content = @Content(schema = @Schema(implementation = AlertHistory.class)))
    @APIResponse(
            responseCode = "404",
            description = "There is no such alert, or it is kept no more",
            content = @Content(mediaType = ProblemAnswer.TYPE, schema = @Schema(implementation = ProblemAnswer.class)))
    public Response history(@Parameter(description = "The alert's id") @PathParam("id") String id) {
        return store.alert(id) == null
                ? unknown(id)
                : Response.ok(new AlertHistory(List.copyOf(store.history(id).stream()
                                .map(AlertDocument::of)
                                .toList())))
                        .type(MediaType.APPLICATION_JSON_TYPE)
                        .build();
    }
}
