package io.tripline.web.sinks;

import io.tripline.alert.sink.HttpReceiver;
import io.tripline.alert.sink.http.AddressGuard;
import io.tripline.alert.sink.http.SafeHttp;
import io.tripline.config.BadConfiguration;
import io.tripline.event.Network;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The keys that all sinks over HTTP have, and what is made of them. */
final class HttpKeys {

    static final Set<String> FAMILIES = Set.of("header.");

    private static final Set<String> KEYS =
            Set.of("url", "allow", "timeout", "authorization", "user", "password", "ca");

    /** Of the connection, or ours. */
    private static final Set<String> NOT_TO_SET = Set.of(
            "host", "content-length", "content-type", "transfer-encoding", "connection", "upgrade", "te", "trailer");

    private final Vertx vertx;
    private final InstantSource clock;

    HttpKeys(Vertx vertx, InstantSource clock) {
        this.vertx = vertx;
        this.clock = clock;
    }

    /** Those and some more. */
    static Set<String> and(String... more) {
        Set<String> keys = new TreeSet<>(KEYS);
        keys.addAll(List.of(more));
        return keys;
    }

    /** @param otherwise where no url is set; null: one is needed */
    HttpReceiver receiver(SinkKeys keys, @Nullable String otherwise) {
        return receiver(keys, url(keys, otherwise));
    }

    HttpReceiver receiver(SinkKeys keys, URI url) {
        AddressGuard guard = new AddressGuard(networks(keys));
        Duration timeout = keys.duration("timeout", "10s", Duration.ofMillis(100));
        return new HttpReceiver(new SafeHttp(vertx, guard, timeout, TrustKeys.pem(keys)), url, headers(keys), clock);
    }

    static URI url(SinkKeys keys, @Nullable String otherwise) {
        String set = keys.text("url");
        String text = set == null && otherwise != null
                ? otherwise
                : keys.needed("url", "an address such as https://hooks.example/tripline");
        try {
            URI url = new URI(text);
            String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
            if ((scheme.equals("https") || scheme.equals("http"))
                    && url.getHost() != null
                    && url.getUserInfo() == null
                    && url.getFragment() == null) {
                return url;
            }
        } catch (URISyntaxException noAddress) {
            // said below
        }
        // the address itself may be secret
        throw new BadConfiguration(keys.key("url")
                + " is no address such as https://hooks.example/tripline, without a user and without a fragment");
    }

    /** The address with a path of the receiver's own behind it, unless that is there. */
    static URI below(URI url, String path) {
        String before = url.getRawPath() == null ? "" : url.getRawPath().replaceFirst("/+$", "");
        String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        return URI.create(url.getScheme() + "://" + url.getRawAuthority()
                + (before.endsWith(path) ? before : before + path) + query);
    }

    private static Map<String, String> headers(SinkKeys keys) {
        Map<String, String> headers = new LinkedHashMap<>();
        keys.family("header.").forEach((name, value) -> {
            if (!name.matches("[A-Za-z0-9_-]{1,100}") || NOT_TO_SET.contains(name.toLowerCase(Locale.ROOT))) {
                throw new BadConfiguration(keys.key("header." + name) + ": no header of that name can be set");
            }
            headers.put(name, oneLine(keys, "header." + name, value));
        });
        String authorization = authorization(keys);
        if (authorization != null) {
            headers.keySet().removeIf(name -> name.equalsIgnoreCase("Authorization"));
            headers.put("Authorization", authorization);
        }
        return headers;
    }

    private static @Nullable String authorization(SinkKeys keys) {
        String whole = keys.text("authorization");
        String user = keys.text("user");
        if (whole != null && user != null) {
            throw new BadConfiguration(
                    keys.key("authorization") + " and " + keys.key("user") + " are both set: which is it?");
        }
        if (whole != null) {
            return oneLine(keys, "authorization", whole);
        }
        if (user == null) {
            return null;
        }
        String pair = user + ":" + keys.needed("password", "the user's, or a token that stands for it");
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private static String oneLine(SinkKeys keys, String name, String value) {
        if (value.chars().allMatch(character -> character >= ' ' && character < 0x7f)) {
            return value;
        }
        throw new BadConfiguration(keys.key(name) + ": a header's value is one line of ASCII");
    }

    private static List<Network> networks(SinkKeys keys) {
        List<Network> networks = new ArrayList<>();
        for (String text : keys.list("allow")) {
            Network network = Network.parse(text);
            if (network == null) {
                throw new BadConfiguration(
                        keys.key("allow") + ": " + text + " is no network such as 10.1.0.0/16 or fd00::/8");
            }
            networks.add(network);
        }
        return networks;
    }
}
