package io.tripline.web.token;

import io.tripline.event.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of the token of one sender: never the token itself.
 *
 * @param name for people; one token has it
 * @param hash SHA-256 of the token, in hexadecimal digits
 * @param formats that it may be used for; empty: all
 * @param stamp fields that every event of the sender gets, whatever it says itself
 * @param rate events a second; 0: as many as there is room for
 * @param expires null: never
 */
public record SenderToken(
        String name,
        String hash,
        Set<String> formats,
        Map<String, String> stamp,
        double rate,
        Instant created,
        @Nullable Instant expires) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");
    private static final Pattern FIELD = Pattern.compile("[A-Za-z0-9_@][A-Za-z0-9_.@-]{0,127}");
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final int LONGEST_STAMP = 1024;

    /** @throws IllegalArgumentException a part is not what it has to be, with a sentence for whoever wrote it */
    public SenderToken {
        formats = Set.copyOf(formats);
        stamp = Map.copyOf(stamp);
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a token's name is up to 64 letters, digits and . _ @ -, and begins with a letter or digit");
        }
        if (!HASH.matcher(hash).matches()) {
            throw new IllegalArgumentException(
                    "the hash of the token " + name + " is no SHA-256 in hexadecimal digits");
        }
        if (!(rate >= 0 && rate <= 1e9)) {
            throw new IllegalArgumentException("the rate of the token " + name + " is a count of events a second");
        }
        stamp.forEach((field, value) -> {
            if (!FIELD.matcher(field).matches() || value.length() > LONGEST_STAMP) {
                throw new IllegalArgumentException("the token " + name
                        + " stamps a field that is none: up to 128 letters, digits and _ . @ -, with a value of up to "
                        + LONGEST_STAMP + " characters");
            }
        });
    }

    public static String hashOf(String token) {
        return Sha256.hex(token);
    }

    /** Takes as long whatever is presented. */
    boolean hasHash(String hashOfPresented) {
        return MessageDigest.isEqual(
                hash.getBytes(StandardCharsets.US_ASCII), hashOfPresented.getBytes(StandardCharsets.US_ASCII));
    }

    boolean isFor(String format) {
        return formats.isEmpty() || formats.contains(format);
    }

    public boolean isExpired(Instant now) {
        return expires != null && !now.isBefore(expires);
    }
}
