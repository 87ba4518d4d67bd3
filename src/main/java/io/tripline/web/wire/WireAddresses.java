package io.tripline.web.wire;

import io.tripline.web.door.Answer;
import io.tripline.web.door.Receiver;
import io.tripline.web.door.Refusal;
import io.tripline.web.door.Refused;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which wire format an address belongs to, as it stands in the request: one that is written in another way is none. Who can send
 * no header writes its token before the address, {@code /token/<token>/…}. Any thread.
 */
@Singleton
final class WireAddresses implements Receiver.Addresses {

    /** The address of the resource that has events posted as they are. */
    static final String EVENTS = "/api/v1/events";

    /** What tokens name that. */
    static final String EVENTS_FORMAT = "json";

    private static final String SECRET = "/token/";
    private static final String BELOW = "/**";

    private final Map<String, WireFormat> exact = new HashMap<>();
    private final Map<String, WireFormat> below = new HashMap<>();

    /** Also at the address of events as they are, where headers tell it. */
    private final CloudEvents cloudEvents = new CloudEvents();

    WireAddresses(WireFormats formats) {
        for (WireFormat format : formats.all()) {
            for (String path : format.paths()) {
                if (path.endsWith(BELOW)) {
                    below.put(path.substring(0, path.length() - BELOW.length()), format);
                } else {
                    exact.put(path, format);
                }
            }
        }
    }

    @Override
    public @Nullable Receiver at(HttpServerRequest request) {
        String path = String.valueOf(request.path());
        String secret = null;
        if (path.startsWith(SECRET)) {
            int end = path.indexOf('/', SECRET.length());
            if (end < 0) {
                return null;
            }
            secret = decoded(path.substring(SECRET.length(), end));
            path = path.substring(end);
        }
        if (path.length() > 1 && path.endsWith("/")) {
            path = path.substring(0, path.length() - 1);
        }
        String method = request.method().name();
        WireFormat format = path.equals(EVENTS) && CloudEvents.isTold(request.headers()) ? cloudEvents : format(path);
        if (format == null) {
            return path.equals(EVENTS) && secret == null ? new Plain(method.equals("POST")) : null;
        }
        WireRequest wire = WireRequest.of(method, path, query(request), request.headers());
        return new WireCall(format, wire, secret, format.greeting(wire));
    }

    /** What is not encoded as it should be is not said. */
    private static MultiMap query(HttpServerRequest request) {
        try {
            return request.params();
        } catch (IllegalArgumentException none) {
            return MultiMap.caseInsensitiveMultiMap();
        }
    }

    private @Nullable WireFormat format(String path) {
        WireFormat format = exact.get(path);
        if (format != null || path.contains("//") || path.contains("/.")) {
            return format;
        }
        for (Map.Entry<String, WireFormat> each : below.entrySet()) {
            if (path.startsWith(each.getKey())
                    && (path.length() == each.getKey().length()
                            || path.charAt(each.getKey().length()) == '/')) {
                return each.getValue();
            }
        }
        return null;
    }

    /** A part of a path between slashes; null: it is not encoded as it should be. */
    static @Nullable String decoded(String segment) {
        try {
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException none) {
            return null;
        }
    }

    /** Events as they are: read by a resource, which has no words of its own for a refusal. */
    private record Plain(boolean takesBody) implements Receiver {

        @Override
        public String format() {
            return EVENTS_FORMAT;
        }

        @Override
        public boolean needsNoToken() {
            return false;
        }

        @Override
        public List<String> secrets() {
            return List.of();
        }

        @Override
        public Answer refusal(Refused refused) {
            return Refusal.problem(refused);
        }
    }
}
