package io.tripline.web.door;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the door knows of a request that comes to an address for senders of events. */
public interface Receiver {

    /** The name of the wire format, as tokens name those that they are for. */
    String format();

    /** Whether it brings a body that somebody will want. */
    boolean takesBody();

    /** Whether it gets in without a token: it tells nothing and brings nothing, or its body says who sent it. */
    boolean needsNoToken();

    /** What may be a token, beside {@code Authorization}. */
    List<String> secrets();

    /** The answer in the form in which its sender understands that nothing was taken. */
    Answer refusal(Refused refused);

    /** Tells which requests those are. Any thread. */
    interface Addresses {
        /** Null for all other addresses. */
        @Nullable
        Receiver at(HttpServerRequest request);
    }

    /** Of a request that the door has let in or is about to. */
    static @Nullable Receiver of(RoutingContext context) {
        return context.get(Receiver.class.getName());
    }

    default void goesWith(RoutingContext context) {
        context.put(Receiver.class.getName(), this);
    }
}
