package io.tripline.alert.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a receiver that reads frames to the end, and then ends the connection too. */
class SyslogSinkTest extends SinkContract {

    private final List<String> messages = Collections.synchronizedList(new ArrayList<>());
    private @Nullable ServerSocket server;
    private volatile boolean isDeaf;

    @BeforeEach
    void listen() throws IOException {
        ServerSocket own = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        server = own;
        Thread.ofPlatform().daemon().start(() -> {
            try {
                while (true) {
                    try (Socket connection = own.accept()) {
                        if (isDeaf) {
                            connection.setSoLinger(true, 0);
                            continue;
                        }
                        messages.addAll(frames(connection.getInputStream().readAllBytes()));
                    }
                }
            } catch (IOException closed) {
                // the test is over
            }
        });
    }

    @AfterEach
    void stop() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    private static List<String> frames(byte[] all) throws IOException {
        List<String> frames = new ArrayList<>();
        ByteArrayInputStream in = new ByteArrayInputStream(all);
        while (in.available() > 0) {
            int length = 0;
            for (int digit = in.read(); digit != ' '; digit = in.read()) {
                length = length * 10 + digit - '0';
            }
            byte[] frame = in.readNBytes(length);
            assertEquals(length, frame.length);
            frames.add(new String(frame, StandardCharsets.UTF_8));
        }
        return frames;
    }

    @Override
    Sink sink() {
        return sink(server == null ? 0 : server.getLocalPort());
    }

    private static Sink sink(int port) {
        return new SyslogSink(new SyslogSink.Place("127.0.0.1", port, Duration.ofSeconds(5)), null, 16, "1.0");
    }

    @Override
    List<String> arrived() {
        return messages.stream()
                .map(message -> message.replaceFirst("(?s).*\\|externalId=(\\S+) .*", "$1"))
                .toList();
    }

    @Test
    void aMessageIsOfTheNewSyslogWithItsLengthBeforeIt() throws Exception {
        // When
        sink().send(List.of(alert("a1", "ünïcode")));

        // Then
        assertTrue(
                messages.getFirst()
                        .startsWith(
                                "<131>1 2026-01-01T00:00:00Z - tripline - alert - CEF:0|Tripline|Tripline|1.0|r1|ünïcode|8|"),
                messages.getFirst());
    }

    @Test
    void whoTearsTheConnectionHasNotGotIt() throws Exception {
        // Given
        isDeaf = true;

        // When, Then
        assertInstanceOf(
                Outcome.Later.class, sink().send(List.of(alert("a1", "x"))).getFirst());
    }

    @Test
    void whoDoesNotEndTheConnectionIsLeft() throws Exception {
        try (ServerSocket mute = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            // Given
            Sink sink = new SyslogSink(
                    new SyslogSink.Place("127.0.0.1", mute.getLocalPort(), Duration.ofMillis(300)), null, 16, "1");

            // When, Then
            assertInstanceOf(
                    Outcome.Later.class, sink.send(List.of(alert("a1", "x"))).getFirst());
        }
    }

    @Test
    void whereNobodyListensItIsTriedLater() throws Exception {
        stop();
        assertInstanceOf(
                Outcome.Later.class, sink().send(List.of(alert("a1", "x"))).getFirst());
    }
}
