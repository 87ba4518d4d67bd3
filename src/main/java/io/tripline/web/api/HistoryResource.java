package io.tripline.web.api;

import io.smallrye.common.annotation.Blocking;
import io.tripline.live.history.MinuteHistory;
import io.tripline.store.CountHistory;
import io.tripline.store.CountedMinute.EngineCount;
import io.tripline.store.CountedMinute.RuleCount;
import io.tripline.web.alerts.AlertFilter;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What came of rules over time. */
@Path("/api/v1/history")
@Produces({MediaType.APPLICATION_JSON, ProblemAnswer.TYPE})
@Tag(name = "Rules")
public class HistoryResource {

    private final MinuteHistory history;
    private final InstantSource clock;

    public HistoryResource(MinuteHistory history, InstantSource clock) {
        this.history = history;
        this.clock = clock;
    }

    @GET
    @Blocking
    @Operation(
            operationId = "getHistory",
            summary = "Counts over time",
            description =
                    "Matches and alerts of a rule, or events, matches and alerts of the whole engine: by the minute, of the last 24"
                            + " hours, or by the hour, of the last 30 days. The running minute is a few seconds behind.")
    @APIResponse(
            responseCode = "200",
            description = "The spans in which something happened",
            content = @Content(schema = @Schema(implementation = HistoryView.class)))
    @APIResponse(
            responseCode = "400",
            description = "A parameter cannot be used",
            content = @Content(mediaType = ProblemAnswer.TYPE, schema = @Schema(implementation = ProblemAnswer.class)))
    public Response get(
            @Parameter(
                            description =
                                    "A rule's id, as the list of rules has it; the whole engine if absent. Of one that is not known"
                                            + " there is nothing")
                    @QueryParam("rule")
                    @Nullable
                    String rule,
            @Parameter(
                            description =
                                    "From then on: ISO-8601, or seconds or milliseconds since the epoch; an hour before until if"
                                            + " absent. Further back than 24 hours a point is an hour")
                    @QueryParam("since")
                    @Nullable
                    String since,
            @Parameter(description = "Up to then, in the same form; now if absent") @QueryParam("until") @Nullable
                    String until) {
        try {
            HistoryQuery query = HistoryQuery.of(since, until, clock.millis());
            String id = AlertFilter.given(rule);
            HistoryView view = new HistoryView(
                    id == null ? null : SafeText.sentence(id),
                    Duration.ofMillis(query.step()).toString(),
                    moment(query.since()),
                    moment(query.until()),
                    id == null ? ofEngine(query) : ofRule(id, query));
            return Response.ok(view).type(MediaType.APPLICATION_JSON_TYPE).build();
        } catch (AlertFilter.Unusable unusable) {
            return ProblemAnswer.response(400, String.valueOf(unusable.getMessage()));
        }
    }

    private List<HistoryView.Point> ofRule(String rule, HistoryQuery query) {
        return history.ofRule(rule, query.since(), query.until(), query.step()).entrySet().stream()
                .map(point -> ofRule(point.getKey(), point.getValue()))
                .toList();
    }

    private static HistoryView.Point ofRule(long began, RuleCount count) {
        return new HistoryView.Point(moment(began), null, count.matches(), count.alerts(), null);
    }

    private List<HistoryView.Point> ofEngine(HistoryQuery query) {
        return history.ofEngine(query.since(), query.until(), query.step()).entrySet().stream()
                .map(point -> ofEngine(point.getKey(), point.getValue()))
                .toList();
    }

    private static HistoryView.Point ofEngine(long began, EngineCount count) {
        Map<String, Long> levels = new LinkedHashMap<>();
        CountHistory.LEVELS.forEach(level -> {
            long alerts = count.alerts().getOrDefault(level, 0L);
            if (alerts > 0) {
                levels.put(level, alerts);
            }
        });
        long alerts = levels.values().stream().mapToLong(Long::longValue).sum();
        return new HistoryView.Point(moment(began), count.events(), count.matches(), alerts, levels);
    }

    private static String moment(long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }
}
