package io.tripline.alert.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import io.tripline.alert.sink.http.AddressGuard;
import io.tripline.alert.sink.http.SafeHttp;
import io.tripline.event.Network;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every sink over HTTP does, against a server of the JDK's on this machine. */
abstract class HttpSinkContract extends SinkContract {

    static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    static final List<Network> THIS_MACHINE = List.of(Network.of("127.0.0.0/8"), Network.of("::1"));

    private static @Nullable Vertx vertx;

    final List<Received> received = Collections.synchronizedList(new ArrayList<>());
    private @Nullable HttpServer server;
    volatile int status = 200;

    /** Null: what the receiver says when all is well. */
    volatile @Nullable String answer;

    volatile @Nullable String retryAfter;

    record Received(String path, Headers headers, byte[] body) {
        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    /** The sink under test. */
    abstract Sink sink(HttpReceiver receiver) throws Exception;

    /** By what the receiver knows each alert of a request again, and that it holds the alert's text. */
    abstract List<String> keys(Received request) throws IOException;

    /** What it knows an alert by. */
    String key(String id) {
        return id;
    }

    /** What the receiver answers to a request that it takes. */
    String thanks(Received request) throws IOException {
        return "";
    }

    @BeforeAll
    static void loops() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void end() {
        if (vertx != null) {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    @BeforeEach
    void listen() throws IOException {
        HttpServer own = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        own.setExecutor(Executors.newCachedThreadPool());
        own.createContext("/", exchange -> {
            Received request = new Received(
                    exchange.getRequestURI().toString(),
                    exchange.getRequestHeaders(),
                    exchange.getRequestBody().readAllBytes());
            received.add(request);
            if (retryAfter != null) {
                exchange.getResponseHeaders().set("Retry-After", retryAfter);
            }
            if (status == 302) {
                exchange.getResponseHeaders().set("Location", "/elsewhere");
            }
            String text = answer == null ? status == 200 ? thanks(request) : "" : answer;
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(bytes);
            }
        });
        own.start();
        server = own;
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    int port() {
        return server == null ? 0 : server.getAddress().getPort();
    }

    @Override
    Sink sink() throws Exception {
        return sink(port(), new AddressGuard(THIS_MACHINE), Duration.ofSeconds(10));
    }

    Sink sink(int port, AddressGuard guard, Duration timeout) throws Exception {
        return sink("http://127.0.0.1:" + port + "/hook?key=secret", guard, timeout);
    }

    Sink sink(String url, AddressGuard guard, Duration timeout) throws Exception {
        return sink(receiver(url, guard, timeout, null));
    }

    /** @param authorities in PEM, that are trusted instead of all others */
    static HttpReceiver receiver(String url, AddressGuard guard, Duration timeout, byte @Nullable [] authorities) {
        return new HttpReceiver(
                new SafeHttp(vertx == null ? Vertx.vertx() : vertx, guard, timeout, authorities),
                URI.create(url),
                Map.of("Authorization", "Token of-the-sink"),
                InstantSource.fixed(NOW));
    }

    @Override
    List<String> arrived() throws IOException {
        List<String> ids = new ArrayList<>();
        for (Received request : received) {
            assertEquals("Token of-the-sink", request.headers().getFirst("Authorization"));
            ids.addAll(keys(request));
        }
        return ids;
    }

    Outcome send() throws Exception {
        try (Sink sink = sink()) {
            return sink.send(List.of(alert("a1", "text"))).getFirst();
        }
    }

    @Test
    void whatComesTwiceIsKnownAgain() throws Exception {
        // When
        send();
        send();

        // Then
        assertEquals(List.of(key("a1"), key("a1")), arrived());
    }

    @Test
    void whereItSendsToIsSaidWithoutWhatMayBeSecret() throws Exception {
        try (Sink sink = sink()) {
            assertTrue(sink.target().startsWith("http://127.0.0.1:" + port()), sink.target());
            assertFalse(sink.target().contains("secret"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 410, 413, 422})
    void whatWillNeverBeTakenIsRefusedForGood(int code) throws Exception {
        // Given
        status = code;
        answer = "no\u001b[2J " + "x".repeat(1000);

        // When
        Outcome outcome = send();

        // Then
        String why = assertInstanceOf(Outcome.Refused.class, outcome, outcome::toString)
                .why();
        assertTrue(why.startsWith("answers with " + code + ": no\\u001B[2J xx"), why);
        assertTrue(why.length() < 300, why);
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 408, 425, 429, 500, 502, 503})
    void whatMayBeTakenLaterIsTriedAgainAndNothingIsFollowed(int code) throws Exception {
        // Given
        status = code;

        // When
        Outcome outcome = send();

        // Then
        assertNull(assertInstanceOf(Outcome.Later.class, outcome).after());
        assertEquals(1, received.size());
    }

    @ParameterizedTest
    @CsvSource({
        "120, 120",
        "0, 0",
        "999999999, 3600",
        "'Thu, 01 Jan 2026 00:05:00 GMT', 300",
        "'Wed, 31 Dec 2025 00:00:00 GMT',",
        "soon,",
        "-5,"
    })
    void whenToComeBackIsReadWithinReason(String header, @Nullable Long seconds) throws Exception {
        // Given
        status = 503;
        retryAfter = header;

        // When
        Outcome.Later later = assertInstanceOf(Outcome.Later.class, send());

        // Then
        assertEquals(seconds == null ? null : Duration.ofSeconds(seconds), later.after());
    }

    @Test
    void whatIsInsideIsNotConnectedTo() throws Exception {
        // Given
        Sink guarded = sink(port(), new AddressGuard(List.of()), Duration.ofSeconds(10));

        // When
        Outcome outcome = guarded.send(List.of(alert("a", ""))).getFirst();
        guarded.close();

        // Then
        assertTrue(assertInstanceOf(Outcome.Later.class, outcome).why().contains("127.0.0.1"), outcome.toString());
        assertEquals(0, received.size());
    }

    @Test
    void whoDoesNotAnswerIsLeft() throws Exception {
        // Given a server that takes the connection and says nothing
        CountDownLatch asked = new CountDownLatch(1);
        try (ServerSocket mute = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Thread.ofPlatform().daemon().start(() -> {
                try (var connection = mute.accept()) {
                    asked.countDown();
                    connection.getInputStream().readAllBytes();
                } catch (IOException closed) {
                    // the test is over
                }
            });
            Sink sink = sink(mute.getLocalPort(), new AddressGuard(THIS_MACHINE), Duration.ofMillis(300));

            // When
            Outcome outcome = sink.send(List.of(alert("a", ""))).getFirst();
            sink.close();

            // Then
            assertInstanceOf(Outcome.Later.class, outcome);
            assertTrue(asked.await(10, TimeUnit.SECONDS));
        }
    }

    @Test
    void whereNobodyListensItIsTriedLater() throws Exception {
        // Given
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        Sink sink = sink(free, new AddressGuard(THIS_MACHINE), Duration.ofSeconds(10));

        // When
        Outcome outcome = sink.send(List.of(alert("a", ""))).getFirst();
        sink.close();

        // Then
        assertFalse(assertInstanceOf(Outcome.Later.class, outcome).why().isBlank());
    }
}
