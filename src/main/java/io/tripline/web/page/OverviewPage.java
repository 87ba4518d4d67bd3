package io.tripline.web.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.tripline.live.history.MinuteHistory;
import io.tripline.web.alerts.AlertIndex;
import io.tripline.web.overview.Overview;
import io.tripline.web.overview.Overviews;
import io.tripline.web.page.AlertsView.AlertRow;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** How the program fares: the first view. Programs that ask at the same address get JSON, unless they want HTML. */
@Path("/")
public class OverviewPage {

    /** Alerts that it shows. */
    private static final int NEWEST = 8;

    private static final double MEBI = 1024 * 1024;

    private final Frames frames;
    private final Overviews overviews;
    private final AlertIndex alerts;
    private final MinuteHistory history;
    private final InstantSource clock;

    OverviewPage(Frames frames, Overviews overviews, AlertIndex alerts, MinuteHistory history, InstantSource clock) {
        this.frames = frames;
        this.overviews = overviews;
        this.alerts = alerts;
        this.history = history;
        this.clock = clock;
    }

    @CheckedTemplate(basePath = "page")
    static class Templates {
        static native TemplateInstance overview(Frame frame, View view, Chart levels, Chart events);

        static native TemplateInstance overview$now(View view);
    }

    /**
     * What it shows.
     *
     * @param memory used and most, in MiB
     */
    public record View(
            Overview overview, String memory, String p99, List<AttentionRow> attention, List<AlertRow> newest) {

        /** The address of the rules in a state. */
        public String of(String state) {
            return Address.of("/rules").with("state", state).toString();
        }
    }

    /** @param address empty where there is no view of it */
    public record AttentionRow(Overview.Attention attention, String address) {}

    @GET
    @Produces("text/html;qs=0.5")
    @Blocking
    @Operation(hidden = true)
    public TemplateInstance overview(@Context RoutingContext request) {
        long now = clock.millis();
        View view = view(now);
        return Frames.asksForPart(request)
                ? Templates.overview$now(view)
                : Templates.overview(
                        frames.of("Overview", Section.OVERVIEW, request),
                        view,
                        Chart.ofEngine(history, now),
                        Chart.ofEvents(history, now));
    }

    private View view(long now) {
        Overview overview = overviews.now();
        Double p99 = overview.p99Millis();
        return new View(
                overview,
                String.format(Locale.ROOT, "%.0f of %.0f MiB", overview.memory() / MEBI, overview.mostMemory() / MEBI),
                p99 == null ? "–" : String.format(Locale.ROOT, p99 < 10 ? "%.1f ms" : "%.0f ms", p99),
                overview.attention().stream().map(OverviewPage::row).toList(),
                alerts.newest().stream()
                        .limit(NEWEST)
                        .map(head -> AlertRow.of(head, now))
                        .toList());
    }

    private static AttentionRow row(Overview.Attention attention) {
        String rule = attention.rule();
        String address = rule != null
                ? Address.of("/rules", rule).toString()
                : attention.what().equals("source") ? Section.SOURCES.address() : "";
        return new AttentionRow(attention, address);
    }
}
