package io.tripline.web.api;

import io.tripline.web.ServeSettings;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** Lets nobody to {@code /api} without the token, where one is set. Says the same however near a wrong token is. */
public class TokenFilter {

    private static final String SCHEME = "bearer ";

    private final byte @Nullable [] expected;

    public TokenFilter(ServeSettings settings) {
        String token = settings.token();
        this.expected = token == null ? null : hash(token);
    }

    /** Null lets the request pass. */
    @ServerRequestFilter(preMatching = true)
    public @Nullable Response check(ContainerRequestContext request) {
        if (expected == null || !request.getUriInfo().getPath().startsWith("/api")) {
            return null;
        }
        String header = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            return refusal(401, "a token is needed: Authorization: Bearer …", "Bearer realm=\"tripline\"");
        }
        byte[] given = hash(header.substring(SCHEME.length()).strip());
        return MessageDigest.isEqual(given, expected)
                ? null
                : refusal(403, "this is not the token", "Bearer realm=\"tripline\", error=\"invalid_token\"");
    }

    /** The body is not read: the connection ends. */
    private static Response refusal(int status, String detail, String challenge) {
        return ProblemAnswer.of(status, detail)
                .response()
                .header(HttpHeaders.WWW_AUTHENTICATE, challenge)
                .header("Connection", "close")
                .build();
    }

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
