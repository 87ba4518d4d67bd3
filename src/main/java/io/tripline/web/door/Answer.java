package io.tripline.web.door;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a request is answered, whole.
 *
 * @param type null: there is no body
 * @param body not copied, must not change any more
 */
public record Answer(int status, @Nullable String type, Map<String, String> headers, byte[] body) {

    public Answer {
        headers = Map.copyOf(headers);
    }

    public static Answer of(int status, String type, String body) {
        return new Answer(status, type, Map.of(), body.getBytes(StandardCharsets.UTF_8));
    }

    public static Answer json(int status, String body) {
        return of(status, "application/json", body);
    }

    public static Answer empty(int status) {
        return new Answer(status, null, Map.of(), new byte[0]);
    }

    public Answer with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Answer(status, type, more, body);
    }

    /** On the event loop of the connection; once. */
    public void send(HttpMethod method, HttpServerResponse response) {
        if (response.ended() || response.closed()) {
            return;
        }
        response.setStatusCode(status);
        headers.forEach(response::putHeader);
        if (type == null || method.equals(HttpMethod.HEAD)) {
            response.end();
        } else {
            response.putHeader("Content-Type", type).end(Buffer.buffer(body));
        }
    }
}
