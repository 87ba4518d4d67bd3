package io.tripline.web.token;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a request shows to be let in, in every way that senders have: {@code Bearer}, {@code Splunk} and {@code ApiKey} with a
 * token behind them, {@code Basic} with the token as the password, or the token alone, as Auth0 and Okta send it.
 */
public final class Presented {

    private static final int LONGEST = 4096;

    private Presented() {}

    /** The texts that may be the token; empty if there is none. */
    public static List<String> in(@Nullable String authorization) {
        List<String> secrets = new ArrayList<>();
        String value = authorization == null ? "" : authorization.strip();
        if (value.isEmpty() || value.length() > LONGEST) {
            return secrets;
        }
        int blank = value.indexOf(' ');
        String scheme = blank < 0 ? "" : value.substring(0, blank).toLowerCase(Locale.ROOT);
        String rest = value.substring(blank + 1).strip();
        switch (scheme) {
            case "bearer", "splunk" -> secrets.add(rest);
            case "apikey" -> {
                // as Elasticsearch writes it, id and key together, or a key that is none of Elasticsearch's, which
                // Beats encode too
                String decoded = decoded(rest);
                secrets.add(rest);
                add(secrets, behindColon(decoded));
                add(secrets, decoded);
            }
            case "basic" -> add(secrets, behindColon(decoded(rest)));
            default -> secrets.add(value);
        }
        return secrets;
    }

    private static void add(List<String> secrets, @Nullable String secret) {
        if (secret != null && !secret.isEmpty()) {
            secrets.add(secret);
        }
    }

    private static @Nullable String behindColon(@Nullable String pair) {
        int colon = pair == null ? -1 : pair.indexOf(':');
        return pair == null || colon < 0 ? null : pair.substring(colon + 1);
    }

    private static @Nullable String decoded(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException none) {
            return null;
        }
    }
}
