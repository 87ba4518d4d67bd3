package io.tripline.web.door;

import static io.tripline.Patience.PATIENCE;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.tripline.web.Gauges;
import io.tripline.web.Posting;
import io.tripline.web.ServeProfile;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Senders that send slowly or not at all, and clients that only listen. */
@QuarkusTest
@TestProfile(ServeProfile.Impatient.class)
class EventBodiesHttpTest {

    @TestHTTPResource("/")
    URI address = URI.create("");

    @Test
    void manyWhoAnnounceBodiesThatDoNotComeTakeNothingAndAreDropped() throws IOException {
        // Given
        assertEquals(0, Gauges.of("tripline_ingest_arriving"));
        List<Socket> silent = new ArrayList<>();
        for (int i = 0; i < 80; i++) {
            silent.add(announced(20 * 1024 * 1024, ""));
        }
        await().atMost(PATIENCE).until(() -> Gauges.of("tripline_ingest_arriving") > 40);
        assertEquals(0, Gauges.of("tripline_ingest_bytes"));

        // When
        int status = Posting.post("{\"a\": 1}").statusCode();

        // Then
        assertEquals(202, status);
        for (Socket socket : silent) {
            assertTrue(rest(socket).startsWith("HTTP/1.1 408"));
        }
        await().atMost(PATIENCE).until(() -> Gauges.of("tripline_ingest_arriving") == 0);
        assertEquals(0, Gauges.of("tripline_ingest_bytes"));
    }

    @Test
    void aBodyThatTricklesIsDropped() throws Exception {
        try (Socket socket = announced(1_000_000, "{\"a\": \"")) {
            // When
            for (int i = 0; i < 60 && socket.getInputStream().available() == 0; i++) {
                socket.getOutputStream().write('x');
                Thread.sleep(100);
            }

            // Then
            assertTrue(rest(socket).startsWith("HTTP/1.1 408"));
        }
    }

    @Test
    void aBodyInPiecesOfOneByteIsABody() throws IOException {
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            // When
            StringBuilder pieces = new StringBuilder();
            "{\"a\": 1}"
                    .chars()
                    .forEach(c -> pieces.append("1\r\n").append((char) c).append("\r\n"));
            send(
                    socket,
                    "POST /api/v1/events HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                            + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n" + pieces + "0\r\n\r\n");

            // Then
            assertTrue(rest(socket).contains("\"accepted\":1"));
        }
    }

    @Test
    void aSenderThatAsksBeforeItSendsIsToldToGoOn() throws IOException {
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            // When
            send(
                    socket,
                    "POST /api/v1/events HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                            + "Content-Length: 7\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n");
            socket.setSoTimeout(5_000);
            String first = new String(socket.getInputStream().readNBytes(21), StandardCharsets.US_ASCII);
            send(socket, "{\"a\":1}");

            // Then
            assertEquals("HTTP/1.1 100 Continue", first);
            assertTrue(rest(socket).contains("\"accepted\":1"));
        }
    }

    @Test
    void oneAddressTakesNotAllPlacesOfThoseWhoFollowAndGivesThemBackAtOnce() throws IOException {
        for (int round = 0; round < 3; round++) {
            // Given
            List<Socket> following = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Socket socket = new Socket(address.getHost(), address.getPort());
                following.add(socket);
                send(socket, "GET /api/v1/alerts/stream HTTP/1.1\r\nHost: localhost\r\n\r\n");
            }
            await().atMost(PATIENCE).until(() -> Gauges.of("tripline_alerts_listeners") == 4);

            // When
            Socket another = new Socket(address.getHost(), address.getPort());
            send(another, "GET /api/v1/alerts/stream HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

            // Then
            assertTrue(rest(another).startsWith("HTTP/1.1 503"));
            for (Socket socket : following) {
                socket.close();
            }
            await().atMost(PATIENCE).until(() -> Gauges.of("tripline_alerts_listeners") == 0);
        }
    }

    private Socket announced(int length, String begin) throws IOException {
        Socket socket = new Socket(address.getHost(), address.getPort());
        send(
                socket,
                "POST /api/v1/events HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                        + length + "\r\n\r\n" + begin);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String rest(Socket socket) throws IOException {
        socket.setSoTimeout(5_000);
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
