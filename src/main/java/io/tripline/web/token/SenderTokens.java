package io.tripline.web.token;

import io.tripline.event.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The tokens that count now: the one that opens everything, and those of senders, which are read again within a second when their
 * file changes. A file that cannot be read changes nothing, and is complained of once. Says the same however near a wrong token
 * is. Any thread.
 */
public final class SenderTokens {

    private static final String HMAC = "HmacSHA256";
    private static final long LOOK = TimeUnit.SECONDS.toNanos(1);

    private final byte @Nullable [] master;
    private final TokenFile file;
    private final InstantSource clock;
    private final LongSupplier nanoClock;
    private final Consumer<String> complaints;

    private volatile List<SenderToken> tokens;
    private @Nullable FileTime changed;
    private long size;
    private long looked;

    /** By name; a sender goes on with what it has left when other tokens change. Guarded by this. */
    private final Map<String, Limited> allowances = new LinkedHashMap<>();

    private record Limited(double rate, Allowance allowance) {}

    /**
     * @param master the token that opens everything; null: none is set
     * @throws IOException the file cannot be read
     */
    public SenderTokens(
            @Nullable String master,
            TokenFile file,
            InstantSource clock,
            LongSupplier nanoClock,
            Consumer<String> complaints)
            throws IOException {
        this.master = master == null ? null : Sha256.of(master);
        this.file = file;
        this.clock = clock;
        this.nanoClock = nanoClock;
        this.complaints = complaints;
        this.looked = nanoClock.getAsLong();
        remember();
        this.tokens = file.read();
    }

    /** Nobody needs any. */
    public boolean isOpen() {
        return master == null && current().isEmpty();
    }

    /** Tokens of senders. */
    public List<SenderToken> senders() {
        return current();
    }

    /**
     * @param presented what may be a token
     * @param from where the request comes from, the name of who needs no token
     */
    public Verdict check(List<String> presented, String format, String from) {
        List<SenderToken> all = current();
        if (master == null && all.isEmpty()) {
            return new Verdict.Admitted(Caller.named(from));
        }
        if (presented.isEmpty()) {
            return new Verdict.Missing();
        }
        SenderToken found = null;
        boolean isMaster = false;
        for (String secret : presented) {
            isMaster |= master != null && MessageDigest.isEqual(Sha256.of(secret), master);
            String hash = SenderToken.hashOf(secret);
            for (SenderToken token : all) {
                found = token.hasHash(hash) ? token : found;
            }
        }
        if (isMaster) {
            return new Verdict.Admitted(Caller.named("tripline.token"));
        }
        return found == null || found.isExpired(clock.instant())
                ? new Verdict.Wrong()
                : found.isFor(format) ? new Verdict.Admitted(caller(found)) : new Verdict.OtherFormat(found.name());
    }

    /**
     * Whose signature a body has. Tokens that are longer than the block of the hash, 64 bytes, are hashed before they become its key
     * (RFC 2104), so that the hash that is kept is all that is needed.
     *
     * @param format only tokens that name it can sign
     * @param signature HMAC-SHA256, in hexadecimal digits
     * @return null: nobody's
     */
    public @Nullable SenderToken signer(String format, byte[] body, String signature) {
        SenderToken found = null;
        for (SenderToken token : current()) {
            if (token.formats().contains(format)
                    && !token.isExpired(clock.instant())
                    && MessageDigest.isEqual(
                            signed(token, body).getBytes(StandardCharsets.US_ASCII),
                            signature.getBytes(StandardCharsets.US_ASCII))) {
                found = token;
            }
        }
        return found;
    }

    private static String signed(SenderToken token, byte[] body) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(HexFormat.of().parseHex(token.hash()), HMAC));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
            throw new IllegalStateException("every Java has " + HMAC, impossible);
        }
    }

    /** Who sends with a token. */
    public Caller caller(SenderToken token) {
        return new Caller(token.name(), Map.copyOf(token.stamp()), allowance(token));
    }

    private synchronized Allowance allowance(SenderToken token) {
        Limited limited = allowances.get(token.name());
        if (limited == null || limited.rate() != token.rate()) {
            limited = new Limited(token.rate(), new Allowance(token.rate(), nanoClock));
            allowances.put(token.name(), limited);
        }
        return limited.allowance();
    }

    private List<SenderToken> current() {
        synchronized (this) {
            long now = nanoClock.getAsLong();
            if (now - looked >= LOOK) {
                looked = now;
                readIfChanged();
            }
        }
        return tokens;
    }

    private void readIfChanged() {
        FileTime before = changed;
        long sizeBefore = size;
        try {
            remember();
            if (before == null ? changed == null : before.equals(changed) && sizeBefore == size) {
                return;
            }
            tokens = file.read();
            allowances.keySet().retainAll(tokens.stream().map(SenderToken::name).toList());
        } catch (IOException unreadable) {
            complaints.accept("the tokens stay as they were: " + unreadable.getMessage());
        }
    }

    private void remember() throws IOException {
        boolean exists = Files.exists(file.path());
        changed = exists ? Files.getLastModifiedTime(file.path()) : null;
        size = exists ? Files.size(file.path()) : 0;
    }
}
