package io.tripline.web.wire;

import io.vertx.core.MultiMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a request says beside its body. Immutable.
 *
 * @param path without a secret before it, and without a slash at its end
 * @param query decoded; of a name that is there twice, the first
 * @param headers by their names in lower case; of a name that is there twice, the first
 */
public record WireRequest(String method, String path, Map<String, String> query, Map<String, String> headers) {

    public WireRequest {
        query = Map.copyOf(query);
        headers = Map.copyOf(headers);
    }

    static WireRequest of(String method, String path, MultiMap query, MultiMap headers) {
        return new WireRequest(method, path, first(query, false), first(headers, true));
    }

    private static Map<String, String> first(MultiMap all, boolean lower) {
        Map<String, String> first = new LinkedHashMap<>();
        for (Map.Entry<String, String> each : all) {
            first.putIfAbsent(lower ? each.getKey().toLowerCase(Locale.ROOT) : each.getKey(), each.getValue());
        }
        return first;
    }

    /** @param name in lower case */
    @Nullable
    String header(String name) {
        return headers.get(name);
    }

    boolean isGet() {
        return method.equals("GET") || method.equals("HEAD");
    }

    boolean isPost() {
        return method.equals("POST");
    }

    /** What the body is said to be, without parameters, in lower case; empty where nothing is said. */
    String contentType() {
        String type = headers.get("content-type");
        return type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }
}
