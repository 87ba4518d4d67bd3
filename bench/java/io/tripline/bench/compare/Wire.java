package io.tripline.bench.compare;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One connection over which requests go one after the other: no more than is needed, for the sender shares the machine. One thread. */
final class Wire implements AutoCloseable {

    private static final int WAIT = 120_000;

    private final Socket socket;
    private final InputStream in;
    private final String path;

    Wire(int port, String path) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(WAIT);
        in = new BufferedInputStream(socket.getInputStream(), 1 << 14);
        this.path = path;
    }

    /** Sends events and waits for the answer. Its status. */
    int post(byte[] body) throws IOException {
        byte[] head = ("POST " + path
                        + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-ndjson\r\nContent-Length: "
                        + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] request = new byte[head.length + body.length];
        System.arraycopy(head, 0, request, 0, head.length);
        System.arraycopy(body, 0, request, head.length, body.length);
        socket.getOutputStream().write(request);
        return answer();
    }

    /** Whether a path answers 200. */
    static boolean isReady(int port, String path) {
        try (Wire wire = new Wire(port, path)) {
            wire.socket
                    .getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return wire.answer() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private int answer() throws IOException {
        String status = line();
        long length = 0;
        boolean chunked = false;
        String header;
        while (!(header = line().toLowerCase(Locale.ROOT)).isEmpty()) {
            if (header.startsWith("content-length:")) {
                length = Long.parseLong(header.substring(15).strip());
            }
            chunked |= header.startsWith("transfer-encoding:") && header.contains("chunked");
        }
        if (chunked) {
            while ((length = Long.parseLong(line(), 16)) > 0) {
                in.skipNBytes(length + 2);
            }
            line();
        } else {
            in.skipNBytes(length);
        }
        return Integer.parseInt(status.substring(9, 12));
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        int c;
        while ((c = in.read()) != '\n') {
            if (c < 0) {
                throw new IOException("the connection was closed");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
