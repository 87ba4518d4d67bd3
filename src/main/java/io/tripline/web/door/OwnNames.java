package io.tripline.web.door;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import io.tripline.web.Loopback;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Under which names this program may be called. A page whose name somebody lets point here (DNS rebinding) calls it by that
 * name: whatever is not listed is refused. Addresses that only this machine reaches, and the address at which a connection
 * came in, are nobody else's. Any thread.
 */
final class OwnNames {

    private final List<Authority> listed = new ArrayList<>();

    /**
     * @param host that is listened on
     * @param more names with or without a port; without: at any
     */
    OwnNames(String host, List<Authority> more) {
        Authority own = Authority.parse(host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host);
        if (own != null) {
            listed.add(own);
        }
        listed.addAll(more);
    }

    /** @param localAddress at which the connection came in; null if it is not known */
    boolean has(Authority called, @Nullable String localAddress) {
        return Loopback.isLoopback(called.host())
                || listed.stream().anyMatch(own -> isCalled(own, called))
                || localAddress != null && isSameAddress(called.host(), localAddress);
    }

    /** Whether the name stands in the configuration, with this port or for the scheme's own. */
    boolean lists(Authority called) {
        return listed.contains(called);
    }

    private static boolean isCalled(Authority own, Authority called) {
        return own.host().equals(called.host()) && (own.port() < 0 || own.port() == called.port());
    }

    private static boolean isSameAddress(String host, String localAddress) {
        IPAddress named = new IPAddressString(host).getAddress();
        IPAddress local = new IPAddressString(withoutZone(localAddress)).getAddress();
        return named != null && !named.isMultiple() && named.equals(local);
    }

    private static String withoutZone(String address) {
        int zone = address.indexOf('%');
        return zone < 0 ? address : address.substring(0, zone);
    }
}
