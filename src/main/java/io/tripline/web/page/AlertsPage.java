package io.tripline.web.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.tripline.alert.AlertChange;
import io.tripline.alert.AlertLife;
import io.tripline.alert.AlertStatus;
import io.tripline.alert.AlertWish;
import io.tripline.alert.Verdict;
import io.tripline.store.Store;
import io.tripline.web.alerts.AlertFilter;
import io.tripline.web.alerts.AlertHead;
import io.tripline.web.alerts.AlertIndex;
import io.tripline.web.door.Visitor;
import io.tripline.web.page.AlertsView.AlertRow;
import io.tripline.web.rules.RulePages;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** The alerts: the list, one of them, and what people do about them. */
@Path("/alerts")
@Produces(MediaType.TEXT_HTML)
public class AlertsPage {

    /** Other alerts of a group that one of them shows. */
    private static final int MOST_SIMILAR = 10;

    private final Frames frames;
    private final AlertIndex index;
    private final Store store;
    private final RulePages rules;
    private final PrettyJson json;
    private final InstantSource clock;

    AlertsPage(Frames frames, AlertIndex index, Store store, RulePages rules, PrettyJson json, InstantSource clock) {
        this.frames = frames;
        this.index = index;
        this.store = store;
        this.rules = rules;
        this.json = json;
        this.clock = clock;
    }

    @CheckedTemplate(basePath = "page")
    static class Templates {
        static native TemplateInstance alerts(Frame frame, AlertsView view);

        static native TemplateInstance alerts$list(AlertsView view);

        static native TemplateInstance alert(Frame frame, AlertDetail detail, String trouble);

        static native TemplateInstance alert$detail(AlertDetail detail, String trouble);
    }

    /** What a list is asked for. */
    public static final class Asked {
        @QueryParam("since")
        @Nullable
        String since;

        @QueryParam("until")
        @Nullable
        String until;

        @QueryParam("rule")
        @Nullable
        String rule;

        @QueryParam("level")
        @Nullable
        String level;

        @QueryParam("tag")
        @Nullable
        String tag;

        @QueryParam("status")
        @Nullable
        String status;

        @QueryParam("text")
        @Nullable
        String text;

        @QueryParam("group")
        @Nullable
        String group;

        @QueryParam("view")
        @Nullable
        String view;

        @QueryParam("from")
        int from;

        AlertFilter.Asked filter() {
            return new AlertFilter.Asked(
                    AlertFilter.given(since),
                    AlertFilter.given(until),
                    AlertFilter.given(rule),
                    AlertFilter.given(level),
                    AlertFilter.given(tag),
                    AlertFilter.given(status),
                    AlertFilter.given(text),
                    AlertFilter.given(group));
        }
    }

    @GET
    @Blocking
    @Operation(hidden = true)
    public TemplateInstance list(@BeanParam Asked asked, @Context RoutingContext request) {
        AlertsView view = view(asked);
        return Frames.asksForPart(request)
                ? Templates.alerts$list(view)
                : Templates.alerts(frames.of("Alerts", Section.ALERTS, request), view);
    }

    private AlertsView view(Asked asked) {
        boolean grouped = !"each".equals(asked.view);
        AlertFilter.Asked wanted = asked.filter();
        try {
            return AlertsView.of(
                    wanted, wanted.filter(), grouped, index.newest(), Math.max(0, asked.from), clock.millis());
        } catch (AlertFilter.Unusable unusable) {
            return AlertsView.troubled(wanted, grouped, String.valueOf(unusable.getMessage()));
        }
    }

    @GET
    @Path("/{id}")
    @Blocking
    @Operation(hidden = true)
    public TemplateInstance one(@PathParam("id") String id, @Context RoutingContext request) {
        return shown(id, "", request);
    }

    private TemplateInstance shown(String id, String trouble, RoutingContext request) {
        AlertDetail detail = detail(id, request);
        return Frames.asksForPart(request)
                ? Templates.alert$detail(detail, trouble)
                : Templates.alert(frames.of(detail.alert().title(), Section.ALERTS, request), detail, trouble);
    }

    private AlertDetail detail(String id, RoutingContext request) {
        Store.Numbered kept = store.alert(id);
        if (kept == null) {
            throw Missing.of(
                    frames.of("No such alert", Section.ALERTS, request),
                    "There is no alert of this id, or it has made room for newer ones.");
        }
        long now = clock.millis();
        AlertHead head = AlertHead.of(kept);
        List<AlertRow> similar = index.newest().stream()
                .filter(other -> other.rule().id().equals(head.rule().id())
                        && other.group().equals(head.group())
                        && other.sequence() != head.sequence())
                .limit(MOST_SIMILAR)
                .map(other -> AlertRow.of(other, now))
                .toList();
        return AlertDetail.of(
                kept, AlertRow.of(head, now), rules.told(head.rule().id()), store.history(id), similar, json, now);
    }

    /** Changes the alert as the form says, and shows it again. */
    @POST
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Blocking
    @Operation(hidden = true)
    public TemplateInstance change(@PathParam("id") String id, InputStream body, @Context RoutingContext request)
            throws IOException {
        Form form = Form.of(body);
        return shown(id, changed(id, form, by(request)), request);
    }

    private String changed(String id, Form form, String by) {
        String status = form.text("status");
        String verdict = form.text("verdict");
        try {
            return why(store.change(
                    id,
                    new AlertWish(
                            status == null ? null : AlertStatus.of(status),
                            verdict == null ? null : Verdict.of(verdict),
                            form.text("comment"),
                            by,
                            null),
                    clock.millis()));
        } catch (IllegalArgumentException unusable) {
            return String.valueOf(unusable.getMessage());
        }
    }

    /** Empty where it went well. */
    private static String why(AlertLife.@Nullable Decision decision) {
        return switch (decision) {
            case null -> "it is kept no more";
            case AlertLife.Decision.Changed changed -> "";
            case AlertLife.Decision.Conflict(String why) -> why;
            case AlertLife.Decision.Unusable(String why) -> why;
        };
    }

    /** Takes the newest change back, as a change of its own: what was done stays written down. */
    @POST
    @Path("/{id}/undo")
    @Blocking
    @Operation(hidden = true)
    public TemplateInstance undo(@PathParam("id") String id, @Context RoutingContext request) {
        List<AlertChange> history = store.history(id);
        if (history.isEmpty()) {
            return shown(id, "there is nothing to undo", request);
        }
        AlertChange last = history.getLast();
        String by = by(request);
        String trouble = "";
        if (last.to() == AlertStatus.CLOSED && last.from() == AlertStatus.ACKNOWLEDGED) {
            trouble = back(id, AlertStatus.OPEN, null, by); // what is closed is opened before anything else
        }
        return shown(id, trouble.isEmpty() ? back(id, last.from(), verdictBefore(history), by) : trouble, request);
    }

    private String back(String id, AlertStatus to, @Nullable Verdict verdict, String by) {
        return why(store.change(
                id, new AlertWish(to, to == AlertStatus.CLOSED ? verdict : null, "undone", by, null), clock.millis()));
    }

    private static @Nullable Verdict verdictBefore(List<AlertChange> history) {
        return history.size() < 2 ? null : history.get(history.size() - 2).verdict();
    }

    private static String by(RoutingContext request) {
        String name = Visitor.of(request).name();
        return name == null ? AlertWish.UNNAMED : name;
    }
}
