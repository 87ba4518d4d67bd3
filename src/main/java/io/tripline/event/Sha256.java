package io.tripline.event;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of texts, as UTF-8. Comparing secrets is another matter: see {@link MessageDigest#isEqual}. Stateless. */
public final class Sha256 {

    private Sha256() {}

    /** 32 bytes. */
    public static byte[] of(String text) {
        return digest().digest(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Lower-case hexadecimal, 64 digits. */
    public static String hex(String text) {
        return HexFormat.of().formatHex(of(text));
    }

    /** Of what comes in parts. One thread. */
    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
