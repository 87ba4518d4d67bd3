package io.tripline.web;

import static io.tripline.Patience.PATIENCE;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** A native binary that serves a folder of rules on a free port, as a process of its own. */
final class ServedBinary implements AutoCloseable {

    private static final Pattern READY = Pattern.compile("Tripline is ready on (http://\\S+)");

    private final Process process;
    private final List<String> out = new CopyOnWriteArrayList<>();
    private final List<String> err = new CopyOnWriteArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private final URI address;

    ServedBinary(Path binary, Path rules) throws IOException {
        ProcessBuilder start = new ProcessBuilder(
                binary.toString(),
                "serve",
                "--port",
                "0",
                "--json",
                "--rules",
                rules.toString(),
                "--data",
                Files.createTempDirectory("tripline-data").toString());
        start.directory(rules.toFile());
        start.environment().keySet().removeIf(name -> name.startsWith("TRIPLINE_") || name.startsWith("QUARKUS_"));
        process = start.start();
        collect(process.inputReader(StandardCharsets.UTF_8), out);
        collect(process.errorReader(StandardCharsets.UTF_8), err);
        Awaitility.await().atMost(PATIENCE).until(() -> !process.isAlive() || ready() != null);
        String ready = ready();
        if (ready == null) {
            throw new AssertionError("does not start: " + err);
        }
        address = URI.create(ready);
    }

    private static void collect(BufferedReader reader, List<String> lines) {
        Thread.ofVirtual().start(() -> {
            try (reader) {
                reader.lines().forEach(lines::add);
            } catch (IOException | UncheckedIOException ended) {
                // with the process
            }
        });
    }

    private @org.jspecify.annotations.Nullable String ready() {
        Matcher ready = READY.matcher(String.join("\n", err));
        return ready.find() ? ready.group(1) : null;
    }

    /** A connection on which nothing has been sent. */
    Socket connect() throws IOException {
        return new Socket(address.getHost(), address.getPort());
    }

    /** The answer to events, as text. */
    String post(String events) throws IOException, InterruptedException {
        return client.send(
                        HttpRequest.newBuilder(address.resolve("/api/v1/events"))
                                .header("Content-Type", Posting.NDJSON)
                                .POST(BodyPublishers.ofString(events))
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }

    String get(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(address.resolve(path)).build(), BodyHandlers.ofString())
                .body();
    }

    /** Lines of stdout: each is an alert. */
    List<String> alerts() {
        return out;
    }

    List<String> log() {
        return err;
    }

    /** Tells it to stop and waits for that; the exit code. */
    int terminate() throws InterruptedException {
        signal();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new AssertionError("does not end");
        }
        return process.exitValue();
    }

    /** SIGTERM. */
    void signal() {
        process.toHandle().destroy(); // which leaves its outputs open
    }

    @Override
    public void close() {
        process.destroyForcibly();
        client.close();
    }
}
