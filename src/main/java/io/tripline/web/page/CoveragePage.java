package io.tripline.web.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.tripline.web.alerts.AlertFilter;
import io.tripline.web.rules.CoveragePages;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** What of ATT&amp;CK the rules cover, and the rules that can see nothing. */
@Path("/coverage")
@Produces(MediaType.TEXT_HTML)
public class CoveragePage {

    private final Frames frames;
    private final CoveragePages coverage;

    CoveragePage(Frames frames, CoveragePages coverage) {
        this.frames = frames;
        this.coverage = coverage;
    }

    @CheckedTemplate(basePath = "page")
    static class Templates {
        static native TemplateInstance coverage(Frame frame, CoverageView view);

        static native TemplateInstance coverage$dead(CoverageView view);
    }

    /**
     * @param gaps whether the matrix has what no rule covers as well
     * @param log of the rules that can see nothing, those that look at it
     * @param from the first of them
     */
    @GET
    @Blocking
    @Operation(hidden = true)
    public TemplateInstance matrix(
            @QueryParam("gaps") boolean gaps,
            @QueryParam("log") @Nullable String log,
            @QueryParam("from") int from,
            @Context RoutingContext request) {
        CoverageView view = CoverageView.of(coverage.coverage(), gaps, AlertFilter.given(log), Math.max(0, from));
        return Frames.asksForPart(request)
                ? Templates.coverage$dead(view)
                : Templates.coverage(frames.of("Coverage", Section.COVERAGE, request), view);
    }
}
