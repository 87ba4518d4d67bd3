package io.tripline.alert.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.tripline.alert.KeptAlert;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.StartTLSOptions;
import jakarta.mail.Message;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against GreenMail, in this process. */
class MailSinkTest extends SinkContract {

    private static final Pattern ID = Pattern.compile("alert (\\S+)$", Pattern.MULTILINE);
    private static Vertx vertx;

    private GreenMail server;

    @BeforeAll
    static void loops() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void end() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @BeforeEach
    void listen() {
        server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Override
    Sink sink() {
        return sink(server.getSmtp().getPort(), Duration.ofSeconds(20), new MailConfig());
    }

    private static Sink sink(int port, Duration timeout, MailConfig config) {
        return new MailSink(
                vertx,
                config.setHostname("127.0.0.1").setPort(port).setStarttls(StartTLSOptions.DISABLED),
                new MailSink.Letter(
                        "tripline@example.org",
                        List.of("soc@example.org", "boss@example.org"),
                        "https://tripline.example"),
                timeout);
    }

    /** What the first of the addressees got; the other's follow. */
    private List<MimeMessage> mails() {
        List<MimeMessage> mails = List.of(server.getReceivedMessages());
        assertEquals(0, mails.size() % 2);
        return mails.subList(0, mails.size() / 2);
    }

    @Override
    List<String> arrived() throws Exception {
        List<String> ids = new ArrayList<>();
        for (MimeMessage mail : mails()) {
            assertEquals(2, mail.getRecipients(Message.RecipientType.TO).length);
            assertNull(mail.getHeader("X-Evil"));
            Matcher id = ID.matcher(((String) mail.getContent()).replace("\r", ""));
            while (id.find()) {
                ids.add(id.group(1));
            }
        }
        return ids;
    }

    @Test
    void aMailSaysWhatThereIsInPlainText() throws Exception {
        // When
        try (Sink sink = sink()) {
            sink.send(List.of(Alerts.of("a1", "high", "Tïtle", "a reason\r\nBcc: x@example.org", "user", "ann")));
        }

        // Then
        MimeMessage mail = mails().getFirst();
        assertEquals("[high] Tïtle: a reason\\u000D\\u000ABcc: x@example.org", mail.getSubject());
        assertEquals("<a1@example.org>", mail.getMessageID());
        assertEquals("tripline@example.org", mail.getFrom()[0].toString());
        assertEquals("""
                [high] Tïtle
                a reason\\u000D\\u000ABcc: x@example.org
                  user: ann
                  count: 11
                2025-12-31T23:00:00Z, 11 events, alert a1
                https://tripline.example/api/v1/alerts/a1""", ((String) mail.getContent()).replace("\r", "").strip());
    }

    @Test
    void manyAreOneMailAndTheSameManyAreKnownAgain() throws Exception {
        // Given
        List<KeptAlert> many = List.of(
                Alerts.of("a1", "low", "Small", "x"),
                Alerts.of("a2", "critical", "Large", "x"),
                Alerts.of("a3", null, "None", "x"));

        // When
        try (Sink sink = sink()) {
            List<Outcome> delivered = Collections.nCopies(3, new Outcome.Delivered());
            assertEquals(delivered, sink.send(many));
            assertEquals(delivered, sink.send(many));
        }

        // Then
        List<MimeMessage> mails = mails();
        assertEquals(2, mails.size());
        assertEquals("3 alerts, the gravest [critical] Large", mails.getFirst().getSubject());
        assertEquals(mails.getFirst().getMessageID(), mails.getLast().getMessageID());
        assertEquals(List.of("a1", "a2", "a3", "a1", "a2", "a3"), arrived());
    }

    @Test
    void aServerThatGreetsAtOnceIsHeard() throws Exception {
        // Given
        List<Outcome> delivered = List.of(new Outcome.Delivered());

        // When
        try (Sink sink = sink()) {
            for (int mail = 0; mail < 50; mail++) {
                // Then
                assertEquals(delivered, sink.send(List.of(alert("a" + mail, "x"))));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"550, Refused", "552, Refused", "451, Later", "421, Later"})
    void aServersNoIsForGoodIfItSaysSo(int code, String outcome) throws Exception {
        try (ServerSocket stubborn = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            // Given one that takes no addressee
            Thread.ofPlatform().daemon().start(() -> answer(stubborn, code));
            Sink sink = sink(stubborn.getLocalPort(), Duration.ofSeconds(20), new MailConfig());

            // When
            Outcome got = sink.send(List.of(alert("a1", "x"))).getFirst();
            sink.close();

            // Then
            assertEquals(outcome, got.getClass().getSimpleName(), got::toString);
            assertTrue(got.toString().contains("not you"), got::toString);
        }
    }

    private static void answer(ServerSocket server, int code) {
        try (Socket connection = server.accept()) {
            var out = connection.getOutputStream();
            out.write("220 here\r\n".getBytes(StandardCharsets.US_ASCII));
            var in = new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String reply =
                        line.startsWith("RCPT") ? code + " not you" : line.startsWith("QUIT") ? "221 bye" : "250 fine";
                out.write((reply + "\r\n").getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    @Test
    void aWrongPasswordIsSetRightSomeDay() throws Exception {
        // Given
        server.setUser("tripline", "right");
        Sink sink = sink(
                server.getSmtp().getPort(),
                Duration.ofSeconds(20),
                new MailConfig()
                        .setLogin(LoginOption.REQUIRED)
                        .setUsername("tripline")
                        .setPassword("wrong-and-secret"));

        // When
        Outcome outcome = sink.send(List.of(alert("a1", "x"))).getFirst();
        sink.close();

        // Then
        assertFalse(assertInstanceOf(Outcome.Later.class, outcome).why().contains("secret"), outcome::toString);
    }

    @Test
    void whoDoesNotAnswerIsLeft() throws Exception {
        try (ServerSocket mute = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Sink sink = sink(mute.getLocalPort(), Duration.ofMillis(300), new MailConfig());
            Outcome outcome = sink.send(List.of(alert("a1", "x"))).getFirst();
            sink.close();
            assertInstanceOf(Outcome.Later.class, outcome);
        }
    }
}
