package io.tripline.alert.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.tripline.alert.sink.http.AddressGuard;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebhookSinkTest extends HttpSinkContract {

    private static final WebhookSignature SIGNATURE =
            WebhookSignature.of("whsec_dHJpcGxpbmUtZXhhbXBsZS1zZWNyZXQtMzItYnl0ZXMhIQ==");

    @Override
    Sink sink(HttpReceiver receiver) {
        return new WebhookSink(receiver, WebhookBody.whole(), SIGNATURE, InstantSource.fixed(NOW));
    }

    @Override
    List<String> keys(Received request) throws IOException {
        JsonNode body = new ObjectMapper().readTree(request.body());
        assertEquals(body.get("id").asText(), request.headers().getFirst("webhook-id"));
        return List.of(body.get("id").asText());
    }

    @Test
    void theBodyIsTheAlertSignedOverItsBytes() throws Exception {
        // When
        try (Sink sink = sink()) {
            sink.send(List.of(alert("a1", "11 × ünïcode")));
        }

        // Then
        Received got = received.getFirst();
        assertEquals("/hook?key=secret", got.path());
        assertEquals("application/json", got.headers().getFirst("Content-Type"));
        assertEquals("127.0.0.1:" + port(), got.headers().getFirst("Host"));
        assertEquals("a1", got.headers().getFirst("webhook-id"));
        assertEquals("1767225600", got.headers().getFirst("webhook-timestamp"));
        assertEquals(
                SIGNATURE.of("a1", 1_767_225_600, got.body()), got.headers().getFirst("webhook-signature"));
        JsonNode body = new ObjectMapper().readTree(got.body());
        assertEquals("alert.raised", body.get("type").asText());
        assertEquals("open", body.get("status").asText());
        assertEquals("11 × ünïcode", body.at("/events/0/fields/field").asText());
    }

    @Test
    void theConnectionGoesToTheAddressThatWasCheckedUnderTheNameOfTheReceiver() throws Exception {
        // Given a name that leads to 127.0.0.1 for everybody but the guard, and a server at another address
        InetAddress elsewhere = InetAddress.getByName("127.0.0.2");
        List<String> hosts = Collections.synchronizedList(new ArrayList<>());
        HttpServer other = HttpServer.create(new InetSocketAddress(elsewhere, 0), 0);
        other.createContext("/", exchange -> {
            hosts.add(exchange.getRequestHeaders().getFirst("Host"));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        other.start();
        int port = other.getAddress().getPort();
        Sink sink = sink(
                "http://localhost:" + port + "/hook",
                new AddressGuard(THIS_MACHINE, host -> new InetAddress[] {elsewhere}),
                Duration.ofSeconds(10));

        // When
        Outcome outcome = sink.send(List.of(alert("a", ""))).getFirst();
        sink.close();
        other.stop(0);

        // Then
        assertInstanceOf(Outcome.Delivered.class, outcome, outcome.toString());
        assertEquals(List.of("localhost:" + port), hosts);
    }

    @Test
    void anAuthorityOfOnesOwnIsTrustedAndNoOther(@TempDir Path folder) throws Exception {
        // Given
        TestCertificate own = TestCertificate.in(folder);
        HttpsServer secure = HttpsServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        secure.setHttpsConfigurator(new HttpsConfigurator(own.context()));
        secure.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        secure.start();
        URI url = URI.create("https://127.0.0.1:" + secure.getAddress().getPort() + "/");

        // When
        Outcome strange = outcome(url, null);
        Outcome known = outcome(url, own.certificate().getBytes(StandardCharsets.US_ASCII));
        secure.stop(0);

        // Then
        assertInstanceOf(Outcome.Later.class, strange);
        assertInstanceOf(Outcome.Delivered.class, known, known::toString);
    }

    private Outcome outcome(URI url, byte @Nullable [] authorities) throws Exception {
        try (Sink sink =
                sink(receiver(url.toString(), new AddressGuard(THIS_MACHINE), Duration.ofSeconds(10), authorities))) {
            return sink.send(List.of(alert("a1", "x"))).getFirst();
        }
    }

    @Test
    void anAnswerWithoutEndIsCutOff() throws Exception {
        // Given more than is read
        status = 500;
        answer = "y".repeat(10 << 20);

        // When
        Outcome outcome = send();

        // Then
        assertTrue(assertInstanceOf(Outcome.Later.class, outcome).why().startsWith("answers with 500: yyy"));
    }
}
