package io.tripline.web.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SenderTokensTest {

    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    @TempDir
    Path folder = Path.of("");

    private long nanos;
    private final List<String> complaints = new ArrayList<>();

    private SenderTokens tokens(@Nullable String master) throws IOException {
        return new SenderTokens(master, new TokenFile(folder), () -> NOW, () -> nanos, complaints::add);
    }

    private static SenderToken token(String name, String secret, Set<String> formats, double rate, Instant expires) {
        return new SenderToken(name, SenderToken.hashOf(secret), formats, Map.of("tenant", "acme"), rate, NOW, expires);
    }

    private void write(SenderToken... tokens) throws IOException {
        new TokenFile(folder).write(List.of(tokens));
        nanos += Duration.ofSeconds(2).toNanos();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer " + SECRET,
                "bearer " + SECRET,
                "Splunk " + SECRET,
                "ApiKey " + SECRET,
                "ApiKey aWQ6MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
                "ApiKey MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
                "Basic eDowMTIzNDU2Nzg5YWJjZGVmMDEyMzQ1Njc4OWFiY2RlZg==",
                SECRET
            })
    void everyWayOfPresentingATokenOpens(String authorization) throws IOException {
        write(token("one", SECRET, Set.of("auth0"), 0, Instant.MAX));

        var verdict = tokens(null).check(Presented.in(authorization), "auth0", "192.0.2.1");

        Caller caller = assertInstanceOf(Verdict.Admitted.class, verdict).caller();
        assertEquals("one", caller.name());
        assertEquals(Map.of("tenant", "acme"), caller.stamp());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer wrong", "Basic eDp5", "Basic ???", "ApiKey ", "0123456789abcdef"})
    void nothingElseDoes(String authorization) throws IOException {
        write(token("one", SECRET, Set.of(), 0, Instant.MAX));

        var verdict = tokens("the-master-token-itself").check(Presented.in(authorization), "auth0", "192.0.2.1");

        assertTrue(verdict instanceof Verdict.Wrong || verdict instanceof Verdict.Missing, verdict::toString);
    }

    @Test
    void aTokenIsForItsFormatsUntilItExpiresAndTheMasterForAll() throws IOException {
        // Given
        write(
                token("okta", SECRET, Set.of("okta"), 0, Instant.MAX),
                token("old", SECRET + "-old", Set.of(), 0, NOW.minusSeconds(1)));
        SenderTokens tokens = tokens("the-master-token-itself");

        // Then
        assertInstanceOf(Verdict.OtherFormat.class, tokens.check(List.of(SECRET), "auth0", ""));
        assertInstanceOf(Verdict.Wrong.class, tokens.check(List.of(SECRET + "-old"), "auth0", ""));
        assertInstanceOf(Verdict.Missing.class, tokens.check(List.of(), "auth0", ""));
        assertInstanceOf(Verdict.Admitted.class, tokens.check(List.of("the-master-token-itself"), "auth0", ""));
    }

    @Test
    void withoutAnyTokenNobodyNeedsOneAndTheFirstOneClosesTheDoor() throws IOException {
        // Given
        SenderTokens tokens = tokens(null);
        assertEquals(new Verdict.Admitted(Caller.named("192.0.2.1")), tokens.check(List.of(), "auth0", "192.0.2.1"));

        // When
        write(token("one", SECRET, Set.of(), 0, Instant.MAX));

        // Then
        assertInstanceOf(Verdict.Missing.class, tokens.check(List.of(), "auth0", ""));
    }

    @Test
    void aFileThatIsBrokenChangesNothingAndIsComplainedOfOnce() throws IOException {
        // Given
        write(token("one", SECRET, Set.of(), 0, Instant.MAX));
        SenderTokens tokens = tokens(null);

        // When
        Files.writeString(new TokenFile(folder).path(), "{\"name\": 7");
        nanos += Duration.ofSeconds(2).toNanos();
        tokens.check(List.of(SECRET), "auth0", "");
        nanos += Duration.ofSeconds(2).toNanos();

        // Then
        assertInstanceOf(Verdict.Admitted.class, tokens.check(List.of(SECRET), "auth0", ""));
        assertEquals(1, complaints.size());
        assertTrue(complaints.getFirst().contains("tokens.ndjson:1: "), complaints::toString);
    }

    @Test
    void whoBringsMoreThanItsRateWaitsForAsLongAsThatTakes() throws IOException {
        // Given: ten seconds' worth may come at once
        write(token("slow", SECRET, Set.of(), 2, Instant.MAX));
        SenderTokens tokens = tokens(null);
        Allowance allowance = ((Verdict.Admitted) tokens.check(List.of(SECRET), "auth0", ""))
                .caller()
                .allowance();

        // When
        allowance.spend(26);

        // Then
        assertEquals(3, allowance.secondsToWait(60));
        nanos += Duration.ofSeconds(4).toNanos();
        assertEquals(0, allowance.secondsToWait(60));
    }

    @Test
    void aSignatureIsThatOfATokenForTheFormatAlone() throws Exception {
        // Given
        String signing = "s".repeat(65);
        write(token("any", signing, Set.of(), 0, Instant.MAX), token("hub", signing, Set.of("github"), 0, Instant.MAX));
        byte[] body = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(signing.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
        String signature = HexFormat.of().formatHex(mac.doFinal(body));

        // Then
        SenderToken signer = tokens(null).signer("github", body, signature);
        assertEquals("hub", signer == null ? "nobody" : signer.name());
        assertNull(tokens(null).signer("github", "{\"a\":2}".getBytes(StandardCharsets.UTF_8), signature));
    }
}
