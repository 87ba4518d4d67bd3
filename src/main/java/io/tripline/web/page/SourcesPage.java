package io.tripline.web.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.tripline.web.alerts.AlertFilter;
import io.tripline.web.token.SenderTokens;
import io.tripline.web.wire.SourceBook;
import io.tripline.web.wire.TryLine;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.InstantSource;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Who brings events, and how to bring one. */
@Path("/sources")
@Produces(MediaType.TEXT_HTML)
public class SourcesPage {

    private final Frames frames;
    private final SourceBook book;
    private final SenderTokens tokens;
    private final InstantSource clock;

    SourcesPage(Frames frames, SourceBook book, SenderTokens tokens, InstantSource clock) {
        this.frames = frames;
        this.book = book;
        this.tokens = tokens;
        this.clock = clock;
    }

    @CheckedTemplate(basePath = "page")
    static class Templates {
        static native TemplateInstance sources(Frame frame, SourcesView view, List<TryLine> tries, boolean withToken);

        static native TemplateInstance sources$list(SourcesView view);
    }

    @GET
    @Blocking
    @Operation(hidden = true)
    public TemplateInstance list(
            @QueryParam("text") @Nullable String text,
            @QueryParam("state") @Nullable String state,
            @QueryParam("from") int from,
            @Context UriInfo asked,
            @Context RoutingContext request) {
        long now = clock.millis();
        SourcesView view = SourcesView.of(
                new SourcesView.Asked(AlertFilter.given(text), AlertFilter.given(state), Math.max(0, from)),
                book.all(now),
                now);
        if (Frames.asksForPart(request)) {
            return Templates.sources$list(view);
        }
        boolean withToken = !tokens.isOpen();
        String base = asked.getBaseUri().toString().replaceFirst("/+$", "");
        return Templates.sources(
                frames.of("Sources", Section.SOURCES, request), view, TryLine.all(base, withToken), withToken);
    }
}
