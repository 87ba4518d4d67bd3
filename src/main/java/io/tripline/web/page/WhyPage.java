package io.tripline.web.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.tripline.engine.Engine;
import io.tripline.engine.LoadedRule;
import io.tripline.ingest.EventDecoder;
import io.tripline.live.SeenEvents;
import io.tripline.web.door.Refusal;
import io.tripline.web.page.WhyView.Asked;
import io.tripline.web.page.WhyView.SeenRow;
import io.tripline.web.rules.AskedEvent;
import io.tripline.web.rules.ExplanationPages;
import io.tripline.web.rules.ExplanationView.Explanations;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Why not? An event that was pasted, or one that came in, and how near it comes to one rule or to all. */
@Path("/why")
@Produces(MediaType.TEXT_HTML)
public class WhyPage {

    private static final String TITLE = "Why not?";
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    private final Frames frames;
    private final ExplanationPages pages;
    private final EventDecoder decoder;
    private final SeenEvents seen;
    private final Engine engine;
    private final PrettyJson json;
    private final InstantSource clock;

    WhyPage(
            Frames frames,
            ExplanationPages pages,
            EventDecoder decoder,
            SeenEvents seen,
            Engine engine,
            PrettyJson json,
            InstantSource clock) {
        this.frames = frames;
        this.pages = pages;
        this.decoder = decoder;
        this.seen = seen;
        this.engine = engine;
        this.json = json;
        this.clock = clock;
    }

    @CheckedTemplate(basePath = "page")
    static class Templates {
        static native TemplateInstance why(Frame frame, WhyView view);

        static native TemplateInstance why$answer(WhyView view);
    }

    /** The form; of an event that came in, also the answer. */
    @GET
    @Blocking
    @Operation(hidden = true)
    public TemplateInstance form(
            @QueryParam("rule") @DefaultValue("") String rule,
            @QueryParam("seen") @DefaultValue("") String number,
            @Context RoutingContext request) {
        Asked nothing = new Asked("", rule.strip(), "", "", "");
        if (number.isBlank()) {
            return whole(view(nothing, null, null), request);
        }
        SeenEvents.Seen event = NUMBER.matcher(number).matches() ? seen.of(Long.parseLong(number)) : null;
        if (event == null) {
            Trouble gone = Trouble.of("The event " + Refusal.quoted(number)
                    + " is held no more: the newest of those that come in are, until the program ends.");
            return whole(view(nothing, gone, null), request);
        }
        Asked asked = Asked.of(event, nothing.rule(), json);
        return whole(answered(asked, asked.rule()), request);
    }

    private TemplateInstance whole(WhyView view, RoutingContext request) {
        return Templates.why(frames.of(TITLE, Section.WHY, request), view);
    }

    /** Answers; a button beside a rule asks that one, whatever the form says. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Blocking
    @Operation(hidden = true)
    public TemplateInstance ask(InputStream body, @Context RoutingContext request) throws IOException {
        Form form = Form.of(body);
        Asked asked = new Asked(
                form.written("event"),
                form.written("rule").strip(),
                form.written("product").strip(),
                form.written("service").strip(),
                form.written("category").strip());
        String one = form.text("ask");
        WhyView view = answered(asked, form.text("all") != null ? "" : one == null ? asked.rule() : one);
        return Frames.asksForPart(request) ? Templates.why$answer(view) : whole(view, request);
    }

    /** @param rule its id; empty: the nearest of all */
    private WhyView answered(Asked asked, String rule) {
        try {
            AskedEvent event = AskedEvent.of(PastedEvent.json(asked.event()), asked.log(), decoder, clock.millis());
            Explanations told = rule.isEmpty() ? pages.nearest(event) : pages.ofRule(event, rule);
            return told == null
                    ? view(asked, Trouble.of("No rule " + Refusal.quoted(rule) + " runs."), null)
                    : view(asked, null, WhyAnswer.of(told, rule.isEmpty() ? null : rule, this::title));
        } catch (PastedEvent.Malformed malformed) {
            return view(asked, malformed.trouble(), null);
        } catch (AskedEvent.Unusable unusable) {
            return view(asked, Trouble.of("This cannot be explained: " + unusable.getMessage() + "."), null);
        }
    }

    private WhyView view(Asked asked, @Nullable Trouble trouble, @Nullable WhyAnswer answer) {
        long now = clock.millis();
        List<SeenRow> rows = seen.newest().stream()
                .limit(WhyView.MOST_ROWS)
                .map(event -> SeenRow.of(event, asked.rule(), now))
                .toList();
        String title = title(asked.rule());
        return new WhyView(asked, title == null ? "" : title, trouble, answer, rows);
    }

    private @Nullable String title(String id) {
        LoadedRule rule = engine.raising(id);
        return rule == null ? null : rule.outline().name();
    }
}
