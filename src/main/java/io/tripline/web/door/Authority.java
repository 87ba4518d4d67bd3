package io.tripline.web.door;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A name or address and a port, as Host and Origin carry them (RFC 9110, 7.2).
 *
 * @param host in lower case; an IPv6 address without its brackets
 * @param port negative: none is named, the scheme's own is meant
 */
public record Authority(String host, int port) {

    private static final Pattern FORM =
            Pattern.compile("(?:\\[([0-9A-Fa-f:.]{2,45})\\]|([0-9A-Za-z._-]{1,253}))(?::([0-9]{1,5}))?");

    private static final int HIGHEST_PORT = 65535;

    /** Null if the text is anything else: users, lists and paths have no place here. */
    public static @Nullable Authority parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        String host = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
        int port = matcher.group(3) == null ? -1 : Integer.parseInt(matcher.group(3));
        return port > HIGHEST_PORT ? null : new Authority(host.toLowerCase(Locale.ROOT), port);
    }

    /** The port of a scheme need not be named. */
    Authority without(int schemesOwnPort) {
        return port == schemesOwnPort ? new Authority(host, -1) : this;
    }
}
