package io.tripline.web.door;

import io.netty.handler.codec.http.cookie.CookieHeaderNames;
import io.netty.handler.codec.http.cookie.DefaultCookie;
import io.netty.handler.codec.http.cookie.ServerCookieEncoder;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who looks at a page: what the door has found of them goes with their request. */
public final class Visitor {

    /** The header in which a form's key comes; no page of another site can set it. */
    public static final String FORM_KEY = "X-Form-Key";

    private static final String COOKIE = "tripline_session";
    private static final String KEY = Visitor.class.getName();

    private final Sessions.@Nullable Session session;

    private Visitor(Sessions.@Nullable Session session) {
        this.session = session;
    }

    /** Whom the door has let in with a request. */
    public static Visitor of(RoutingContext context) {
        Visitor admitted = context.get(KEY);
        return admitted == null ? new Visitor(null) : admitted;
    }

    static void goesWith(RoutingContext context, Sessions.@Nullable Session session) {
        context.put(KEY, new Visitor(session));
    }

    /** As they gave it; null where they did not say. */
    public @Nullable String name() {
        return session == null ? null : session.name();
    }

    /** What their forms bring along; null where they need not. */
    public @Nullable String formKey() {
        return session == null ? null : session.formKey();
    }

    /** What a request's cookie says; null where there is none. */
    public static @Nullable String secret(HttpServerRequest request) {
        Set<Cookie> cookies = request.cookies(COOKIE);
        return cookies.size() == 1 ? cookies.iterator().next().getValue() : null;
    }

    /** The header that makes a browser bring the secret along; of an empty one, that makes it forget. */
    public static String cookie(String secret, boolean encrypted) {
        DefaultCookie cookie = new DefaultCookie(COOKIE, secret);
        cookie.setHttpOnly(true);
        cookie.setPath("/");
        cookie.setSecure(encrypted);
        cookie.setSameSite(CookieHeaderNames.SameSite.Lax);
        cookie.setMaxAge(secret.isEmpty() ? 0 : Sessions.LONGEST.toSeconds());
        return ServerCookieEncoder.STRICT.encode(cookie);
    }
}
