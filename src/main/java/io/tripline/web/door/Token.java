package io.tripline.web.door;

import io.tripline.web.token.Caller;
import io.tripline.web.token.Presented;
import io.tripline.web.token.SenderTokens;
import io.tripline.web.token.Verdict;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Lets nobody in without a token, where one is set: senders with theirs, to the addresses for senders alone; people in a browser with
 * the session that they got for it. What is open is listed, as it stands in the request: this says where things are, whether the
 * program is well, and where to sign in. Says the same however near a wrong token is. Any thread.
 */
final class Token {

    private static final Pattern OPEN =
            Pattern.compile("/|/sign-in|/assets/[0-9a-z]+/[0-9A-Za-z.]+|/q/health(?:/(?:live|ready|started))?");

    private static final String SCHEME = "bearer ";

    private static final Set<HttpMethod> LOOKING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    private final Sessions sessions;
    private final SenderTokens senders;

    Token(Sessions sessions, SenderTokens senders) {
        this.sessions = sessions;
        this.senders = senders;
    }

    /** The same at an address for senders of events; who it is goes with the request. */
    boolean admits(RoutingContext context, Receiver receiver) {
        if (receiver.needsNoToken()) {
            return true;
        }
        List<String> presented = new ArrayList<>(Presented.in(context.request().getHeader(HttpHeaders.AUTHORIZATION)));
        presented.addAll(receiver.secrets());
        return switch (senders.check(presented, receiver.format(), Caller.from(context))) {
            case Verdict.Admitted(Caller caller) -> {
                caller.goesWith(context);
                yield true;
            }
            case Verdict.Missing missing ->
                refuse(
                        context,
                        401,
                        "a token is needed: Authorization: Bearer …, or as this sender writes it",
                        "Bearer realm=\"tripline\"");
            case Verdict.Wrong wrong ->
                refuse(context, 403, "this is no token", "Bearer realm=\"tripline\", error=\"invalid_token\"");
            case Verdict.OtherFormat(String token) ->
                refuse(
                        context,
                        403,
                        "the token " + token + " is not for " + receiver.format(),
                        "Bearer realm=\"tripline\", error=\"insufficient_scope\"");
        };
    }

    /** @return whether the request may go on; otherwise it is answered */
    boolean admits(RoutingContext context) {
        HttpServerRequest request = context.request();
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header != null) {
            return !sessions.needsToken() || isOpen(request) || shows(header, context);
        }
        String secret = Visitor.secret(request);
        Sessions.Session session = secret == null ? null : sessions.of(secret);
        Visitor.goesWith(context, session);
        if (session != null) {
            return LOOKING.contains(request.method()) || isOpen(request) || bringsFormKey(session, context);
        }
        return !sessions.needsToken() || isOpen(request) || asks(context);
    }

    private static boolean isOpen(HttpServerRequest request) {
        return OPEN.matcher(String.valueOf(request.path())).matches();
    }

    private boolean shows(String header, RoutingContext context) {
        if (!header.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            return refuse(context, 401, "a token is needed: Authorization: Bearer …", "Bearer realm=\"tripline\"");
        }
        return sessions.isToken(header.substring(SCHEME.length()).strip())
                || refuse(context, 403, "this is not the token", "Bearer realm=\"tripline\", error=\"invalid_token\"");
    }

    private static boolean bringsFormKey(Sessions.Session session, RoutingContext context) {
        String brought = context.request().getHeader(Visitor.FORM_KEY);
        if (brought != null
                && MessageDigest.isEqual(
                        brought.getBytes(StandardCharsets.UTF_8),
                        session.formKey().getBytes(StandardCharsets.UTF_8))) {
            return true;
        }
        Refusal.send(context, 403, "this page is of a session that has ended: load it again");
        return false;
    }

    /** A person at the address line is shown the way in; a part of a page, or a program, is told. */
    private static boolean asks(RoutingContext context) {
        HttpServerRequest request = context.request();
        String accepted = request.getHeader(HttpHeaders.ACCEPT);
        if (!request.method().equals(HttpMethod.GET) || accepted == null || !accepted.contains("text/html")) {
            return refuse(context, 401, "a token is needed: Authorization: Bearer …", "Bearer realm=\"tripline\"");
        }
        context.response()
                .setStatusCode(303)
                .putHeader(
                        HttpHeaders.LOCATION, "/sign-in?to=" + URLEncoder.encode(request.uri(), StandardCharsets.UTF_8))
                .end();
        return false;
    }

    private static boolean refuse(RoutingContext context, int status, String detail, String challenge) {
        context.response().putHeader("WWW-Authenticate", challenge);
        Refusal.send(context, status, detail);
        return false;
    }
}
