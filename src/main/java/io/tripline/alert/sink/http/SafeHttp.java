package io.tripline.alert.sink.http;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Posts to one place, and never to another: no redirect is followed, and the connection goes to the address that was checked, also if the
 * name leads elsewhere a moment later. Certificates are those of the name. Never called on an event loop; one thread at a time.
 */
public final class SafeHttp implements AutoCloseable {

    /** So much of an answer is read, bytes; a sender of more is cut off. */
    static final int MOST_READ = 64 * 1024;

    private final HttpClient client;
    private final AddressGuard guard;
    private final Duration timeout;

    /**
     * What was answered.
     *
     * @param retryAfter the header of that name
     * @param text the body, or its beginning
     */
    public record Answer(int status, @Nullable String retryAfter, String text) {}

    /**
     * @param timeout for all of it, from the connection to the end of the answer
     * @param authorities certificates in PEM that are trusted instead of those that Java knows; null: those
     */
    public SafeHttp(Vertx vertx, AddressGuard guard, Duration timeout, byte @Nullable [] authorities) {
        this.guard = guard;
        this.timeout = timeout;
        HttpClientOptions options = new HttpClientOptions()
                .setConnectTimeout((int) timeout.toMillis())
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setIdleTimeout((int) Math.max(1, timeout.toMillis()))
                .setKeepAliveTimeout(30)
                .setMaxPoolSize(1)
                .setVerifyHost(true);
        if (authorities != null) {
            options.setTrustOptions(new PemTrustOptions().addCertValue(Buffer.buffer(authorities)));
        }
        this.client = vertx.createHttpClient(options);
    }

    /**
     * Posts a body.
     *
     * @param to {@code http} or {@code https}
     * @throws IOException nothing came back, or not in time: whether it arrived nobody knows
     */
    public Answer post(URI to, Map<String, String> headers, byte[] body) throws IOException, InterruptedException {
        InetAddress address = guard.address(to.getHost().replaceAll("[\\[\\]]", ""));
        boolean isSecure = "https".equalsIgnoreCase(to.getScheme());
        int port = to.getPort() >= 0 ? to.getPort() : isSecure ? 443 : 80;
        String path = to.getRawPath() == null || to.getRawPath().isEmpty() ? "/" : to.getRawPath();
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(SocketAddress.inetSocketAddress(port, address.getHostAddress()))
                .setHost(to.getHost())
                .setPort(port)
                .setSsl(isSecure)
                .setURI(to.getRawQuery() == null ? path : path + "?" + to.getRawQuery())
                .setFollowRedirects(false)
                .setTimeout(timeout.toMillis());
        headers.forEach(options::addHeader);
        Reading reading = new Reading();
        // on the loop itself, so that nothing of the answer comes before it is read
        client.request(options)
                .compose(request -> request.send(Buffer.buffer(body)).onSuccess(reading::begin))
                .onFailure(reading::fails);
        return reading.await();
    }

    @Override
    public void close() {
        client.close();
    }

    /** One answer on its way: on the event loop of its connection, but for who waits. */
    private final class Reading {

        private final CompletableFuture<HttpClientResponse> head = new CompletableFuture<>();
        private final CompletableFuture<Buffer> body = new CompletableFuture<>();
        private final Buffer text = Buffer.buffer();

        void begin(HttpClientResponse response) {
            response.exceptionHandler(broken -> body.complete(text));
            response.endHandler(ended -> body.complete(text));
            response.handler(piece -> {
                int room = MOST_READ - text.length();
                text.appendBuffer(piece, 0, Math.min(room, piece.length()));
                if (piece.length() >= room) {
                    body.complete(text);
                    response.request().connection().close();
                }
            });
            head.complete(response);
        }

        void fails(Throwable failure) {
            head.completeExceptionally(failure);
        }

        Answer await() throws IOException, InterruptedException {
            long end = System.nanoTime() + timeout.toNanos();
            try {
                HttpClientResponse response = head.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
                return new Answer(response.statusCode(), response.getHeader("Retry-After"), text(response, end));
            } catch (ExecutionException failed) {
                Throwable cause = failed.getCause() == null ? failed : failed.getCause();
                String message = cause.getMessage();
                throw new IOException(
                        message == null || message.isBlank() ? cause.getClass().getSimpleName() : message, cause);
            } catch (TimeoutException late) {
                throw new IOException("no answer within " + timeout.toMillis() + " ms", late);
            }
        }

        /** What was answered counts, also if its text does not end. */
        private String text(HttpClientResponse response, long end) throws ExecutionException, InterruptedException {
            try {
                Buffer read = body.get(Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS);
                return read.toString(StandardCharsets.UTF_8);
            } catch (TimeoutException endless) {
                response.request().connection().close();
                return "";
            }
        }
    }
}
