package io.tripline.web.door;

import io.netty.util.AsciiString;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which requests a browser sends for a page of somebody else. A browser says so itself (Origin, Sec-Fetch-Site); programs
 * send neither. A link to a page of ours is fine, whoever has it.
 */
final class Browsers {

    private static final CharSequence SITE = AsciiString.cached("Sec-Fetch-Site");
    private static final CharSequence MODE = AsciiString.cached("Sec-Fetch-Mode");
    private static final CharSequence DESTINATION = AsciiString.cached("Sec-Fetch-Dest");

    /** Our own page, or a person at the address line. */
    private static final Set<String> OURS = Set.of("same-origin", "none");

    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private final OwnNames names;

    Browsers(OwnNames names) {
        this.names = names;
    }

    /** @param called what the request calls this program */
    boolean isForeign(HttpServerRequest request, Authority called) {
        MultiMap headers = request.headers();
        List<String> origins = headers.getAll("Origin");
        if (!origins.isEmpty() && !origins.stream().allMatch(origin -> isOwn(origin, called))) {
            return true;
        }
        return !OURS.containsAll(headers.getAll(SITE)) && !isLink(request);
    }

    private boolean isOwn(String origin, Authority called) {
        try {
            URI uri = new URI(origin);
            int own = "https".equals(uri.getScheme()) ? HTTPS : HTTP;
            Authority from = uri.getRawAuthority() == null ? null : Authority.parse(uri.getRawAuthority());
            return isWeb(uri.getScheme())
                    && from != null
                    && (from.without(own).equals(called.without(own)) || names.lists(from.without(own)));
        } catch (URISyntaxException notOne) {
            return false;
        }
    }

    private static boolean isWeb(@Nullable String scheme) {
        return "http".equals(scheme) || "https".equals(scheme);
    }

    private static boolean isLink(HttpServerRequest request) {
        return request.method().equals(HttpMethod.GET)
                && "navigate".equals(request.getHeader(MODE))
                && "document".equals(request.getHeader(DESTINATION));
    }
}
