package io.tripline.web.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.tripline.alert.AlertWish;
import io.tripline.problem.Visible;
import io.tripline.web.door.Sessions;
import io.tripline.web.door.Visitor;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Where people say who they are, and show the token where one is set. */
@Path("/")
public class SignInPage {

    /** An address of this program, and of no other. */
    private static final Pattern OWN = Pattern.compile("/(?![/\\\\])[\\x21-\\x5b\\x5d-\\x7e]{0,2000}");

    private final Frames frames;
    private final Sessions sessions;

    SignInPage(Frames frames, Sessions sessions) {
        this.frames = frames;
        this.sessions = sessions;
    }

    @CheckedTemplate(basePath = "page")
    static class Templates {
        static native TemplateInstance signIn(Frame frame, boolean needsToken, String to, String name, String trouble);
    }

    @GET
    @Path("/sign-in")
    @Produces(MediaType.TEXT_HTML)
    @Blocking
    @Operation(hidden = true)
    public TemplateInstance form(@QueryParam("to") @Nullable String to, @Context RoutingContext request) {
        String name = Visitor.of(request).name();
        return view(request, to, name == null ? "" : name, "");
    }

    private TemplateInstance view(RoutingContext request, @Nullable String to, String name, String trouble) {
        return Templates.signIn(frames.of("Sign in", null, request), sessions.needsToken(), own(to), name, trouble);
    }

    /** Where a person wanted to go; home where that is no address of this program. */
    private static String own(@Nullable String to) {
        return to != null && OWN.matcher(to).matches() ? to : "/";
    }

    @POST
    @Path("/sign-in")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(MediaType.TEXT_HTML)
    @Blocking
    @Operation(hidden = true)
    public Response enter(InputStream body, @Context RoutingContext request) throws IOException {
        Form form = Form.of(body);
        String name = form.text("name");
        String token = form.text("token");
        if (name == null
                || name.length() > AlertWish.LONGEST_NAME
                || name.codePoints().anyMatch(Visible::isInvisible)) {
            return refused(
                    request, form, "Your name is one line of at most " + AlertWish.LONGEST_NAME + " characters.");
        }
        Sessions.Opened opened = sessions.open(name, token == null ? "" : token);
        if (opened == null) {
            return refused(request, form, "This is not the token.");
        }
        return Response.seeOther(URI.create(own(form.text("to"))))
                .header(
                        "Set-Cookie",
                        Visitor.cookie(opened.secret(), request.request().isSSL()))
                .build();
    }

    private Response refused(RoutingContext request, Form form, String trouble) {
        String name = form.text("name");
        return Response.status(403)
                .entity(view(request, form.text("to"), name == null ? "" : name, trouble))
                .build();
    }

    @POST
    @Path("/sign-out")
    @Blocking
    @Operation(hidden = true)
    public Response leave(@Context RoutingContext request) {
        String secret = Visitor.secret(request.request());
        if (secret != null) {
            sessions.close(secret);
        }
        return Response.noContent()
                .header("Set-Cookie", Visitor.cookie("", request.request().isSSL()))
                .header("HX-Redirect", "/sign-in")
                .build();
    }
}
