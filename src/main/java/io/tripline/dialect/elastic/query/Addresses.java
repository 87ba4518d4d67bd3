package io.tripline.dialect.elastic.query;

import inet.ipaddr.AddressStringException;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import org.jspecify.annotations.Nullable;

/** What Elasticsearch takes for an address or a network in a value. */
public final class Addresses {

    private static final int LONGEST = 64;

    private static final IPAddressStringParameters STRICT = new IPAddressStringParameters.Builder()
            .allowEmpty(false)
            .setEmptyAsLoopback(false)
            .allowAll(false)
            .allowSingleSegment(false)
            .allowWildcardedSeparator(false)
            .allowMask(false)
            .toParams();

    private Addresses() {}

    /** {@code 10.0.0.0/8}, {@code fe80::/10}. */
    public static boolean isNetwork(String value) {
        IPAddress address = parse(value);
        return address != null && address.isPrefixed();
    }

    /** An IPv6 address, which has more than one spelling. */
    public static boolean isIpv6(String value) {
        IPAddress address = parse(value);
        return address != null && address.isIPv6() && !address.isPrefixed();
    }

    /** One address, IPv4 or IPv6. */
    public static boolean isAddress(String value) {
        IPAddress address = parse(value);
        return address != null && !address.isPrefixed();
    }

    /** A network as it is, an address as the network of itself. */
    public static String asNetwork(String value) {
        if (isNetwork(value)) {
            return value;
        }
        return value + (isIpv6(value) ? "/128" : "/32");
    }

    private static @Nullable IPAddress parse(String value) {
        if (value.length() > LONGEST
                || !value.chars().allMatch(c -> Character.digit(c, 16) >= 0 || ":./".indexOf(c) >= 0)) {
            return null;
        }
        try {
            return new IPAddressString(value, STRICT).toAddress();
        } catch (AddressStringException notAnAddress) {
            return null;
        }
    }
}
