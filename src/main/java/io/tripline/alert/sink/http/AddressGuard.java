package io.tripline.alert.sink.http;

import io.tripline.event.Network;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses a sink may connect to: those of the public internet, and those that its configuration allows. Who can choose an address,
 * or what a name leads to, must not reach what listens inside. Any thread.
 */
public final class AddressGuard {

    private final List<Network> allowed;
    private final List<Network> special;
    private final Network global;
    private final Resolver resolver;

    /** What a name leads to. */
    public interface Resolver {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    /** @param allowed networks beside the public ones */
    public AddressGuard(List<Network> allowed, Resolver resolver) {
        this.allowed = List.copyOf(allowed);
        this.resolver = resolver;
        // IANA's registries of special purpose addresses; of IPv6 only 2000::/3 is in use
        this.global = Network.of("2000::/3");
        this.special = Stream.of(
                        "0.0.0.0/8",
                        "10.0.0.0/8",
                        "100.64.0.0/10",
                        "127.0.0.0/8",
                        "169.254.0.0/16",
                        "172.16.0.0/12",
                        "192.0.0.0/24",
                        "192.0.2.0/24",
                        "192.88.99.0/24",
                        "192.168.0.0/16",
                        "198.18.0.0/15",
                        "198.51.100.0/24",
                        "203.0.113.0/24",
                        "224.0.0.0/3",
                        "2001::/23",
                        "2001:db8::/32",
                        "2002::/16",
                        "3fff::/20")
                .map(Network::of)
                .toList();
    }

    /** The same, with names looked up as everywhere on this machine. */
    public AddressGuard(List<Network> allowed) {
        this(allowed, InetAddress::getAllByName);
    }

    /**
     * An address that a host's name leads to and that may be connected to.
     *
     * @throws IOException there is none
     */
    public InetAddress address(String host) throws IOException {
        InetAddress[] found;
        try {
            found = resolver.addresses(host);
        } catch (UnknownHostException unknown) {
            throw new IOException("the name " + host + " is not known", unknown);
        }
        for (InetAddress address : found) {
            if (permits(address)) {
                return address;
            }
        }
        throw new IOException(host + " leads to " + found[0].getHostAddress()
                + ", which is not a public address and not among those that the sink's key allow has");
    }

    boolean permits(InetAddress address) {
        String text = address.getHostAddress();
        boolean isPublic = (address.getAddress().length == 4 || global.contains(text))
                && special.stream().noneMatch(network -> network.contains(text));
        return isPublic || allowed.stream().anyMatch(network -> network.contains(text));
    }
}
