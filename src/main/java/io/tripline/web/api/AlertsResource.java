package io.tripline.web.api;

import io.smallrye.common.annotation.Blocking;
import io.tripline.engine.Engine;
import io.tripline.store.Store;
import io.tripline.web.alerts.AlertFilter;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The alerts that are kept. */
@Path("/api/v1/alerts")
@Produces({MediaType.APPLICATION_JSON, ProblemAnswer.TYPE})
@Tag(name = "Alerts", description = "What the rules raised")
public class AlertsResource {

    static final String FORMAT =
            "ecs: as Elastic Security writes its alerts, kibana.alert.* beside the event's fields; without it the form below";

    /** How many alerts are looked at in one go. */
    private static final int STEP = 500;

    private final Store store;
    private final Engine engine;

    public AlertsResource(Store store, Engine engine) {
        this.store = store;
        this.engine = engine;
    }

    @GET
    @Blocking
    @Operation(
            operationId = "listAlerts",
            summary = "List alerts",
            description =
                    "Alerts that are kept, the newest tripline.alerts.keep, in the order in which they were raised, newest first. All conditions must hold.")
    @APIResponse(
            responseCode = "200",
            description = "The alerts, and how to get older ones",
            content = @Content(schema = @Schema(implementation = AlertPage.class)))
    @APIResponse(
            responseCode = "400",
            description = "A parameter cannot be used",
            content = @Content(mediaType = ProblemAnswer.TYPE, schema = @Schema(implementation = ProblemAnswer.class)))
    public Response list(
            @Parameter(
                            description =
                                    "Only alerts of this time or later: ISO-8601, or seconds or milliseconds since the epoch")
                    @QueryParam("since")
                    @Nullable
                    String since,
            @Parameter(description = "Only alerts before this time, in the same forms") @QueryParam("until") @Nullable
                    String until,
            @Parameter(description = "Only alerts of the rule with this id") @QueryParam("rule") @Nullable String rule,
            @Parameter(description = "Only alerts of this level: informational, low, medium, high or critical")
                    @QueryParam("level")
                    @Nullable
                    String level,
            @Parameter(description = "Only alerts of rules with this tag, such as attack.t1078")
                    @QueryParam("tag")
                    @Nullable
                    String tag,
            @Parameter(description = "Only alerts of this status: open, acknowledged or closed")
                    @QueryParam("status")
                    @Nullable
                    String status,
            @Parameter(
                            description =
                                    "Only alerts that hold this text in their id, rule, title, reason, group or values; upper and"
                                            + " lower case are the same")
                    @QueryParam("text")
                    @Nullable
                    String text,
            @Parameter(description = "Only alerts of this group, as the page writes it: field = value, field = value")
                    @QueryParam("group")
                    @Nullable
                    String group,
            @Parameter(description = "At most so many, from 1 to 1000; 100 if absent") @QueryParam("limit") @Nullable
                    String limit,
            @Parameter(description = "What an answer gave as next") @QueryParam("cursor") @Nullable String cursor,
            @Parameter(description = FORMAT) @QueryParam("format") @Nullable String format) {
        AlertFilter.Asked asked = new AlertFilter.Asked(since, until, rule, level, tag, status, text, group);
        try {
            AlertForm form = AlertForm.of(format, engine);
            return Response.ok(page(AlertQuery.of(asked, limit, cursor), form))
                    .type(MediaType.APPLICATION_JSON_TYPE)
                    .build();
        } catch (AlertFilter.Unusable unusable) {
            return ProblemAnswer.response(400, String.valueOf(unusable.getMessage()));
        }
    }

    private AlertPage page(AlertQuery query, AlertForm form) {
        List<Map<String, ? extends @Nullable Object>> items = new ArrayList<>();
        long before = query.before();
        List<Store.Numbered> some;
        while (!(some = store.newestBefore(before, STEP)).isEmpty()) {
            for (Store.Numbered numbered : some) {
                if (query.wants(numbered)) {
                    if (items.size() == query.limit()) {
                        return new AlertPage(items, Long.toString(before));
                    }
                    items.add(form.document(numbered));
                }
                before = numbered.sequence();
            }
        }
        return new AlertPage(items, null);
    }

    @GET
    @Path("/{id}")
    @Blocking
    @Operation(operationId = "getAlert", summary = "Get one alert", description = "The alert with its evidence.")
    @APIResponse(
            responseCode = "200",
            description = "The alert",
            content = @Content(schema = @Schema(implementation = AlertShape.class)))
    @APIResponse(
            responseCode = "404",
            description = "There is no such alert, or it is kept no more",
            content = @Content(mediaType = ProblemAnswer.TYPE, schema = @Schema(implementation = ProblemAnswer.class)))
    public Response one(
            @Parameter(description = "The alert's id") @PathParam("id") String id,
            @Parameter(description = FORMAT) @QueryParam("format") @Nullable String format) {
        try {
            AlertForm form = AlertForm.of(format, engine);
            Store.Numbered numbered = store.alert(id);
            return numbered == null
                    ? ProblemAnswer.response(404, "no alert " + SafeText.of(id) + " is kept")
                    : Response.ok(form.document(numbered))
                            .type(MediaType.APPLICATION_JSON_TYPE)
                            .build();
        } catch (AlertFilter.Unusable unusable) {
            return ProblemAnswer.response(400, String.valueOf(unusable.getMessage()));
        }
    }
}
