package io.tripline.dialect.sigma.read;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** UUIDs of version 5 (RFC 9562, section 5.5): the same two names always make the same id. */
public final class NameBasedId {

    /** The namespace that RFC 9562 reserves for URLs. */
    private static final UUID NAMESPACE = UUID.fromString("6ba7b811-9dad-11d1-80b4-00c04fd430c8");

    private NameBasedId() {}

    /** The id of a thing that has a title within a scope: a rule in a file, a correlation over a base rule. */
    public static String of(String scope, String title) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(ByteBuffer.allocate(16)
                    .putLong(NAMESPACE.getMostSignificantBits())
                    .putLong(NAMESPACE.getLeastSignificantBits())
                    .flip());
            ByteBuffer hash =
                    ByteBuffer.wrap(sha1.digest(("tripline:" + scope + "#" + title).getBytes(StandardCharsets.UTF_8)));
            long most = hash.getLong() & ~0xF000L | 0x5000L;
            long least = hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
            return new UUID(most, least).toString();
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
