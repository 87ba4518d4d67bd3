package io.tripline.web.door;

import io.tripline.event.Sha256;
import io.tripline.web.ServeSettings;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * People who have shown the token in a browser. They stay signed in for {@link #LONGEST}, or until the program ends: nothing of
 * them is kept. Any thread.
 */
@Singleton
public final class Sessions {

    /** Since it was opened. */
    static final Duration LONGEST = Duration.ofHours(12);

    /** Where there are more, the one that was opened first ends. */
    static final int MOST = 1_000;

    private static final int BYTES = 32;

    private final byte @Nullable [] token;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    /** By the hash of its secret, the oldest first. Guarded by itself. */
    private final Map<String, Session> open = new LinkedHashMap<>();

    @Inject
    public Sessions(ServeSettings settings, InstantSource clock) {
        this(settings.token(), clock);
    }

    /** @param token null: none is needed */
    Sessions(@Nullable String token, InstantSource clock) {
        this.token = token == null ? null : Sha256.of(token);
        this.clock = clock;
    }

    /**
     * A person in a browser.
     *
     * @param name as they gave it: what they do is written down under it
     * @param formKey what a form of theirs has to bring beside the cookie
     */
    public record Session(String name, String formKey, Instant until) {}

    /**
     * A session that has just been opened.
     *
     * @param secret for the cookie alone
     */
    public record Opened(String secret, Session session) {}

    /** Whether who looks or acts has to show a token. */
    public boolean needsToken() {
        return token != null;
    }

    /** Whether this is the token that opens everything; says the same however near a wrong one is. */
    public boolean isToken(String presented) {
        return token != null && MessageDigest.isEqual(Sha256.of(presented), token);
    }

    /** @return null if the token is wrong */
    public @Nullable Opened open(String name, String presented) {
        if (needsToken() && !isToken(presented)) {
            return null;
        }
        String secret = secret();
        Session session = new Session(name, secret(), clock.instant().plus(LONGEST));
        synchronized (open) {
            open.put(key(secret), session);
            if (open.size() > MOST) {
                open.remove(open.keySet().iterator().next());
            }
        }
        return new Opened(secret, session);
    }

    /** @return null if there is none, or it has ended */
    @Nullable
    Session of(String secret) {
        synchronized (open) {
            Session session = open.get(key(secret));
            if (session != null && !clock.instant().isBefore(session.until())) {
                open.remove(key(secret));
                return null;
            }
            return session;
        }
    }

    /** Signs out. */
    public void close(String secret) {
        synchronized (open) {
            open.remove(key(secret));
        }
    }

    private String secret() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** So that looking one up takes no time that tells of it. */
    private static String key(String secret) {
        return Base64.getEncoder().encodeToString(Sha256.of(secret));
    }
}
