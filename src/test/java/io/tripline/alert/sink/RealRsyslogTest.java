package io.tripline.alert.sink;

import static io.tripline.Patience.PATIENCE;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against rsyslog, where it is installed: TLS where it has that, else TCP. */
class RealRsyslogTest extends SinkContract {

    private static final Path PROGRAM = Path.of("/usr/sbin/rsyslogd");

    @TempDir
    Path folder;

    private ReceiverProcess process;
    private int port;
    private SSLSocketFactory tls;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(
                Files.isExecutable(PROGRAM),
                "no rsyslog is installed (Debian: apt-get install rsyslog rsyslog-gnutls)");
        port = ReceiverProcess.freePort();
        Path configuration = folder.resolve("rsyslog.conf");
        Files.writeString(
                configuration, """
                %s
                input(type="imtcp" address="127.0.0.1" port="%d")
                template(name="line" type="string" string="%%syslogfacility%%|%%syslogseverity%%|%%app-name%%|%%msgid%%|%%timereported:::date-rfc3339%%|%%msg%%\\n")
                action(type="omfile" file="%s" template="line")
                """.formatted(hasTls() ? withTls() : "module(load=\"imtcp\")", port, received()));
        process = ReceiverProcess.start(
                List.of(
                        PROGRAM.toString(),
                        "-n",
                        "-f",
                        configuration.toString(),
                        "-i",
                        folder.resolve("pid").toString()),
                port,
                folder.resolve("log"));
    }

    private static boolean hasTls() throws IOException {
        try (var folders =
                Files.find(Path.of("/usr/lib"), 4, (path, about) -> path.endsWith("rsyslog/lmnsd_gtls.so"))) {
            return folders.findAny().isPresent();
        }
    }

    private String withTls() throws Exception {
        TestCertificate own = TestCertificate.in(folder);
        Files.writeString(folder.resolve("cert.pem"), own.certificate());
        Files.writeString(folder.resolve("key.pem"), own.key());
        tls = own.context().getSocketFactory();
        return """
                global(defaultNetstreamDriver="gtls" defaultNetstreamDriverCAFile="%1$s/cert.pem"
                  defaultNetstreamDriverCertFile="%1$s/cert.pem" defaultNetstreamDriverKeyFile="%1$s/key.pem")
                module(load="imtcp" StreamDriver.Name="gtls" StreamDriver.Mode="1" StreamDriver.AuthMode="anon")
                """.formatted(folder);
    }

    @AfterEach
    void stop() {
        if (process != null) {
            process.close();
        }
    }

    private Path received() {
        return folder.resolve("received");
    }

    @Override
    Sink sink() {
        return new SyslogSink(new SyslogSink.Place("127.0.0.1", port, Duration.ofSeconds(20)), tls, 16, "1.0");
    }

    /** Waits for the end, which rsyslog writes a moment after it has read it. */
    @Override
    List<String> arrived() throws Exception {
        try (Sink sink = sink()) {
            sink.send(List.of(Alerts.ofGroup("end")));
        }
        await().atMost(PATIENCE)
                .until(() ->
                        Files.exists(received()) && Files.readString(received()).contains("externalId=end"));
        return Files.readAllLines(received()).stream()
                .map(line -> line.replaceFirst(".*\\|externalId=(\\S+) .*", "$1"))
                .filter(id -> !id.equals("end"))
                .toList();
    }

    @Test
    void itReadsWhatWasMeant() throws Exception {
        // When
        try (Sink sink = sink()) {
            sink.send(List.of(Alerts.of("a1", "critical", "Tïtle", "a = b", "user", "ann")));
        }
        arrived();

        // Then
        String line = Files.readAllLines(received()).getFirst();
        assertTrue(
                line.startsWith("16|2|tripline|alert|2025-12-31T23:00:00|")
                        || line.startsWith("16|2|tripline|alert|2025-12-31T23:00:00Z|"),
                line);
        assertTrue(line.contains("CEF:0|Tripline|Tripline|1.0|r1|Tïtle|10|externalId=a1 "), line);
        assertTrue(line.endsWith(" msg=a \\= b cs1Label=user cs1=ann"), line);
    }

    @Test
    void whatItDoesNotReadToTheEndIsSentAgain() throws Exception {
        // Given
        process.close();

        // When, Then
        try (Sink sink = sink()) {
            assertInstanceOf(
                    Outcome.Later.class,
                    sink.send(List.of(Alerts.ofGroup("a1"))).getFirst());
        }
    }
}
