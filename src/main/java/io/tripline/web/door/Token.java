package io.tripline.web.door;

import io.tripline.event.Sha256;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Lets nobody in without the token, where one is set. What is open is listed, as it stands in the request: this says where
 * things are, and whether the program is well. Says the same however near a wrong token is. Any thread.
 */
final class Token {

    private static final Pattern OPEN = Pattern.compile("/|/q/health(?:/(?:live|ready|started))?");

    private static final String SCHEME = "bearer ";

    private final byte @Nullable [] expected;

    Token(@Nullable String token) {
        this.expected = token == null ? null : Sha256.of(token);
    }

    /** @return whether the request may go on; otherwise it is answered */
    boolean admits(RoutingContext context) {
        if (expected == null
                || OPEN.matcher(String.valueOf(context.request().path())).matches()) {
            return true;
        }
        String header = context.request().getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            return refuse(context, 401, "a token is needed: Authorization: Bearer …", "Bearer realm=\"tripline\"");
        }
        return MessageDigest.isEqual(Sha256.of(header.substring(SCHEME.length()).strip()), expected)
                || refuse(context, 403, "this is not the token", "Bearer realm=\"tripline\", error=\"invalid_token\"");
    }

    private static boolean refuse(RoutingContext context, int status, String detail, String challenge) {
        context.response().putHeader("WWW-Authenticate", challenge);
        Refusal.send(context, status, detail);
        return false;
    }
}
