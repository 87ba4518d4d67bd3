package io.tripline.web.door;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.tripline.problem.ProblemPrinter;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** An answer that ends a request before anybody has read its body; in the form of all errors, RFC 9457. */
final class Refusal {

    private static final String PROBLEM = "application/problem+json";
    private static final int LONGEST_QUOTE = 80;

    private Refusal() {}

    /** The connection ends with it: what was not read of the body must not be taken for the next request. */
    static void send(RoutingContext context, int status, String detail) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.closed()) {
            return;
        }
        String problem = new JsonObject()
                .put("title", HttpResponseStatus.valueOf(status).reasonPhrase())
                .put("status", status)
                .put("detail", detail)
                .encode();
        response.setStatusCode(status)
                .putHeader("Content-Type", PROBLEM)
                .putHeader("Connection", "close")
                .end(problem);
    }

    /** What a request says, short and visible. */
    static String quoted(String text) {
        return ProblemPrinter.visible(text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "…");
    }
}
