package io.tripline.alert.sink;

import io.tripline.alert.Alert;
import io.tripline.alert.AlertDocument;
import io.tripline.alert.KeptAlert;
import io.tripline.problem.Visible;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Sends alerts as syslog messages (RFC 5424) with a text in CEF, over TCP (RFC 6587) or TLS (RFC 5425), with the length of each before it. Syslog
 * knows no answer. So each batch is a connection, which is ended on this side, and counts as delivered when the other side, which has then read
 * all, ends it too.
 */
public final class SyslogSink implements Sink {

    private static final int MOST = 100;

    private final Place place;
    private final @Nullable SSLSocketFactory tls;
    private final int facility;
    private final String version;

    /** Where it listens. @param timeout to connect, and for each answer of the network after that */
    public record Place(String host, int port, Duration timeout) {}

    /**
     * @param tls null: without
     * @param facility 0 to 23
     * @param version of this program
     */
    public SyslogSink(Place place, @Nullable SSLSocketFactory tls, int facility, String version) {
        this.place = place;
        this.tls = tls;
        this.facility = facility;
        this.version = version;
    }

    @Override
    public int most() {
        return MOST;
    }

    @Override
    public String target() {
        return (tls == null ? "tcp://" : "tls://") + place.host() + ":" + place.port();
    }

    @Override
    public List<Outcome> send(List<KeptAlert> alerts) {
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        for (KeptAlert kept : alerts) {
            byte[] message = message(kept.alert()).getBytes(StandardCharsets.UTF_8);
            frames.writeBytes((message.length + " ").getBytes(StandardCharsets.US_ASCII));
            frames.writeBytes(message);
        }
        Outcome outcome = outcome(frames.toByteArray());
        return alerts.stream().map(kept -> outcome).toList();
    }

    private Outcome outcome(byte[] frames) {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(frames);
            socket.getOutputStream().flush();
            socket.shutdownOutput();
            awaitEnd(socket.getInputStream());
            return new Outcome.Delivered();
        } catch (IOException failed) {
            return new Outcome.Later(Visible.of(failed.toString()), null);
        }
    }

    private Socket connect() throws IOException {
        int timeout = (int) place.timeout().toMillis();
        Socket plain = new Socket();
        try {
            plain.connect(new InetSocketAddress(place.host(), place.port()), timeout);
            plain.setSoTimeout(timeout);
            return tls == null ? plain : secure(tls, plain);
        } catch (IOException failed) {
            plain.close();
            throw failed;
        }
    }

    private Socket secure(SSLSocketFactory factory, Socket plain) throws IOException {
        SSLSocket socket = (SSLSocket) factory.createSocket(plain, place.host(), place.port(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    /** Nothing is said there, so whatever comes is read and forgotten, for no longer than the time-out. */
    private void awaitEnd(InputStream in) throws IOException {
        byte[] piece = new byte[1024];
        long end = System.nanoTime() + place.timeout().toNanos();
        while (in.read(piece) >= 0) {
            if (System.nanoTime() > end) {
                throw new IOException("goes on talking");
            }
        }
    }

    private String message(Alert alert) {
        int priority = facility * 8 + severity(alert.getRule().level());
        return "<" + priority + ">1 " + AlertDocument.time(alert.getTimestamp()) + " - tripline - alert - "
                + CefMessage.of(alert, version);
    }

    private static int severity(@Nullable String level) {
        return switch (level == null ? "" : level) {
            case "critical" -> 2;
            case "high" -> 3;
            case "medium" -> 4;
            case "low" -> 5;
            default -> 6;
        };
    }

    @Override
    public void close() {
        // nothing is open between batches
    }
}
