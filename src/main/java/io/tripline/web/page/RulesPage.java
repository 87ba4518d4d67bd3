package io.tripline.web.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.tripline.live.history.MinuteHistory;
import io.tripline.web.alerts.AlertFilter;
import io.tripline.web.rules.RulePages;
import io.tripline.web.rules.RuleView;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** The rules: the list, and one of them with all that is known. */
@Path("/rules")
@Produces(MediaType.TEXT_HTML)
public class RulesPage {

    private final Frames frames;
    private final RulePages rules;
    private final MinuteHistory history;
    private final InstantSource clock;

    RulesPage(Frames frames, RulePages rules, MinuteHistory history, InstantSource clock) {
        this.frames = frames;
        this.rules = rules;
        this.history = history;
        this.clock = clock;
    }

    @CheckedTemplate(basePath = "page")
    static class Templates {
        static native TemplateInstance rules(Frame frame, RulesView view);

        static native TemplateInstance rules$list(RulesView view);

        static native TemplateInstance rule(Frame frame, RuleDetail detail, Chart chart);

        static native TemplateInstance rule$now(RuleDetail detail);
    }

    @GET
    @Blocking
    @Operation(hidden = true)
    public TemplateInstance list(
            @QueryParam("text") @Nullable String text,
            @QueryParam("state") @Nullable String state,
            @QueryParam("level") @Nullable String level,
            @QueryParam("from") int from,
            @Context RoutingContext request) {
        RulesView view = RulesView.of(
                new RulesView.Asked(
                        AlertFilter.given(text), AlertFilter.given(state), AlertFilter.given(level), Math.max(0, from)),
                rules.list().items(),
                history.recentMatches(),
                clock.millis());
        return Frames.asksForPart(request)
                ? Templates.rules$list(view)
                : Templates.rules(frames.of("Rules", Section.RULES, request), view);
    }

    @GET
    @Path("/{id: .+}")
    @Blocking
    @Operation(hidden = true)
    public TemplateInstance one(@PathParam("id") String id, @Context RoutingContext request) {
        RuleView.Detail found = rules.detail(id);
        if (found == null) {
            throw Missing.of(
                    frames.of("No such rule", Section.RULES, request),
                    "No rule in the folder has this id: its file may have been moved or deleted.");
        }
        long now = clock.millis();
        RuleDetail detail = RuleDetail.of(found, now);
        return Frames.asksForPart(request)
                ? Templates.rule$now(detail)
                : Templates.rule(
                        frames.of(detail.row().title(), Section.RULES, request),
                        detail,
                        Chart.ofRule(found, history, now));
    }
}
