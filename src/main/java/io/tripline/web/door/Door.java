package io.tripline.web.door;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.tripline.web.ServeSettings;
import io.tripline.web.token.SenderTokens;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The first to see a request, whatever its address: it puts on every answer what browsers are to keep to, and turns away who
 * calls by a foreign name, who is sent by a foreign page, and who has no token.
 */
@Singleton
final class Door {

    /** Before all others, Quarkus' own limit of bodies included. */
    private static final int FIRST = 1_000;

    /** Longer ones make a refusal that the server itself writes, without any of our headers. */
    private static final int LONGEST_URI = 8 * 1024;

    private static final int LONGEST_HEADERS = 16 * 1024;

    private static final String SEEN = Door.class.getName();

    /** ms */
    private static final long LAST_MOMENT = 1_000;

    private static final Map<String, String> ON_EVERY_ANSWER = Map.of(
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Content-Security-Policy",
                    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
            "Referrer-Policy",
                    "same-origin", // with none at all, browsers say of our own forms that they come from nowhere
            "Cross-Origin-Resource-Policy", "same-origin",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cache-Control", "no-store");

    private final OwnNames names;
    private final Browsers browsers;
    private final Token token;
    private final Receiver.Addresses addresses;

    Door(ServeSettings settings, Sessions sessions, SenderTokens senders, Receiver.Addresses addresses) {
        this.names = new OwnNames(settings.host(), settings.hosts());
        this.browsers = new Browsers(names);
        this.token = new Token(sessions, senders);
        this.addresses = addresses;
    }

    void open(@Observes Filters filters) {
        filters.register(this::check, FIRST);
    }

    /** A Host that is none is found before any filter; the refusal is to be like all others. */
    void open(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).failureHandler(this::failed);
    }

    private void failed(RoutingContext context) {
        if (context.get(SEEN) == null) {
            check(context);
        } else {
            context.next();
        }
    }

    private void check(RoutingContext context) {
        context.put(SEEN, true);
        ON_EVERY_ANSWER.forEach(context.response()::putHeader);
        context.addEndHandler(ended -> closeIfSaid(context));
        HttpServerRequest request = context.request();
        if ("".equals(request.getHeader(HttpHeaders.ACCEPT))) {
            request.headers()
                    .remove(HttpHeaders.ACCEPT); // both ask for nothing, and only the one is read by all behind
        }
        Receiver receiver = addresses.at(request);
        if (receiver != null) {
            receiver.goesWith(context);
        }
        if (request.uri().length() > LONGEST_URI) {
            Refusal.send(context, 414, "the address is longer than " + LONGEST_URI + " characters");
            return;
        }
        if (length(request.headers()) > LONGEST_HEADERS) {
            Refusal.send(context, 431, "the headers are longer than " + LONGEST_HEADERS + " characters together");
            return;
        }
        Authority called = called(request);
        if (called == null) {
            Refusal.send(context, 400, "a request says once in Host, as name and port, whom it calls");
        } else if (!names.has(called, localAddress(request))) {
            Refusal.send(
                    context,
                    403,
                    "this program is not called " + Refusal.quoted(called.host())
                            + "; other names than this machine's own are set as tripline.http.hosts");
        } else if (browsers.isForeign(request, called)) {
            Refusal.send(context, 403, "a page of another site may not send this");
        } else if (receiver == null ? token.admits(context) : token.admits(context, receiver)) {
            context.next();
        }
    }

    /**
     * An answer that says it ends the connection does. What still comes of a body is dropped for a moment: a connection that
     * is cut off while its sender sends loses the answer.
     */
    private static void closeIfSaid(RoutingContext context) {
        if (!"close".equalsIgnoreCase(context.response().headers().get("Connection"))) {
            return;
        }
        HttpServerRequest request = context.request();
        if (request.isEnded()) {
            request.connection().close();
        } else {
            request.handler(dropped -> {})
                    .endHandler(ended -> request.connection().close());
            request.resume();
            context.vertx().setTimer(LAST_MOMENT, late -> request.connection().close());
        }
    }

    /** Whom the request calls; null if it does not say, says it twice or says two things. */
    private static @Nullable Authority called(HttpServerRequest request) {
        List<String> hosts = request.headers().getAll("Host");
        boolean ofHeader = request.version() != HttpVersion.HTTP_2;
        if (hosts.size() > 1 || ofHeader && hosts.isEmpty()) {
            return null;
        }
        String host = hosts.isEmpty() ? String.valueOf(request.authority()) : hosts.getFirst();
        Authority called = Authority.parse(host.strip());
        String inAddress = ofHeader ? authority(request.uri()) : String.valueOf(request.authority());
        return inAddress == null || Authority.parse(inAddress) instanceof Authority named && named.equals(called)
                ? called
                : null;
    }

    /** Of an absolute address, as requests to a proxy have; null where there is only a path. */
    private static @Nullable String authority(String uri) {
        if (uri.startsWith("/") || uri.equals("*")) {
            return null;
        }
        try {
            return String.valueOf(new URI(uri).getRawAuthority());
        } catch (URISyntaxException e) {
            return "";
        }
    }

    private static @Nullable String localAddress(HttpServerRequest request) {
        return request.localAddress() == null ? null : request.localAddress().hostAddress();
    }

    private static long length(MultiMap headers) {
        long length = 0;
        for (Map.Entry<String, String> header : headers) {
            length += header.getKey().length() + header.getValue().length();
        }
        return length;
    }
}
