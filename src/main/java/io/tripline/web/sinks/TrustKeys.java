package io.tripline.web.sinks;

import io.tripline.config.BadConfiguration;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** The key {@code ca}: certificates of authorities in PEM, instead of those that Java knows. */
final class TrustKeys {

    private TrustKeys() {}

    /** What the file holds; null where the key is not set. */
    static byte @Nullable [] pem(SinkKeys keys) {
        String file = keys.text("ca");
        if (file == null) {
            return null;
        }
        try {
            byte[] pem = Files.readAllBytes(Path.of(file));
            if (new String(pem, StandardCharsets.ISO_8859_1).contains("-----BEGIN CERTIFICATE-----")) {
                return pem;
            }
            throw new BadConfiguration(keys.key("ca") + ": " + file + " holds no certificate in PEM");
        } catch (IOException | InvalidPathException unreadable) {
            throw new BadConfiguration(keys.key("ca") + ": " + file + " cannot be read: " + unreadable.getMessage());
        }
    }

    /** The same for sockets of Java; null stands for what it knows. */
    static TrustManager @Nullable [] managers(SinkKeys keys) throws GeneralSecurityException {
        byte[] pem = pem(keys);
        if (pem == null) {
            return null;
        }
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem))) {
                store.setCertificateEntry("ca" + number++, certificate);
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return factory.getTrustManagers();
        } catch (IOException e) {
            throw new IllegalStateException("an empty key store is loaded from nothing", e);
        }
    }
}
