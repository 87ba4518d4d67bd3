package io.tripline.web.token;

import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;

/**
 * Who sends.
 *
 * @param name of its token; of who needs none, where it calls from
 * @param stamp fields that its events get
 */
public record Caller(String name, Map<String, Object> stamp, Allowance allowance) {

    private static final String KEY = Caller.class.getName();

    public Caller {
        stamp = Map.copyOf(stamp);
    }

    /** Whom the door has let in with a request. */
    public static Caller of(RoutingContext context) {
        Caller admitted = context.get(KEY);
        return admitted == null ? named(from(context)) : admitted;
    }

    /** Where a request comes from. */
    public static String from(RoutingContext context) {
        SocketAddress remote = context.request().remoteAddress();
        return remote == null ? "unknown" : String.valueOf(remote.hostAddress());
    }

    public void goesWith(RoutingContext context) {
        context.put(KEY, this);
    }

    /** Who needs no token, or has the one that opens everything. */
    public static Caller named(String name) {
        return new Caller(name, Map.of(), Allowance.UNLIMITED);
    }
}
