package io.tripline.web;

import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/** Events as senders post them. Ids are new each time: the program of one test class runs on in the next. */
public final class Posting {

    public static final String NDJSON = "application/x-ndjson";

    private Posting() {}

    /** Auth0's log stream: dynamic client registrations of one tenant, a second apart, the last one now. */
    public static String registrations(String tenant, int count) {
        Instant last = Instant.now();
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> registration(tenant, last.minusSeconds(count - i)))
                .collect(Collectors.joining("\n"));
    }

    public static String registration(String tenant, Instant time) {
        String id = UUID.randomUUID().toString();
        return """
                {"log_id": "%s", "data": {"log_id": "%s", "date": "%s", "type": "sapi", \
                "description": "Dynamic client registration", "tenant_name": "%s", \
                "details": {"response": {"body": {"client_id": "client-%s"}}}}}""".formatted(id, id, time, tenant, id);
    }

    /** Okta's System Log: a public client whose credentials grant is denied for its scopes. */
    public static String deniedGrant(String actor, String userAgent, String scopes) {
        return """
                {"uuid": "%s", "published": "%s", "eventType": "app.oauth2.as.token.grant", "version": "0", \
                "severity": "WARN", "displayMessage": "OAuth2 token request", "legacyEventType": "x", \
                "actor": {"id": "0oa1", "type": "PublicClientApp", "alternateId": "a", "displayName": "%s"}, \
                "client": {"userAgent": {"rawUserAgent": "%s"}, "ipAddress": "192.0.2.7"}, \
                "outcome": {"result": "FAILURE", "reason": "no_matching_scope"}, \
                "debugContext": {"debugData": {"grantType": "client_credentials", "requestedScopes": "%s"}}, \
                "target": [], "transaction": {"id": "t", "type": "WEB"}}""".formatted(UUID.randomUUID(), Instant.now(), actor, userAgent, scopes);
    }

    public static Response post(String body) {
        return sending(NDJSON).body(body.getBytes(StandardCharsets.UTF_8)).post("/api/v1/events");
    }

    /** A request whose body is sent as it is, under the type as it is. */
    public static RequestSpecification sending(String contentType) {
        return RestAssured.given()
                .config(RestAssuredConfig.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                                .encodeContentTypeAs(contentType, ContentType.BINARY)))
                .header("Content-Type", contentType);
    }

    public static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    public static byte[] gzip(String text) {
        return gzip(text.getBytes(StandardCharsets.UTF_8));
    }
}
