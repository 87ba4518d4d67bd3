package io.tripline.dialect.sigma;

import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;

/** Which texts are networks. As strict as the operator that will read them. */
final class Networking {

    private static final IPAddressStringParameters ADDRESS = new IPAddressStringParameters.Builder()
            .allowEmpty(false)
            .setEmptyAsLoopback(false)
            .allowAll(false)
            .allowSingleSegment(false)
            .allowWildcardedSeparator(false)
            .toParams();

    private Networking() {}

    /** An IPv4 or IPv6 network in CIDR notation, or an address. */
    static boolean isNetwork(String text) {
        return text.length() <= 100
                && text.chars().noneMatch(c -> c == '*' || c == '?')
                && new IPAddressString(text, ADDRESS).getAddress() != null;
    }
}
