package io.tripline.web;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import java.util.Locale;

/** Which addresses only this machine reaches. Looks nothing up: a name server must not decide whether a token is needed. */
public final class Loopback {

    private Loopback() {}

    public static boolean isLoopback(String host) {
        String plain = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        if (plain.toLowerCase(Locale.ROOT).equals("localhost")) {
            return true;
        }
        IPAddress address = new IPAddressString(plain).getAddress();
        return !plain.isEmpty() && address != null && !address.isMultiple() && address.isLoopback();
    }
}
