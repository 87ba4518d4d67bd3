package io.tripline.alert.sink;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs bodies as Standard Webhooks 1.0 says: {@code v1,} and the HMAC-SHA256 of id, time and body, for each secret, so that one can
 * be exchanged while both sides know both. Any thread.
 */
public final class WebhookSignature {

    private static final String PREFIX = "whsec_";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int SHORTEST = 24;
    private static final int LONGEST = 64;

    private final List<SecretKeySpec> keys;

    private WebhookSignature(List<SecretKeySpec> keys) {
        this.keys = List.copyOf(keys);
    }

    /**
     * @param secrets one, or several with blanks between them: {@code whsec_} and 24 to 64 bytes in base64
     * @throws IllegalArgumentException with a sentence that does not hold the secret
     */
    public static WebhookSignature of(String secrets) {
        List<SecretKeySpec> keys = new ArrayList<>();
        for (String secret : secrets.strip().split("\\s+")) {
            keys.add(new SecretKeySpec(bytes(secret), ALGORITHM));
        }
        return new WebhookSignature(keys);
    }

    private static byte[] bytes(String secret) {
        byte[] bytes = {};
        try {
            if (secret.startsWith(PREFIX)) {
                bytes = Base64.getDecoder().decode(secret.substring(PREFIX.length()));
            }
        } catch (IllegalArgumentException noBase64) {
            // said below, without the secret
        }
        if (bytes.length < SHORTEST || bytes.length > LONGEST) {
            throw new IllegalArgumentException("a secret is whsec_ and " + SHORTEST + " to " + LONGEST
                    + " bytes in base64, such as whsec_$(openssl rand -base64 32)");
        }
        return bytes;
    }

    /**
     * The header {@code webhook-signature}.
     *
     * @param seconds since the epoch, as the header {@code webhook-timestamp} has them
     */
    String of(String id, long seconds, byte[] body) {
        byte[] head = (id + "." + seconds + ".").getBytes(StandardCharsets.UTF_8);
        return keys.stream()
                .map(key -> "v1," + Base64.getEncoder().encodeToString(mac(key, head, body)))
                .collect(Collectors.joining(" "));
    }

    private static byte[] mac(SecretKeySpec key, byte[] head, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(head);
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
