package io.tripline.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that is told to stop answers what it has begun to take, turns away the rest, and waits for nobody who only listens. */
class StopIT {

    private static final int SIGTERM = 128 + 15;

    private static final String EVENTS = "{\"log_id\":\"stop-1\"}\n{\"log_id\":\"stop-2\"}\n";

    @TempDir
    private Path rules;

    @Test
    void whatIsUnderWayIsAnswered() throws Exception {
        RulesFolder.copy(Path.of("rules-drl"), rules);
        Path binary = Path.of(System.getProperty("tripline.binary", "nowhere"));
        try (ServedBinary served = new ServedBinary(binary.toAbsolutePath(), rules);
                Socket listener = served.connect();
                Socket sender = served.connect();
                Socket late = served.connect()) {
            // Given: one who listens, and a body of which half has come
            send(listener, "GET /api/v1/alerts/stream HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertStatus(200, listener);
            send(
                    sender,
                    "POST /api/v1/events HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + Posting.NDJSON
                            + "\r\nContent-Length: " + EVENTS.length() + "\r\n\r\n" + EVENTS.substring(0, 10));
            TimeUnit.MILLISECONDS.sleep(300);

            // When
            long begin = System.nanoTime();
            served.signal();
            TimeUnit.SECONDS.sleep(1);
            send(late, "GET /api/v1/alerts HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertStatus(503, late);
            send(sender, EVENTS.substring(10));

            // Then
            assertStatus(202, sender);
            assertEquals(SIGTERM, served.terminate());
            assertTrue(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin) < 10, "took too long");
        }
    }

    private static void send(Socket to, String text) throws Exception {
        to.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        to.getOutputStream().flush();
    }

    private static void assertStatus(int status, Socket from) throws Exception {
        from.setSoTimeout(8_000);
        String line =
                new BufferedReader(new InputStreamReader(from.getInputStream(), StandardCharsets.US_ASCII)).readLine();
        assertTrue(line != null && line.startsWith("HTTP/1.1 " + status + " "), line);
    }
}
