package io.tripline.web.door;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.tripline.problem.Cut;
import io.tripline.problem.ProblemPrinter;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** An answer that ends a request before anybody has read its body; in the form of all errors, RFC 9457. */
public final class Refusal {

    private static final String PROBLEM = "application/problem+json";
    private static final int LONGEST_QUOTE = 80;

    private Refusal() {}

    /** The connection ends with it: what was not read of the body must not be taken for the next request. */
    static void send(RoutingContext context, int status, String detail) {
        send(context, Refused.of(status, detail));
    }

    /** In the words of the sender, where the address has some. */
    static void send(RoutingContext context, Refused refused) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.closed()) {
            return;
        }
        answer(Receiver.of(context), refused)
                .with("Connection", "close")
                .send(context.request().method(), response);
    }

    /** @param receiver in whose words it is said; null: in those of all other addresses */
    public static Answer answer(@Nullable Receiver receiver, Refused refused) {
        Answer answer = receiver == null ? problem(refused) : receiver.refusal(refused);
        return refused.retryAfter() > 0 ? answer.with("Retry-After", Integer.toString(refused.retryAfter())) : answer;
    }

    /** RFC 9457. */
    public static Answer problem(Refused refused) {
        String problem = new JsonObject()
                .put("title", HttpResponseStatus.valueOf(refused.status()).reasonPhrase())
                .put("status", refused.status())
                .put("detail", refused.detail())
                .encode();
        return Answer.of(refused.status(), PROBLEM, problem);
    }

    /** What a request says, short and visible. */
    public static String quoted(String text) {
        return ProblemPrinter.visible(Cut.after(LONGEST_QUOTE, text));
    }
}
