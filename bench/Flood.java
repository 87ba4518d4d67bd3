import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;

/**
 * 64 bodies of 20 MiB at once against a running program with a small heap:
 *
 * <pre>
 * TRIPLINE_JAVA_OPTS=-Xmx256m ./tripline serve
 * java bench/Flood.java 8080
 * </pre>
 *
 * <p>Prints for each kind of body what was answered and how long {@code /q/health/live} took meanwhile; exits with 1 if the program
 * did not take an ordinary event afterwards.
 */
public final class Flood {

    private static final int MEBI = 1024 * 1024;
    private static final int SENDERS = 64;

    private enum Kind {
        HEADERS_ALONE,
        SMALL_EVENTS,
        LONG_TEXTS,
        DEEP_EVENTS,
        LISTS_OF_NUMBERS,
        GZIP_OF_SMALL_EVENTS
    }

    public static void main(String... arguments) throws Exception {
        int port = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 8080;
        for (Kind kind : Kind.values()) {
            byte[] body = body(kind);
            Map<String, Integer> answers = new TreeMap<>();
            CountDownLatch left = new CountDownLatch(SENDERS);
            for (int i = 0; i < SENDERS; i++) {
                Thread.ofVirtual().start(() -> {
                    String answer = post(port, kind, body);
                    synchronized (answers) {
                        answers.merge(answer, 1, Integer::sum);
                    }
                    left.countDown();
                });
            }
            long slowest = 0;
            do {
                long began = System.nanoTime();
                answer(port, "GET /q/health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", new byte[0]);
                slowest = Math.max(slowest, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
            } while (!left.await(200, TimeUnit.MILLISECONDS));
            System.out.println(kind + ": " + answers + ", slowest health " + slowest + " ms");
        }
        String last = post(port, Kind.SMALL_EVENTS, "{\"a\": 1}".getBytes(StandardCharsets.US_ASCII));
        System.out.println("an ordinary event afterwards: " + last);
        System.exit(last.equals("202") ? 0 : 1);
    }

    private static byte[] body(Kind kind) throws IOException {
        String item = switch (kind) {
            case HEADERS_ALONE -> "";
            case SMALL_EVENTS, GZIP_OF_SMALL_EVENTS -> "{\"a\":1}\n";
            case LONG_TEXTS -> "{\"a\":\"" + "x".repeat(1_000_000) + "\"}\n";
            case DEEP_EVENTS -> "{\"a\":".repeat(60) + "1" + "}".repeat(60) + "\n";
            case LISTS_OF_NUMBERS -> "{\"a\":[" + "1,".repeat(40_000) + "1]}\n";
        };
        byte[] plain = item.isEmpty()
                ? new byte[0]
                : item.repeat(20 * MEBI / item.length()).getBytes(StandardCharsets.US_ASCII);
        if (kind != Kind.GZIP_OF_SMALL_EVENTS) {
            return plain;
        }
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(compressed)) {
            out.write(plain);
        }
        return compressed.toByteArray();
    }

    private static String post(int port, Kind kind, byte[] body) {
        int length = kind == Kind.HEADERS_ALONE ? 20 * MEBI : body.length;
        String encoding = kind == Kind.GZIP_OF_SMALL_EVENTS ? "Content-Encoding: gzip\r\n" : "";
        return answer(
                port,
                "POST /api/v1/events HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" + encoding
                        + "Connection: close\r\nContent-Length: " + length + "\r\n\r\n",
                body);
    }

    /** The status, or what went wrong. */
    private static String answer(int port, String head, byte[] body) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            try {
                socket.getOutputStream().write(body);
            } catch (IOException refusedMeanwhile) {
                // the answer says why
            }
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return answer.length() > 12 ? answer.substring(9, 12) : "nothing";
        } catch (IOException e) {
            return e.getClass().getSimpleName();
        }
    }

    private Flood() {}
}
